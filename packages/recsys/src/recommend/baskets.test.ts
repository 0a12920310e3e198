import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestRecsys, type TestRecsys } from '../test-recsys.ts';

const minute = 60_000;

describe('REC-6 rows beside buying', () => {
  let database: TestDatabase;
  let test: TestRecsys;
  beforeAll(async () => {
    database = await testDatabase({ domains: ['recsys'] });
    test = await startTestRecsys(database.connection);
    const items = ['pot', 'lid', 'spoon', 'lamp', 'bulb'];
    await test.recsys.items.upsert(
      test.tenant,
      items.map((itemId) => ({ itemId, available: true })),
    );
    const start = test.clock.now().getTime() - 40 * 86_400_000;
    const basket = (n: number, bought: readonly string[]) =>
      bought.map((itemId, line) => ({
        userId: `u${n}`,
        itemId,
        type: 3,
        value: 1,
        ts: new Date(start + n * 1000 * minute + line).toISOString(),
        meta: { order_id: `o${n}` },
      }));
    const events = [
      ...[1, 2, 3].flatMap((n) => basket(n, ['pot', 'lid'])),
      ...basket(4, ['pot', 'spoon']),
      ...[5, 6].flatMap((n) => basket(n, ['lamp', 'bulb'])),
      // The same person, another day: no basket of both.
      ...basket(7, ['pot']),
      ...basket(7, ['lamp']).map((event) => ({
        ...event,
        ts: new Date(start + 9_000 * minute).toISOString(),
        meta: { order_id: 'o8' },
      })),
    ];
    await test.recsys.events.ingest(test.tenant, events, { partial: false, backfill: true });
    await test.recsys.refresh(test.tenant);
    await test.recsys.warmUp(test.tenant);
  });
  afterAll(async () => {
    await test.close();
    await database.drop();
  });

  const ask = async (request: object) => (await test.recsys.recommend(test.tenant, { k: 5, ...request })).items;

  it('shows what shared most baskets, names what with, and never what only the same person bought', async () => {
    const items = await ask({ surface: 'bought-together', itemIds: ['pot'] });
    expect(items.map(({ itemId, because }) => [itemId, because.kind, because.itemId])).toEqual([
      ['lid', 'together', 'pot'],
      ['spoon', 'together', 'pot'],
    ]);
  });

  it('shows for a basket what goes with any of it and nothing that is in it', async () => {
    const items = await ask({ surface: 'cart', itemIds: ['pot', 'lamp'] });
    expect(items.map(({ itemId }) => itemId).slice(0, 3)).toEqual(['lid', 'bulb', 'spoon']);
    expect(items.some(({ itemId }) => itemId === 'pot' || itemId === 'lamp')).toBe(false);
  });

  it('shows again what this person bought, and an empty row to somebody who bought nothing', async () => {
    const items = await ask({ surface: 'buy-again', userId: 'u7' });
    expect(new Set(items.map(({ itemId }) => itemId))).toEqual(new Set(['pot', 'lamp']));
    expect(items.every(({ because }) => because.kind === 'again')).toBe(true);
    expect(await ask({ surface: 'buy-again', userId: 'nobody' })).toEqual([]);
  });
});
