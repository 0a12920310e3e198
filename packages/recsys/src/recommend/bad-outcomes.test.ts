import type { EventInput, ItemInput } from '@vitrine/contracts';
import type { Clock } from '@vitrine/database';
import { createShop, type ShopTables, type ShopUseCases } from '@vitrine/shop';
import { loadCatalog } from '@vitrine/shop/loading';
import { createRecommenderSync, type RecommenderSync } from '@vitrine/shop/recommender';
import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestRecsys, type TestRecsys } from '../test-recsys.ts';
import type { RecommendedItem } from './recommend-answer.ts';

const sumOf = (item: RecommendedItem | undefined): number =>
  Object.values(item?.explain.parts ?? {}).reduce((sum, part) => sum + part, 0);

const toStored = (event: EventInput) => ({
  userId: event.user_id,
  itemId: event.item_id,
  type: event.type ?? 0,
  value: event.value ?? 1,
  sourceEventId: event.source_event_id,
  meta: event.meta as Record<string, unknown>,
});

describe('REC-18 bad outcomes lower an item', () => {
  let database: TestDatabase;
  let test: TestRecsys;

  beforeAll(async () => {
    database = await testDatabase({ domains: ['recsys'] });
    test = await startTestRecsys(database.connection);
  });

  afterAll(async () => {
    await test.close();
    await database.drop();
  });

  const twins = async (namespace: string, bad: (itemId: string) => object[]) => {
    const tenant = { ...test.tenant, namespace };
    await test.recsys.items.upsert(
      tenant,
      ['a', 'b'].map((itemId) => ({ itemId, available: true, firstAvailable: `2026-01-0${itemId === 'a' ? 2 : 1}` })),
    );
    const sold = ['a', 'b'].flatMap((itemId) =>
      Array.from({ length: 10 }, (_, at) => ({ userId: `u${at}`, itemId, type: 3 })),
    );
    await test.recsys.events.ingest(tenant, sold);
    await test.recsys.warmUp(tenant);
    const ask = async (surface = 'home') => (await test.recsys.recommend(tenant, { surface, k: 2 })).items;
    expect((await ask()).map((item) => item.itemId)).toEqual(['a', 'b']);
    test.clock.advanceSec(5);
    await test.recsys.events.ingest(tenant, bad('a') as { userId: string }[]);
    return { tenant, ask };
  };
  const returns = (itemId: string) =>
    Array.from({ length: 6 }, (_, at) => ({
      userId: `u${at}`,
      itemId,
      type: 4,
      meta: { kind: 'return' },
      sourceEventId: `return:${at}:1`,
    }));

  it('ranks the one of two equals that often comes back below the other, and says so in the parts', async () => {
    const { tenant, ask } = await twins('returned', returns);
    await test.recsys.refresh(tenant);
    const [first, second] = await ask();
    expect([first?.itemId, second?.itemId]).toEqual(['b', 'a']);
    expect(first?.explain.parts).not.toHaveProperty('outcome');
    // m = 6 / 20; (6 - 10 m) / (10 + 20) = 0.1 of what the score would be.
    expect(second?.explain.parts['outcome']).toBeCloseTo(-0.1 * ((second?.score ?? 0) / 0.9), 6);
    expect(sumOf(second)).toBeCloseTo(second?.score ?? 0, 9);
    expect(second?.because.kind).toBe('popular');
    expect(second?.reasons).toEqual(['recent_popularity']);
  });

  it('adds new outcomes to those it knows, and a retry changes nothing', async () => {
    const { tenant, ask } = await twins('incremental', () => []);
    // Setting weights anew reads popularity at once: all of it when they changed, else only what is new.
    const setWeights = () => test.recsys.eventTypes.upsert(tenant, [{ type: 0, weight: 0.06, halfLifeDays: 3 }]);
    await setWeights();
    await test.recsys.refresh(tenant);
    const lost = async () => Math.max(...(await ask()).map((item) => -(item.explain.parts['outcome'] ?? 0)));
    for (const outcome of [
      { accepted: 6, duplicates: 0 },
      { accepted: 0, duplicates: 6 },
    ]) {
      test.clock.advanceSec(5);
      expect(await test.recsys.events.ingest(tenant, returns('a'))).toMatchObject(outcome);
      await setWeights();
      await expect.poll(lost).toBeCloseTo(0.1, 3);
    }
    await test.recsys.refresh(tenant);
    expect(await lost()).toBeCloseTo(0.1, 3);
  });

  it('lowers what was sold out when it was clicked, and gives the click no other weight', async () => {
    const clicks = (itemId: string, meta: object) =>
      Array.from({ length: 30 }, (_, at) => ({ userId: `v${at}`, itemId, type: 1, meta }));
    const { tenant, ask } = await twins('sold-out', (itemId) => [
      ...clicks(itemId, { available: false }),
      ...clicks(itemId, {}),
      ...clicks('b', {}),
    ]);
    await test.recsys.refresh(tenant);
    const items = await ask();
    expect(items.map((item) => item.itemId)).toEqual(['b', 'a']);
    expect(items[1]?.explain.parts['popular']).toBeCloseTo(items[0]?.explain.parts['popular'] ?? 0, 9);
  });

  it('leaves a list by date in the order of its dates', async () => {
    const { tenant, ask } = await twins('newest', returns);
    const placement = { surface: 'new-in', strategy: 'newest' as const, fallbacks: [], budgetMs: 2000 };
    await test.recsys.placements.set(tenant, { ...placement, mmrLambda: 1, brandCap: null, categoryCap: null });
    await test.recsys.refresh(tenant);
    expect((await ask('new-in')).map((item) => item.itemId)).toEqual(['a', 'b']);
  });
});

