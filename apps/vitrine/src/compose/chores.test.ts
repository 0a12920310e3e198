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
  it('are done by one process at a time, one after the other, and go on after one that fails', async () => {
    const { connection } = database;
    const done: string[] = [];
    let running = 0;
    let end = (): void => undefined;
    const gate = new Promise<void>((resolve) => (end = resolve));
    const slow = (what: string) => async () => {
      running += 1;
      done.push(`${what} ${running}`);
      await gate;
      running -= 1;
      if (what === 'carts') throw new Error('no');
    };
    const real = createShop({ db: connection.handle<ShopTables>(), clock });
    const shop = {
      ...real,
      cart: { ...real.cart, sweep: slow('carts') as never },
      wishlist: { ...real.wishlist, sweep: slow('wishes') as never },
    };
    const named = (chores: ReturnType<typeof choresOf>, what: string) =>
      chores.find((chore) => chore.what.includes(what))?.run() ?? Promise.reject(new Error(what));
    const [here, there] = [choresOf({ shop, connection }), choresOf({ shop, connection })];
    const begun = Promise.allSettled([named(here, 'baskets'), named(here, 'wishes')]);
    await expect.poll(() => done).toEqual(['carts 1']);
    await named(there, 'baskets');
    expect(done).toEqual(['carts 1']);
    end();
    expect((await begun).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(done).toEqual(['carts 1', 'wishes 1']);
  });

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
