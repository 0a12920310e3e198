import { systemClock } from '@vitrine/database';
import { createShop, type ShopTables, type ShopUseCases } from '@vitrine/shop';
import { loadCatalog } from '@vitrine/shop/loading';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct } from '@vitrine/testkit/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bytesOfAnswer, keepAnswers, keptReads } from './kept-reads.ts';

describe('OPS-13 what answers take', () => {
  it('grows with what is in them', () => {
    const card = { id: 'a', name: 'Cup', prices: [{ minor: 100 }, { minor: 200 }], brand: null };
    expect(bytesOfAnswer([card, card])).toBeGreaterThan(2 * bytesOfAnswer(card));
    expect(bytesOfAnswer({ ...card, name: 'x'.repeat(5_000) })).toBeGreaterThan(10_000);
    expect(bytesOfAnswer(null)).toBe(8);
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
    const kept = keepAnswers({ ttlMs: 5_000, nowMs: () => 1_000 });
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
