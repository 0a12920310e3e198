import { decodeModel } from '@vitrine/engine';
import type { GivenWeights } from '@vitrine/engine/weights';
import { createRecsys, diskArtifacts, type Recsys, type RecsysTables, type Tenant } from '@vitrine/recsys';
import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import type { Kysely } from 'kysely';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trainModel } from '../training/index.ts';
import { importModel } from './import-model.ts';
import type { FindIdentities } from './known-ids.ts';

const startMs = Date.UTC(2026, 2, 1);
const now = new Date(startMs + 90 * 86_400_000);
const dayOf = (day: number) => new Date(startMs + day * 86_400_000);

/** 80 people of four tastes, each walking through the 24 items of theirs. */
const events = Array.from({ length: 80 * 16 }, (_, at) => {
  const user = at % 80;
  const step = Math.floor(at / 80);
  return { userId: `u${user}`, itemId: `t${user % 4}-${(step + (user % 10)) % 24}`, type: 0, ts: dayOf(step * 5) };
});
const itemIds = Array.from({ length: 96 }, (_, at) => `t${at % 4}-${Math.floor(at / 4)}`);

/** What an outside program may have found: the taste of everything. */
function tastes(ids: readonly string[], tasteOf: (id: string) => number) {
  return {
    ids,
    values: Float32Array.from(ids.flatMap((id) => [0, 1, 2, 3].map((at) => (at === tasteOf(id) ? 1 : 0)))),
  };
}
const weights: GivenWeights = {
  width: 4,
  items: tastes([...itemIds.slice(0, 95), 'sold-out'], (id) => Number(id[1])),
  users: tastes(
    Array.from({ length: 60 }, (_, at) => `u${at}`),
    (id) => Number(id.slice(1)) % 4,
  ),
  itemBias: null,
};