describe('REC-18 a refund lowers its products through the outbox', () => {
  let database: TestDatabase;
  let test: TestRecsys;
  let shop: ShopUseCases;
  let sync: RecommenderSync;
  let answersLost = false;

  beforeAll(async () => {
    database = await testDatabase({ domains: ['shop', 'recsys'] });
    test = await startTestRecsys(database.connection);
    const clock: Clock = test.clock;
    const db = database.connection.handle<ShopTables>();
    shop = createShop({ db, clock });
    // As `/v1` does it; `answersLost` is a recommender that stores everything and whose answer never arrives.
    const upsertItems = (items: ItemInput[]) =>
      test.recsys.items.upsert(
        test.tenant,
        items.map((item) => ({ itemId: item.item_id, available: item.available === true })),
      );
    const sendEvents = async (events: EventInput[]) => {
      const stored = await test.recsys.events.ingest(test.tenant, events.map(toStored));
      expect(stored.ok).toBe(true);
      if (answersLost) throw new Error('the connection broke');
    };
    sync = createRecommenderSync(shop.context, {
      upsertItems,
      linkUsers: async () => undefined,
      deleteUsers: async () => undefined,
      upsertUsers: async () => undefined,
      sendEvents,
    });
    const products = ['cup', 'mug'].map((externalId) =>
      aProduct({ externalId, name: externalId, skus: [aSku({ sku: externalId, stock: 50 })] }),
    );
    await loadCatalog(db, { products }, { clock });
  });

  afterAll(async () => {
    await test.close();
    await database.drop();
  });

  const shown = async () => {
    await test.recsys.refresh(test.tenant);
    return (await test.recsys.recommend(test.tenant, { k: 2 })).items;
  };
  const buy = async (slug: string, at: number): Promise<string> => {
    const page = await shop.catalog.getProductBySlug(slug);
    const placed = await shop.orders.placeOrder({
      idempotencyKey: `order-${slug}-${at}-0000`,
      visitorId: `visitor-${at}`,
      lines: [{ skuId: page?.skus[0]?.id ?? '', quantity: 1 }],
    });
    if (!placed.ok) throw new Error(placed.error.code);
    return placed.value.orderId;
  };

  it('moves the refunded product below its equal, and counts a line told twice once', async () => {
    const orders = new Map<string, string>();
    for (const slug of ['cup', 'mug'])
      for (const at of [1, 2, 3, 4])
        orders.set(await buy(slug, at), (await shop.catalog.getProductBySlug(slug))?.id ?? '');
    await sync.drain();
    await test.recsys.warmUp(test.tenant);
    const before = await shown();
    expect(before.map((item) => item.score)).toEqual([before[0]?.score, before[0]?.score]);
    const leader = before[0]?.itemId;
    const refunded = [...orders].filter(([, productId]) => productId === leader).map(([orderId]) => orderId);
    for (const status of ['paid', 'packed', 'shipped', 'refunded'] as const)
      for (const orderId of refunded) expect((await shop.orders.changeStatus(orderId, status)).ok).toBe(true);
    answersLost = true;
    test.clock.advanceSec(5);
    expect(await sync.drain()).toBe(0);
    answersLost = false;
    test.clock.advanceSec(3600);
    expect(await sync.drain()).toBeGreaterThan(0);
    const after = await shown();
    expect(after.map((item) => item.itemId)).toEqual(before.map((item) => item.itemId).toReversed());
    // m = 4 / 8; (4 - 4 m) / (4 + 20): four returns, although two deliveries told of each.
    const lowered = after[1];
    expect(
      (lowered?.explain.parts['outcome'] ?? 0) / ((lowered?.score ?? 0) - (lowered?.explain.parts['outcome'] ?? 0)),
    ).toBeCloseTo(-1 / 12, 6);
    // Of each order one summary, of each refunded line one return, however often they were told.
    const told = (await test.recsys.events.list(test.tenant, { type: 4, limit: 100 })).items;
    const countOf = (kind: string) => told.filter((event) => event.meta['kind'] === kind).length;
    expect([countOf('order'), countOf('return'), told.length]).toEqual([8, 4, 12]);
  });
});
