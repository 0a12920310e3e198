import { createMockPayments } from '@vitrine/backends/payments';
import { systemClock } from '@vitrine/database';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShop, type ShopTables, type ShopUseCases } from '../index.ts';
import { loadCatalog } from '../loading/index.ts';
import { bindSearch } from '../search/index.ts';

describe.each(testDatabases())('INS-1 a product without a price on $name', (engine) => {
  let database: TestDatabase;
  let db: Kysely<ShopTables>;
  let shop: ShopUseCases;
  const skus = new Map<string, string>();
  const idOf = (code: string) => skus.get(code) ?? '';

  beforeAll(async () => {
    database = await engine.open({ domains: ['shop'] });
    db = database.connection.handle<ShopTables>();
    shop = createShop({ db, clock: systemClock, payments: [createMockPayments({ clock: systemClock })] });
    const products = [
      aProduct({ externalId: 'cup', skus: [aSku({ sku: 'CUP', priceMinor: 900 })] }),
      aProduct({ externalId: 'mug', skus: [aSku({ sku: 'MUG', priceMinor: 0 })] }),
      aProduct({
        externalId: 'jug',
        skus: [aSku({ sku: 'JUG-1', priceMinor: 0 }), aSku({ sku: 'JUG-2', priceMinor: 2500 })],
      }),
    ];
    await loadCatalog(db, { products }, { clock: systemClock });
    const { rows } = await sql<{ id: string; code: string }>`select id, code from shop.sku`.execute(db);
    for (const row of rows) skus.set(row.code, row.id);
  });
  afterAll(() => database.drop());

  it('is listed last by price and in no price filter; one with several sizes has the price of a priced one', async () => {
    const search = bindSearch({ db, clock: systemClock, locale: 'en', currency: 'EUR' });
    const slugs = async (query: Parameters<typeof search.list>[0]) => {
      const found = await search.list(query);
      return found.ok ? found.value.products.map(({ slug, priceMinor }) => [slug, priceMinor]) : found.error;
    };
    expect(await slugs({ sort: 'price-low' })).toEqual([
      ['cup', 900],
      ['jug', 2500],
      ['mug', 0],
    ]);
    expect((await slugs({ sort: 'price-high' })) as unknown[]).toHaveLength(3);
    expect(await slugs({ priceMaxMinor: 9999, sort: 'price-low' })).toEqual([
      ['cup', 900],
      ['jug', 2500],
    ]);
    expect(await search.list({ facets: true })).toMatchObject({
      value: { facets: { price: { minMinor: 900, maxMinor: 2500 } } },
    });
  });

  it('goes into no basket and no order, neither by itself nor when it lost its price there', async () => {
    const owner = { visitorId: 'guest' };
    expect(await shop.cart.add(owner, { skuId: idOf('MUG'), quantity: 1 })).toEqual({
      ok: false,
      error: { code: 'cart.no_price' },
    });
    const order = { idempotencyKey: 'no-price-0001', visitorId: 'guest' };
    expect(await shop.orders.placeOrder({ ...order, lines: [{ skuId: idOf('MUG'), quantity: 1 }] })).toEqual({
      ok: false,
      error: { code: 'orders.no_price', skuIds: [idOf('MUG')] },
    });
    expect((await shop.cart.add(owner, { skuId: idOf('CUP'), quantity: 1 })).ok).toBe(true);
    await shop.catalog.changePrice(idOf('CUP'), { amountMinor: 0 });
    const cart = await shop.cart.get(owner);
    expect([cart.orderable, cart.lines[0]?.notice]).toEqual([false, { kind: 'no_price' }]);
    await shop.catalog.changePrice(idOf('CUP'), { amountMinor: 900 });
    expect((await shop.cart.get(owner)).orderable).toBe(true);
  });

  it('is refused by the order routine itself', async () => {
    const lines = JSON.stringify([{ sku_id: idOf('MUG'), quantity: 1, unit_price_minor: 0, price_version: 1 }]);
    await expect(sql`select shop.check_order_prices('EUR', ${lines}::jsonb)`.execute(db)).rejects.toThrow(
      'some articles have no price yet',
    );
  });
});
