import { InteractionsBuilder } from '@vitrine/engine';
import {
  createRecsys,
  diskArtifacts,
  findNamespace,
  readDescribedItems,
  type Recsys,
  type RecsysTables,
  type Tenant,
} from '@vitrine/recsys';
import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import type { Kysely } from 'kysely';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareModels } from './compare-models.ts';
import { readInteractions } from './read-interactions.ts';
import { readItemFeatures } from './read-item-features.ts';
import { trainModel } from './train-model.ts';

const startMs = Date.UTC(2026, 2, 1);
const now = new Date(startMs + 90 * 86_400_000);

/** 80 people of four tastes; each taste walks through its own 24 items. */
function tasteEvents() {
  return Array.from({ length: 80 * 16 }, (_, at) => {
    const user = at % 80;
    const step = Math.floor(at / 80);
    const taste = user % 4;
    return {
      userId: `u${user}`,
      itemId: `t${taste}-${(step + (user % 10)) % 24}`,
      type: step % 4 === 3 ? 3 : 0,
      ts: new Date(startMs + step * 5 * 86_400_000 + user * 60_000),
      meta: { session_id: `s${user}-${step}` },
    };
  });
}

describe('REC-9 training', () => {
  let database: TestDatabase;
  let db: Kysely<RecsysTables>;
  let recsys: Recsys;
  let folder: string;
  const clock = { now: () => now };
  const tenant: Tenant = { orgId: '00000000-0000-4000-8000-000000000001', namespace: 'study' };

  beforeAll(async () => {
    database = await testDatabase({ domains: ['recsys'] });
    db = database.connection.handle<RecsysTables>();
    folder = await mkdtemp(join(tmpdir(), 'vitrine-training-'));
    recsys = createRecsys({ db, clock, modelStore: diskArtifacts(folder), polling: false, budgetMs: 5000 });
    await recsys.events.ingest(tenant, tasteEvents(), { backfill: true });
    await recsys.items.upsert(
      tenant,
      Array.from({ length: 96 }, (_, at) => ({ itemId: `t${at % 4}-${Math.floor(at / 4)}`, available: true })),
    );
  });

  afterAll(async () => {
    await recsys.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it('streams events with weights, people joined by identity, impressions left out', async () => {
    const other: Tenant = { ...tenant, namespace: 'reading' };
    await recsys.events.ingest(
      other,
      [
        { userId: 'anon', itemId: 'a', type: 0, ts: '2026-03-01T00:00:00Z' },
        { userId: 'ann', itemId: 'b', type: 3, value: 2, ts: '2026-03-02T00:00:00Z', meta: { session_id: 's' } },
        { userId: 'ann', itemId: 'c', type: 0, ts: '2026-03-03T00:00:00Z', meta: { kind: 'impression' } },
        { userId: 'ann', type: 4, ts: '2026-03-03T00:00:00Z' },
        { userId: 'ann', itemId: 'd', type: 9, ts: '2026-03-04T00:00:00Z' },
      ],
      { backfill: true },
    );
    await recsys.users.link(other, { anonymousId: 'anon', userId: 'ann' });
    const read = await readInteractions(db, other, { from: null, to: now });
    expect(read.userIds).toEqual(['ann']);
    expect(read.itemIds).toEqual(['a', 'b']);
    expect([...read.weights].map((weight) => weight.toFixed(2))).toEqual(['0.05', '2.00']);
    expect([...read.sessions]).toEqual([-1, 0]);
  });

  it('reads page by page without losing or repeating rows, many of them in the same instant', async () => {
    const other: Tenant = { ...tenant, namespace: 'paging' };
    const events = Array.from({ length: 2500 }, (_, at) => ({
      userId: 'u',
      itemId: `i${at}`,
      ts: new Date(startMs + Math.floor(at / 900) * 1000),
    }));
    await recsys.events.ingest(other, events, { backfill: true });
    const read = await readInteractions(db, other, { from: null, to: now });
    expect(new Set(read.items).size).toBe(2500);
    expect(read.items.length).toBe(2500);
  });

  it('REC-3 reads what the catalog says of its items, page by page, also of those that nobody touched', async () => {
    const other: Tenant = { ...tenant, namespace: 'catalog' };
    const fox = { brand: 'Vulpes', priceMinor: 1250, tags: ['color:red'], categoryPath: ['home', 'mugs'] };
    await recsys.items.upsert(other, [
      { itemId: 'b', available: false, category: 'mugs' },
      {
        itemId: 'a',
        ...fox,
        description: 'x'.repeat(9000),
        props: { name: 'Fox mug' },
        firstAvailable: '2026-01-01T00:00:00Z',
      },
    ]);
    const read = await readItemFeatures(db, other);
    expect(read).toMatchObject({
      itemIds: ['a', 'b'],
      titles: ['Fox mug', ''],
      brands: ['Vulpes', ''],
      categoryPaths: [['home', 'mugs'], ['mugs']],
      tags: [['color:red'], []],
    });
    expect(read.descriptions[0]).toHaveLength(4000);
    expect([...read.prices]).toEqual([1250, NaN]);
    expect(read.createdSec[0]).toBe(Date.UTC(2026, 0, 1) / 1000);
    const many = Array.from({ length: 12 }, (_, at) => ({ itemId: `m${at}`, available: true }));
    await recsys.items.upsert(other, many);
    const namespaceId = (await findNamespace(db, other)) ?? -1;
    const paged: string[] = [];
    for await (const page of readDescribedItems(db, namespaceId, { pageSize: 5 }))
      paged.push(...page.map((row) => row.itemId));
    expect(paged).toEqual([...new Set(paged)]);
    expect(paged).toHaveLength(14);
  });

  it('trains, judges on a temporal cut, stores run and artifact, and moves the champion when the gates pass', async () => {
    const outcome = await trainModel({ db, recsys, clock }, tenant, { model: 'item-knn', k: 10 });
    if (!outcome.ok) throw new Error(outcome.error.message);
    expect(outcome.promoted).toBe(true);
    expect(outcome.gates.map((gate) => [gate.gate, gate.passed])).toEqual([
      ['measured', true],
      ['beats-popularity', true],
    ]);
    expect(outcome.metrics.find((row) => row.metric === 'lift@10')?.value).toBeGreaterThan(1.5);
    expect(await recsys.models.current(tenant)).toBe(outcome.version);
    const [listed] = await recsys.models.list(tenant);
    expect(listed).toMatchObject({
      modelName: 'item-knn',
      interactionCount: 1280,
      userCount: 80,
      itemCount: 96,
      aliases: ['champion'],
    });
    await recsys.refresh(tenant);
    const answer = await recsys.recommend(tenant, {
      userId: 'u1',
      k: 5,
      overrides: { ruleExcludeEvents: false, mmrLambda: 1, categoryCap: 0 },
    });
    expect(answer.modelVersion).toBe(outcome.version);
    expect(answer.items.map((item) => item.itemId.slice(0, 3))).toEqual(Array(5).fill('t1-'));
  });

  it('REC-10 leans a new visitor’s home towards one taste on the next request with a trained model too', async () => {
    const ask = () => recsys.recommend(tenant, { surface: 'home', userId: 'newcomer', sessionId: 'n1', k: 10 });
    const shareOf = (taste: string, items: readonly { itemId: string }[]) =>
      items.filter((item) => item.itemId.startsWith(taste)).length / items.length;
    await recsys.refresh(tenant);
    expect(shareOf('t2-', (await ask()).items)).toBeLessThan(0.5);
    const views = ['t2-1', 't2-2', 't2-3'].map((itemId) => ({
      userId: 'newcomer',
      itemId,
      meta: { session_id: 'n1' },
    }));
    await recsys.events.ingest(tenant, views);
    const after = await ask();
    expect(shareOf('t2-', after.items)).toBeGreaterThanOrEqual(0.8);
    expect(after).toMatchObject({ strategy: 'personal', modelVersion: await recsys.models.current(tenant) });
    expect(after.items[0]?.because).toEqual({ kind: 'viewed', itemId: expect.stringMatching(/^t2-[123]$/) });
  });

  it('does not promote a model that is worse than its guardrail, and stores why', async () => {
    const before = await recsys.models.current(tenant);
    const outcome = await trainModel({ db, recsys, clock }, tenant, {
      model: 'popularity',
      config: { halfLifeDays: 1 },
      k: 10,
    });
    if (!outcome.ok) throw new Error(outcome.error.message);
    expect(outcome).toMatchObject({ promoted: false, notPromoted: expect.stringContaining('keeps-champion-level') });
    expect(await recsys.models.current(tenant)).toBe(before);
    const listed = (await recsys.models.list(tenant)).find((row) => row.version === outcome.version);
    expect(listed?.gates).toContainEqual(
      expect.objectContaining({
        gate: 'keeps-champion-level',
        passed: false,
        reason: expect.stringContaining('too low'),
      }),
    );
  });

  it('answers with a sentence for an unknown model, a wrong setting, and no events', async () => {
    const code = async (options: object, of: Tenant = tenant) => {
      const outcome = await trainModel({ db, recsys, clock }, of, options);
      return outcome.ok ? null : outcome.error.code;
    };
    expect(await code({ model: 'magic' })).toBe('training.unknown_model');
    expect(await code({ model: 'popularity', config: { halfLifeDay: 3 } })).toBe('training.invalid_config');
    expect(await code({}, { ...tenant, namespace: 'empty' })).toBe('training.no_events');
  });

  it('stores the failure of a run that broke', async () => {
    const outcome = await trainModel(
      { db, recsys, clock, trainer: () => Promise.reject(new Error('out of memory')) },
      tenant,
      { model: 'popularity' },
    );
    expect(outcome).toMatchObject({
      ok: false,
      error: { code: 'training.failed', message: expect.stringContaining('out of memory') },
    });
  });
});

describe('REC-14 comparison', () => {
  it('judges models and popularity baselines on the same cut, best first, with intervals', () => {
    const builder = new InteractionsBuilder();
    for (const { userId, itemId, ts } of tasteEvents()) builder.add({ userId, itemId, timeSec: ts.getTime() / 1000 });
    let elapsed = 0;
    const comparison = compareModels(builder.build(), {
      models: [{ name: 'item-knn' }, { name: 'covisitation' }],
      k: 5,
      nowSec: 0,
      elapsedMs: () => elapsed++,
    });
    expect(comparison.rows[0]).toMatchObject({ name: 'item-knn', isBaseline: false });
    expect(comparison.rows).toHaveLength(6);
    const [best] = comparison.rows;
    expect(best?.summary.ndcg.low).toBeLessThanOrEqual(best?.summary.ndcg.mean ?? 0);
    expect(best?.againstBaseline).toMatchObject({ clear: true });
    expect(comparison.rows.find((row) => row.label === comparison.bestBaseline)?.againstBaseline).toBeNull();
  });
});
