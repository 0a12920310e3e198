import { systemClock } from '@vitrine/database';
import { createShop, type ShopTables, type ShopUseCases } from '@vitrine/shop';
import { loadCatalog } from '@vitrine/shop/loading';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct } from '@vitrine/testkit/shop';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KeptAnswers, keptReads } from './kept-answers.ts';

let now = 0;
const keeper = (ttlMs = 5_000) => new KeptAnswers({ ttlMs, maxEntries: 3, nowMs: () => now });
beforeEach(() => {
  now = 1_000;
});

describe('WEB-7 answers that are the same for everybody', () => {
  const counting = () => {
    let count = 0;
    return async () => (count += 1);
  };

  it('are asked for once within their time, and again after it, after a change, and when kept for no time', async () => {
    const [kept, ask] = [keeper(), counting()];
    expect([await kept.take('a', ask), await kept.take('a', ask)]).toEqual([1, 1]);
    now += 5_001;
    expect(await kept.take('a', ask)).toBe(2);
    kept.clear();
    expect(await kept.take('a', ask)).toBe(3);
    const never = keeper(0);
    expect([await never.take('a', ask), await never.take('a', ask)]).toEqual([4, 5]);
  });

  it('are few, and failures are none of them', async () => {
    const [kept, ask] = [keeper(), counting()];
    for (const key of ['a', 'b', 'c', 'd']) await kept.take(key, ask);
    expect(await kept.take('a', ask)).toBe(5);
    await expect(kept.take('x', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await kept.take('x', async () => 'back')).toBe('back');
  });
});

describe('WEB-7 the reads of pages on a real catalog', () => {
  let database: TestDatabase;
  let shop: ShopUseCases;
  beforeAll(async () => {
    database = await testDatabase({ domains: ['shop'] });
    const db = database.connection.handle<ShopTables>();
    shop = createShop({ db, clock: systemClock });
    const products = ['a', 'b', 'c'].map((externalId) => aProduct({ externalId }));
    await loadCatalog(db, { products }, { clock: systemClock });
  });
  afterAll(() => database.drop());

  it('answer as the shop does, cards in the order asked for, each once and only those that exist', async () => {
    const kept = new KeptAnswers({ ttlMs: 5_000, maxEntries: 100, nowMs: () => now });
    const { catalog, search } = keptReads(shop, kept);
    const listed = await search.list({ perPage: 3 });
    const ids = listed.ok ? listed.value.products.map(({ id }) => id) : [];
    expect(ids).toHaveLength(3);
    expect(await search.list({ perPage: 3 })).toBe(listed);
    const [first] = await catalog.getProductCards(ids.slice(0, 1));
    const none = '00000000-0000-7000-8000-000000000000';
    const cards = await catalog.getProductCards([...ids.toReversed(), none, ids[0] ?? '']);
    expect(cards.map(({ id }) => id)).toEqual(ids.toReversed());
    expect(cards[2]).toBe(first);
    expect(cards).toEqual(await shop.catalog.getProductCards(ids.toReversed()));
  });
});
