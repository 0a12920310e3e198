import { anonymousContext, decodeModel } from '@vitrine/engine';
import { createRecsys, diskArtifacts, type Recsys, type RecsysTables, type Tenant } from '@vitrine/recsys';
import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Trainer, trainHere, trainModel } from './train-model.ts';

const startMs = Date.UTC(2026, 2, 1);
const clock = { now: () => new Date(startMs + 60 * 86_400_000) };
const tenant: Tenant = { orgId: '00000000-0000-4000-8000-000000000001', namespace: 'described' };
const kinds = ['copper kettle', 'garden spade'];

describe('REC-10 items of the store that nobody has touched', () => {
  let database: TestDatabase;
  let recsys: Recsys;
  let folder: string;

  beforeAll(async () => {
    database = await testDatabase({ domains: ['recsys'] });
    folder = await mkdtemp(join(tmpdir(), 'vitrine-content-'));
    const db = database.connection.handle<RecsysTables>();
    recsys = createRecsys({ db, clock, modelStore: diskArtifacts(folder), polling: false });
    // 40 people of two tastes buy eight of the twelve items of their taste; the last of each taste is new today.
    const events = Array.from({ length: 40 * 8 }, (_, at) => ({
      userId: `u${at % 40}`,
      itemId: `t${at % 2}-${(Math.floor(at / 40) + (at % 40)) % 11}`,
      type: 3,
      ts: new Date(startMs + Math.floor(at / 40) * 5 * 86_400_000 + (at % 40) * 60_000),
    }));
    await recsys.events.ingest(tenant, events, { backfill: true });
    await recsys.items.upsert(
      tenant,
      Array.from({ length: 24 }, (_, at) => ({
        itemId: `t${at % 2}-${Math.floor(at / 2)}`,
        available: true,
        priceMinor: 1000 + 10 * at,
        categoryPath: ['all', `taste ${at % 2}`],
        description: `A ${kinds[at % 2] ?? ''} of our house, number ${at}`,
        props: { name: kinds[at % 2] ?? '' },
      })),
    );
  });

  afterAll(async () => {
    await recsys.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    ['content', {}],
    ['hybrid', { collaborative: 'item-knn' }],
  ])('are recommended by a trained %s model to those whose taste they are', async (model, config) => {
    let bytes: Uint8Array | null = null;
    const trainer: Trainer = async (...order) => {
      const result = await trainHere(...order);
      bytes = result.bytes;
      return result;
    };
    const db = database.connection.handle<RecsysTables>();
    const outcome = await trainModel({ db, recsys, clock, trainer }, tenant, { model, config, promote: false });
    expect(outcome).toMatchObject({ ok: true, counts: { items: 24 } });
    const trained = decodeModel(bytes ?? new Uint8Array(0));
    const at = (itemId: string): number => trained.itemIds.indexOf(itemId);
    const scores = new Float32Array(trained.itemIds.length);
    trained.scoreItems(anonymousContext(0, Int32Array.of(at('t1-3'), at('t1-4'))), scores);
    expect(scores[at('t1-11')]).toBeGreaterThan(2 * Math.abs(scores[at('t0-11')] ?? Infinity));
    trained.similarItems(at('t1-11'), scores);
    expect(scores[at('t1-2')]).toBeGreaterThan(2 * (scores[at('t0-2')] ?? Infinity));
  });

  it('are not read for a model that does not look at them', async () => {
    let described: unknown = 'not asked';
    const trainer: Trainer = (material, ...order) => {
      described = material.itemFeatures;
      return trainHere(material, ...order);
    };
    const db = database.connection.handle<RecsysTables>();
    const outcome = await trainModel({ db, recsys, clock, trainer }, tenant, { model: 'popularity', promote: false });
    expect(outcome).toMatchObject({ ok: true, counts: { items: 22 } });
    expect(described).toBeNull();
  });
});
