import { type TestDatabase, testDatabases } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LoadedModel } from './models/loaded-model.ts';
import { readTrainingEvents } from './events/events.store.ts';
import { countOutcomes } from './realtime/outcomes.store.ts';
import { sumPopularity } from './realtime/popularity.store.ts';
import { shopTime } from './realtime/shop-time.store.ts';
import { readVisitor } from './realtime/visitor.store.ts';
import { startTestRecsys, type TestRecsys } from './test-recsys.ts';

const databases = testDatabases();

/** Every store of the recommender on every database it promises to run on. */
describe.each(databases)('DB-4 recommender stores on $name', (engine) => {
  let database: TestDatabase;
  let test: TestRecsys;

  beforeAll(async () => {
    database = await engine.open({ domains: ['recsys'] });
    test = await startTestRecsys(database.connection);
  });

  afterAll(async () => {
    await test.close();
    await database.drop();
  });

  const tenantOf = (namespace: string) => ({ ...test.tenant, namespace });
  const namespaceOf = async (namespace: string): Promise<number> => {
    const found = await sql<{
      id: number;
    }>`select namespace_id as id from recsys.namespaces where name = ${namespace}`.execute(test.db);
    return found.rows[0]?.id ?? 0;
  };

  it('REC-20 keeps what an upsert leaves out, replaces what the contract replaces, and normalises tags', async () => {
    const tenant = tenantOf('items');
    await test.recsys.items.upsert(tenant, [
      {
        itemId: 'a',
        available: true,
        priceMinor: 1999,
        brand: 'Acme',
        category: 'Lamps',
        categoryPath: ['Home', 'Lamps'],
        tags: [' Color: Black', 'color:black', ''],
        props: { title: 'Lamp "x"', list: [1] },
        imageUrl: '/media/a.svg',
        url: 'https://shop.example/a?b=c',
        firstAvailable: '2024-02-29T00:00:00Z',
        embedding: Array.from({ length: 384 }, () => 0.5),
      },
    ]);
    await test.recsys.items.upsert(tenant, [{ itemId: 'a', available: true }]);
    expect((await test.recsys.items.list(tenant)).items).toMatchObject([
      {
        itemId: 'a',
        available: true,
        priceMinor: 1999,
        brand: 'Acme',
        category: 'Lamps',
        categoryPath: [],
        tags: [],
        props: {},
        imageUrl: '/media/a.svg',
        firstAvailable: new Date('2024-02-29T00:00:00Z'),
      },
    ]);
  });

  it('REC-20 refuses bad items with field and reason, and stores none or the good ones', async () => {
    const tenant = tenantOf('bad-items');
    const bad: [object, string, string][] = [
      [{ itemId: '' }, 'item_id', 'missing'],
      [{ priceMinor: -1 }, 'price', 'out_of_range'],
      [{ priceMinor: 1.5 }, 'price', 'out_of_range'],
      [{ available: 'yes' }, 'available', 'wrong_type'],
      [{ tags: ['ok', 5] }, 'tags[1]', 'wrong_type'],
      [{ imageUrl: 'javascript:alert(1)' }, 'image_url', 'invalid_url'],
      [{ url: '//evil.example/x' }, 'url', 'invalid_url'],
      [{ embedding: [1, 2] }, 'embedding', 'embedding_dim_mismatch'],
      [{ firstAvailable: 'soon' }, 'first_available', 'invalid_timestamp'],
      [{ brand: 'a\u0000b' }, 'brand', 'invalid_characters'],
      [{ description: 7 }, 'description', 'wrong_type'],
      [{ props: { big: 'x'.repeat(70_000) } }, 'props', 'too_large'],
    ];
    const items = bad.map(([given], at) => ({ itemId: `i${at}`, available: true, ...given }));
    const outcome = await test.recsys.items.upsert(tenant, [{ itemId: 'good', available: true }, ...items]);
    expect(outcome.ok ? [] : outcome.error.rejected.map((row) => [row.index, row.field, row.error])).toEqual(
      bad.map(([, field, error], at) => [at + 1, field, error]),
    );
    expect((await test.recsys.items.list(tenant)).total).toBe(0);
    expect(
      await test.recsys.items.upsert(tenant, [{ itemId: 'good', available: true }, ...items], { partial: true }),
    ).toMatchObject({ accepted: 1, rejected: { length: bad.length } });
  });

  it('REC-20 shows a change of stock or price, and a deletion, in the next answer', async () => {
    const tenant = tenantOf('stock');
    await test.recsys.items.upsert(
      tenant,
      ['a', 'b'].map((itemId) => ({ itemId, available: true, priceMinor: 100 })),
    );
    await test.recsys.warmUp(tenant);
    const shown = async () =>
      (await test.recsys.recommend(tenant, { constraints: { priceMaxMinor: 150 } })).items.map((item) => item.itemId);
    expect(await shown()).toEqual(['a', 'b']);
    await test.recsys.items.upsert(tenant, [{ itemId: 'a', available: false }]);
    expect(await shown()).toEqual(['b']);
    await test.recsys.items.upsert(tenant, [
      { itemId: 'a', available: true },
      { itemId: 'b', available: true, priceMinor: 151 },
    ]);
    expect(await shown()).toEqual(['a']);
    expect(await test.recsys.items.delete(tenant, { itemId: 'a' })).toBe(1);
    expect(await shown()).toEqual([]);
  });

  it('replaces traits whole, scrubs them, and forgets a person with everything under their ids', async () => {
    const tenant = tenantOf('people');
    await test.recsys.users.upsert(tenant, [
      { userId: 'ann', traits: { locale: 'en', email: 'a@b.cz' } },
      { userId: 'bob' },
    ]);
    await test.recsys.users.upsert(tenant, [{ userId: 'ann', traits: { device: 'phone' } }]);
    expect((await test.recsys.users.list(tenant, { userId: 'ann' })).items).toMatchObject([
      { userId: 'ann', traits: { device: 'phone' } },
    ]);
    await test.recsys.users.link(tenant, { anonymousId: 'anon', userId: 'ann' });
    await test.recsys.users.link(tenant, { anonymousId: 'anon', userId: 'ann' });
    await test.recsys.events.ingest(tenant, [
      { userId: 'anon', itemId: 'x', sourceEventId: '1' },
      { userId: 'bob', itemId: 'x' },
    ]);
    await test.recsys.recommend(tenant, { userId: 'anon' });
    await test.recsys.decisions.flush();
    expect(await test.recsys.decisions.list(tenant, { userId: 'ann' })).toHaveLength(1);
    expect(await test.recsys.users.delete(tenant, { userId: 'ann' })).toBe(1);
    expect((await test.recsys.events.list(tenant)).items.map((event) => event.userId)).toEqual(['bob']);
    expect(await test.recsys.decisions.list(tenant)).toEqual([]);
    expect((await test.recsys.users.list(tenant)).items.map((user) => user.userId)).toEqual(['bob']);
  });

  it('reads the last events of a visitor under all linked ids, purchases of the window beside them, impressions never', async () => {
    const tenant = tenantOf('history');
    const at = (hour: number) => new Date(Date.UTC(2026, 5, 1, hour));
    await test.recsys.events.ingest(
      tenant,
      [
        { userId: 'ann', itemId: 'bought', type: 3, ts: '2026-03-01T00:00:00Z' },
        { userId: 'ann', itemId: 'bought-long-ago', type: 3, ts: '2025-03-01T00:00:00Z' },
        ...Array.from({ length: 5 }, (_, hour) => ({
          userId: hour % 2 === 0 ? 'ann' : 'anon',
          itemId: `i${hour}`,
          ts: at(hour),
        })),
        { userId: 'ann', itemId: 'shown', ts: at(9), meta: { kind: 'impression' } },
        { userId: 'ann', type: 4, ts: at(8) },
      ],
      { backfill: true },
    );
    await test.recsys.users.link(tenant, { anonymousId: 'anon', userId: 'ann' });
    const history = await readVisitor(test.db, await namespaceOf('history'), {
      userId: 'anon',
      purchasedSince: new Date('2026-01-01'),
      limit: 4,
    });
    expect(history.personId).toBe('ann');
    expect(history.events.map((event) => event.itemId)).toEqual(['i4', 'i3', 'i2', 'bought']);
    expect(await readVisitor(test.db, 0, { userId: 'nobody', purchasedSince: new Date(0) })).toEqual({
      personId: 'nobody',
      events: [],
      likes: [],
    });
  });

  it('sums popularity by type with half-lives, as of the last event', async () => {
    const tenant = tenantOf('popularity');
    await test.recsys.events.ingest(
      tenant,
      [
        { userId: 'u', itemId: 'a', type: 0, value: 2, ts: '2020-01-04T00:00:00Z' },
        { userId: 'u', itemId: 'a', type: 0, ts: '2020-01-01T00:00:00Z' },
        { userId: 'u', itemId: 'b', type: 3, value: -1, ts: '2020-01-01T00:00:00Z' },
      ],
      { backfill: true },
    );
    const namespaceId = await namespaceOf('popularity');
    const reference = await shopTime(test.db, namespaceId, test.clock.now());
    expect(reference).toEqual(new Date('2020-01-04T00:00:00Z'));
    const rows = await sumPopularity(test.db, namespaceId, {
      after: new Date(0),
      until: test.clock.now(),
      reference: reference ?? new Date(0),
      halfLives: [
        { type: 0, halfLifeDays: 3 },
        { type: 3, halfLifeDays: 60 },
      ],
    });
    expect(rows.find((row) => row.itemId === 'a')).toMatchObject({ type: 0, sum: 2.5, daySum: 2.125 });
    expect(rows.find((row) => row.itemId === 'b')).toMatchObject({ sum: 0 });
  });

  it('REC-18 counts bad outcomes per item, and lets them raise nothing', async () => {
    const tenant = tenantOf('outcomes');
    await test.recsys.items.upsert(tenant, [
      { itemId: 'a', available: true },
      { itemId: 'gone', available: false },
    ]);
    const soldOut = { available: false };
    await test.recsys.events.ingest(tenant, [
      { userId: 'u', itemId: 'a', type: 3, value: 3 },
      { userId: 'u', itemId: 'a', type: 4, value: 2, meta: { kind: 'return' }, sourceEventId: 'return:o:1' },
      { userId: 'u', itemId: 'a', type: 4, value: 2, meta: { kind: 'return' }, sourceEventId: 'return:o:1' },
      { userId: 'u', itemId: 'a', type: 4, value: 5, meta: { kind: 'rating' } },
      { userId: 'u', itemId: 'a', type: 0 },
      { userId: 'u', itemId: 'a', type: 1, meta: soldOut },
      // What the server's own catalog knows, unless the page says that it was for sale when it was shown.
      { userId: 'u', itemId: 'gone', type: 0 },
      { userId: 'u', itemId: 'gone', type: 1, meta: { available: true } },
      { userId: 'u', itemId: 'gone', type: 0, meta: { kind: 'impression' } },
      { userId: 'u', itemId: 'gone', type: 2 },
      { userId: 'u', itemId: 'stranger', type: 1 },
    ]);
    const backfilled = { userId: 'u', itemId: 'gone', type: 0, ts: '2026-06-14T00:00:00Z' };
    await test.recsys.events.ingest(tenant, [backfilled], { backfill: true });
    const namespaceId = await namespaceOf('outcomes');
    const window = { after: new Date('2026-06-01'), until: test.clock.now() };
    const counted = await countOutcomes(test.db, namespaceId, window);
    expect(counted.toSorted((left, right) => (left.itemId < right.itemId ? -1 : 1))).toEqual([
      { itemId: 'a', looks: 2, unavailableLooks: 1, purchased: 3, returned: 2 },
      { itemId: 'gone', looks: 3, unavailableLooks: 1, purchased: 0, returned: 0 },
      { itemId: 'stranger', looks: 1, unavailableLooks: 0, purchased: 0, returned: 0 },
    ]);
    expect(await countOutcomes(test.db, namespaceId, { ...window, after: window.until })).toEqual([]);
    const sums = await sumPopularity(test.db, namespaceId, {
      ...window,
      reference: window.until,
      halfLives: [0, 1, 2, 3, 4].map((type) => ({ type, halfLifeDays: 1e6 })),
    });
    const raised = sums.map((row) => `${row.itemId} ${row.type} ${Math.round(row.sum)}`).toSorted();
    expect(raised).toEqual(['a 0 1', 'a 3 3', 'a 4 5', 'gone 0 1', 'gone 1 1', 'gone 2 1', 'stranger 1 1']);
    const taught: string[] = [];
    for await (const page of readTrainingEvents(test.db, namespaceId, { from: null, to: window.until }))
      taught.push(...page.map((event) => `${event.itemId} ${event.type} ${event.value}`));
    expect(taught.toSorted()).toEqual(raised);
    const past = await readVisitor(test.db, namespaceId, { userId: 'u', purchasedSince: window.after });
    expect(past.events.filter((event) => event.type === 4).map((event) => event.value)).toEqual([5]);
  });

  it('REC-6 changes what fills a surface at run time and refuses what does not exist', async () => {
    const tenant = tenantOf('placements');
    await test.recsys.items.upsert(tenant, [
      { itemId: 'a', available: true, firstAvailable: '2020-01-01T00:00:00Z' },
      { itemId: 'b', available: true, firstAvailable: '2021-01-01T00:00:00Z' },
    ]);
    await test.recsys.events.ingest(tenant, [{ userId: 'u', itemId: 'a' }]);
    await test.recsys.warmUp(tenant);
    const placement = {
      surface: 'home',
      strategy: 'newest' as const,
      fallbacks: ['popular' as const],
      budgetMs: 2000,
      mmrLambda: 1,
      brandCap: null,
      categoryCap: null,
    };
    expect((await test.recsys.recommend(tenant, {})).strategy).toBe('popular');
    expect(await test.recsys.placements.set(tenant, placement)).toEqual({ ok: true });
    expect(await test.recsys.recommend(tenant, {})).toMatchObject({
      strategy: 'newest',
      items: [{ itemId: 'b' }, { itemId: 'a' }],
    });
    expect((await test.recsys.placements.list(tenant)).map((row) => [row.surface, row.strategy])).toEqual([
      ['bought-together', 'together'],
      ['buy-again', 'bought-before'],
      ['cart', 'basket'],
      ['category-best-sellers', 'popular'],
      ['home', 'newest'],
      ['pdp-similar', 'similar'],
      ['recently-viewed', 'recently-viewed'],
      ['search', 'personal'],
      ['trending', 'trending'],
    ]);
    expect(await test.recsys.placements.set(tenant, { ...placement, strategy: 'magic' as never })).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('choose of personal') },
    });
  });

  it('sets weights of one tenant and refuses wrong ones', async () => {
    const tenant = tenantOf('types');
    expect(
      await test.recsys.eventTypes.upsert(tenant, [
        { type: 5, name: 'wishlist', weight: 0.4, halfLifeDays: 14 },
        { type: 0, weight: 0.5, isActive: false },
      ]),
    ).toMatchObject({ accepted: 2 });
    expect(
      (await test.recsys.eventTypes.list(tenant)).map((type) => [
        type.type,
        type.weight,
        type.halfLifeDays,
        type.source,
      ]),
    ).toEqual([
      [1, 0.2, 7, 'default'],
      [2, 0.7, 21, 'default'],
      [3, 1, 60, 'default'],
      [4, 0.1, 3, 'default'],
      [5, 0.4, 14, 'tenant'],
    ]);
    const codes = await test.recsys.eventTypes.upsert(tenant, [
      { type: -1, weight: 1 },
      { type: 6, weight: 0 },
      { type: 7, weight: 1, halfLifeDays: -2 },
    ]);
    expect(codes.ok ? [] : codes.error.rejected.map((row) => row.error)).toEqual([
      'out_of_range',
      'invalid_weight',
      'invalid_half_life',
    ]);
  });

  it('registers a model, promotes it, and keeps the moves', async () => {
    const tenant = tenantOf('models');
    const runId = await test.recsys.models.beginRun(tenant, {
      modelName: 'popularity',
      config: { halfLifeDays: 7 },
      seed: 3,
    });
    const { version } = await test.recsys.models.register(tenant, {
      runId,
      modelName: 'popularity',
      bytes: Buffer.from('any'),
      windowFrom: new Date('2026-01-01'),
      windowTo: new Date('2026-02-01'),
      interactionCount: 5,
      userCount: 2,
      itemCount: 3,
      fitSeconds: 0.5,
      metrics: [{ metric: 'ndcg@20', value: 0.5 }],
    });
    expect(await test.recsys.models.promote(tenant, version, { movedBy: 'ann', reason: 'better' })).toMatchObject({
      ok: true,
    });
    expect(await test.recsys.models.history(tenant)).toMatchObject([
      { moveNo: 1, version, kind: 'promote', movedBy: 'ann', reason: 'better' },
    ]);
    expect(await test.recsys.models.list(tenant)).toMatchObject([
      { version, config: { halfLifeDays: 7 }, interactionCount: 5, sizeBytes: 3, windowTo: new Date('2026-02-01') },
    ]);
  });

  it('drops whole months for retention, items of decisions before decisions, and leaves later months alone', async () => {
    await test.recsys.events.ingest(
      tenantOf('retention'),
      [
        { userId: 'u', itemId: 'old', ts: '2019-05-05T00:00:00Z' },
        { userId: 'u', itemId: 'new', ts: '2026-05-05T00:00:00Z' },
      ],
      { backfill: true },
    );
    const dropped = await sql<{
      dropped: number;
    }>`select recsys.drop_expired('2019-06-01') as dropped`.execute(test.db);
    expect(dropped.rows[0]?.dropped).toBeGreaterThanOrEqual(1);
    expect((await test.recsys.events.list(tenantOf('retention'))).items.map((event) => event.itemId)).toEqual(['new']);
  });
});

describe('REC-18 a slow model', () => {
  it('is paused after three slow answers in a row and asked again later', () => {
    const loaded = new LoadedModel({
      version: 'v',
      createdAt: new Date(0),
      model: { itemIds: [], userIds: [] } as never,
    });
    for (const tookMs of [90, 90, 10, 90, 90]) loaded.noteDuration(tookMs, { limitMs: 50, nowMs: 0 });
    expect(loaded.isPaused(1)).toBe(false);
    loaded.noteDuration(90, { limitMs: 50, nowMs: 0 });
    expect([loaded.isPaused(1), loaded.isPaused(5000)]).toEqual([true, false]);
  });
});
