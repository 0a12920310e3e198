import { claimIdempotencyKey } from '@vitrine/database';
import { type InsightsTables, createInsights } from '@vitrine/insights';
import { type ShopTables, createShop } from '@vitrine/shop';
import { fakeClock } from '@vitrine/testkit/clock';
import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choresOf } from './chores.ts';

const clock = fakeClock('2026-05-31T12:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

describe('OPS-1 chores', () => {
  it('each run on a fresh shop, twice, and do what they say', async () => {
    const { connection } = database;
    const shop = createShop({ db: connection.handle<ShopTables>(), clock });
    const request = { scope: 'orders.place:x', key: 'k', requestHash: 'h' };
    await claimIdempotencyKey(connection.handle(), request, clock);
    clock.advanceMs(8 * 86_400_000);
    const chores = choresOf({ shop, connection });
    for (const chore of [...chores, ...chores]) await chore.run();
    expect(await claimIdempotencyKey(connection.handle(), request, clock)).toEqual({ state: 'new' });
    const overview = await createInsights({ db: connection.handle<InsightsTables>(), clock }).overview({
      today: '2026-06-08',
      days: 30,
      currency: 'EUR',
    });
    expect(overview.byDay.filter(({ known }) => known)).toHaveLength(30);
  });
});