describe('REC-4 import of weights', () => {
  let database: TestDatabase;
  let db: Kysely<RecsysTables>;
  let recsys: Recsys;
  let folder: string;
  const clock = { now: () => now };
  const tenant: Tenant = { orgId: '00000000-0000-4000-8000-000000000001', namespace: 'study' };
  const bring = (more: object = {}, of: Tenant = tenant) =>
    importModel({ db, recsys, clock }, of, { weights, source: { file: 'model.safetensors' }, k: 10, ...more });

  beforeAll(async () => {
    database = await testDatabase({ domains: ['recsys'] });
    db = database.connection.handle<RecsysTables>();
    folder = await mkdtemp(join(tmpdir(), 'vitrine-weights-'));
    recsys = createRecsys({ db, clock, modelStore: diskArtifacts(folder), polling: false, budgetMs: 5000 });
    await recsys.events.ingest(tenant, events, { backfill: true });
    await recsys.items.upsert(
      tenant,
      itemIds.map((itemId) => ({ itemId, available: true })),
    );
  });

  afterAll(async () => {
    await recsys.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('stores them as a judged version with checksum and provenance, which promote ships and the shop then answers with', async () => {
    const outcome = await bring();
    if (!outcome.ok) throw new Error(outcome.error.message);
    expect(outcome).toMatchObject({ promoted: false, notJudged: null });
    expect(outcome.known).toMatchObject({
      items: { given: 96, known: 95, translated: 0, withoutVector: 1 },
      users: { given: 60, known: 60, translated: 0, withoutVector: 20 },
      examples: { unknown: 'sold-out' },
    });
    expect(outcome.metrics.find(({ metric }) => metric === 'lift@10')?.value).toBeGreaterThan(1.5);
    expect(await recsys.models.current(tenant)).toBeNull();
    const [listed] = await recsys.models.list(tenant);
    expect(listed).toMatchObject({
      version: outcome.version,
      modelName: 'external',
      config: { source: { file: 'model.safetensors' } },
    });
    const files = await readdir(folder, { recursive: true });
    expect(
      files
        .filter((file) => file.includes(outcome.version))
        .map((file) => file.split('.').slice(1).join('.'))
        .sort(),
    ).toEqual(['vtrn', 'vtrn.sha256']);
    const artifact = files.find((file) => file.endsWith(`${outcome.version}.vtrn`)) ?? '';
    expect(decodeModel(await readFile(join(folder, artifact))).itemIds[95]).toBe('sold-out');

    expect(await recsys.models.promote(tenant, outcome.version)).toMatchObject({ ok: true });
    await recsys.refresh(tenant);
    const ask = { userId: 'u1', k: 5, overrides: { ruleExcludeEvents: false, mmrLambda: 1, categoryCap: 0 } };
    const answer = await recsys.recommend(tenant, ask);
    expect(answer.modelVersion).toBe(outcome.version);
    expect(answer.items.map(({ itemId }) => itemId.slice(0, 3))).toEqual(Array(5).fill('t1-'));
  });

  it('judges on what came after the weights were made, and says when nothing did', async () => {
    const late = await bring({ seenUntil: dayOf(74) });
    const past = await bring({ seenUntil: dayOf(75) });
    expect(late).toMatchObject({ ok: true, notJudged: null });
    expect(past).toMatchObject({
      ok: true,
      metrics: [],
      notJudged: expect.stringContaining('no event is later than 2026-05-15'),
    });
    expect(past).toMatchObject({
      gates: [{ gate: 'measured', passed: false, reason: expect.stringContaining('no event') }],
    });
  });

  it('refuses with a sentence: wrong settings, ids of another shop, a namespace of nothing, products that overflow', async () => {
    const codeOf = async (more: object, of?: Tenant) => {
      const outcome = await bring(more, of);
      return outcome.ok ? null : [outcome.error.code, outcome.error.message];
    };
    expect(await codeOf({ config: { similarity: 'angle' } })).toEqual([
      'weights.invalid_config',
      expect.stringContaining('dot, cosine'),
    ]);
    const foreign = { ...weights, items: { ...weights.items, ids: weights.items.ids.map((id) => `sku-${id}`) } };
    expect(await codeOf({ weights: foreign })).toEqual([
      'weights.unknown_ids',
      expect.stringContaining('none of the 96 item ids, such as "sku-t0-0", is one of the 96 items'),
    ]);
    expect(await codeOf({}, { ...tenant, namespace: 'empty' })).toEqual([
      'weights.unknown_ids',
      expect.stringContaining('neither items nor events'),
    ]);
    const long = (of: { ids: readonly string[]; values: Float32Array }) => ({
      ...of,
      values: of.values.map((value) => value * 1e30),
    });
    const [code, message] =
      (await codeOf({
        weights: { ...weights, items: long(weights.items), users: long(weights.users ?? weights.items) },
      })) ?? [];
    expect([code, message]).toEqual(['weights.unusable', expect.stringContaining('not finite')]);
    expect(await recsys.models.list(tenant)).toHaveLength(3);
  });

  it('recognises items and people as exports call them, but not by a name that two share', async () => {
    const exported = { ...weights, items: { ...weights.items, ids: weights.items.ids.map((id) => `sku-${id}`) } };
    const findIdentities: FindIdentities = async (kind, ids) =>
      new Map(
        kind === 'products' ? ids.map((id) => [id, { externalId: id < 't1' ? 'sku-t0-0' : `sku-${id}` }] as const) : [],
      );
    const outcome = await bring({ weights: exported, findIdentities });
    expect(outcome).toMatchObject({
      ok: true,
      known: { items: { given: 96, known: 71, translated: 71, withoutVector: 25 } },
    });
    expect(outcome).toMatchObject({ notes: { givenItems: 96, foldedInItems: 25 } });
  });

  it('tells whoever wants to train such a model what to do', async () => {
    expect(await trainModel({ db, recsys, clock }, tenant, { model: 'external' })).toMatchObject({
      ok: false,
      error: { code: 'training.unknown_model', message: expect.stringContaining('vitrine import-weights') },
    });
  });
});
