import { systemClock } from '@vitrine/database';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { aCustomer, anOrder, aProduct, aReview, aSku } from '@vitrine/testkit/shop';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShop, type ShopTables } from '../index.ts';
import { loadCatalog, loadCustomers, loadOrders, loadReviews } from './index.ts';

const databases = testDatabases();

describe.each(databases)('on $name', (engine) => {
  let database: TestDatabase;
  let db: Kysely<ShopTables>;
  const options = { clock: systemClock };

  beforeAll(async () => {
    database = await engine.open({ domains: ['shop'] });
    db = database.connection.handle<ShopTables>();
  });
  afterAll(() => database.drop());

  async function countOf(table: string): Promise<number> {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
    return rows[0]?.count ?? -1;
  }

  async function stockOf(code: string): Promise<number | undefined> {
    const { rows } = await sql<{
      onHand: number;
    }>`select on_hand as "onHand" from shop.stock join shop.sku on sku.id = sku_id where code = ${code}`.execute(db);
    return rows[0]?.onHand;
  }

  describe('DB-8 loading a catalog', () => {
    it('takes the good rows and reports each bad one with its index, field and reason', async () => {
      const report = await loadCatalog(
        db,
        {
          products: [
            aProduct({ externalId: 'good-1' }),
            aProduct({ externalId: 'no-name', name: ' ' }),
            aProduct({ externalId: 'twin', slug: 'good-1' }),
            aProduct({ externalId: 'free', skus: [aSku({ sku: 'F-1', priceMinor: 1.5 })] }),
            aProduct({ externalId: 'martian', skus: [aSku({ sku: 'M-1', currency: 'XXX' })] }),
            aProduct({ externalId: 'nul', description: 'a\0b' }),
            aProduct({ externalId: 'good-2' }),
            aProduct({ externalId: 'good-2' }),
          ],
        },
        options,
      );
      expect(report.inserted).toBe(2);
      expect(report.rejected.map((row) => [row.index, row.field])).toEqual([
        [1, 'name'],
        [2, 'slug'],
        [3, 'skus[0].priceMinor'],
        [4, null],
        [5, 'description'],
        [7, 'externalId'],
      ]);
      expect(report.rejected[3]?.reason).toContain('foreign key');
      expect([...report.ids.keys()].sort()).toEqual(['good-1', 'good-2']);
    });

    it('takes a tint for light and dark, and nothing that could break out of a style attribute', async () => {
      const tints = [
        '#e8d5b0',
        'light-dark(oklch(0.93 0.02 85), oklch(0.3 0.02 85))',
        'url(//evil.example)',
        'red; background: blue',
        'light-dark(var(--a), #fff)',
      ];
      const report = await loadCatalog(
        db,
        { products: tints.map((tint, index) => aProduct({ externalId: `tint-${index}`, tint })) },
        options,
      );
      expect(report.rejected.map((row) => [row.index, row.field])).toEqual([
        [2, 'tint'],
        [3, 'tint'],
        [4, 'tint'],
      ]);
      expect(report.inserted).toBe(2);
    });

    it('changes nothing when the same records come again, not even stock sold since', async () => {
      const products = [aProduct({ externalId: 'again' })];
      await loadCatalog(db, { products }, options);
      await sql`update shop.stock set on_hand = 4 where sku_id = (select id from shop.sku where code = 'AGAIN-1')`.execute(
        db,
      );
      const outbox = await countOf('platform.outbox');
      expect(await loadCatalog(db, { products }, options)).toMatchObject({ inserted: 0, updated: 0, unchanged: 1 });
      expect(await stockOf('AGAIN-1')).toBe(4);
      expect(await countOf('platform.outbox')).toBe(outbox);
    });

    it('brings a changed record in whole: price with history, dropped SKU archived, pictures and tags replaced', async () => {
      const image = { url: '/a.svg', alt: 'A', width: 10, height: 10, kind: 'drawing' as const };
      await loadCatalog(
        db,
        {
          products: [
            aProduct({
              externalId: 'cup',
              tags: ['red'],
              images: [image],
              skus: [aSku({ sku: 'CUP-S' }), aSku({ sku: 'CUP-L' })],
            }),
          ],
        },
        options,
      );
      const report = await loadCatalog(
        db,
        {
          products: [
            aProduct({
              externalId: 'cup',
              tags: ['blue'],
              images: [{ ...image, url: '/b.svg' }],
              skus: [aSku({ sku: 'CUP-L', priceMinor: 3990 })],
            }),
          ],
        },
        options,
      );
      expect(report).toMatchObject({ inserted: 0, updated: 1, rejected: [] });
      const page = await createShop({ db, clock: systemClock }).catalog.getProductBySlug('cup');
      expect(page).toMatchObject({ priceMinor: 3990, tags: ['blue'] });
      expect(page?.skus.map((sku) => sku.sku)).toEqual(['CUP-L']);
      expect(page?.images.map((shown) => shown.url)).toEqual(['/b.svg']);
      const { rows } = await sql<{
        amount: number;
      }>`select amount_minor as amount from shop.price_history join shop.sku on sku.id = sku_id where code = 'CUP-L'`.execute(
        db,
      );
      expect(rows).toEqual([{ amount: 4990 }]);
    });

    it('writes one outbox entry for every accepted change, and none when told to', async () => {
      const before = await countOf('platform.outbox');
      await loadCatalog(db, { products: [aProduct({ externalId: 'loud' })] }, options);
      await loadCatalog(db, { products: [aProduct({ externalId: 'quiet' })] }, { ...options, skipOutbox: true });
      expect(await countOf('platform.outbox')).toBe(before + 1);
    });

    it('loads 1,000 products of two SKUs and three pictures in two chunks, each with no more statements than one product', async () => {
      let asked = 0;
      const counting = db.withPlugin({
        transformQuery: ({ node }) => {
          asked += 1;
          return node;
        },
        transformResult: ({ result }) => Promise.resolve(result),
      });
      const bulk = (index: number) =>
        aProduct({
          externalId: `bulk-${index}`,
          skus: ['S', 'L'].map((size) => aSku({ sku: `BULK-${index}-${size}`, options: { size } })),
          images: [0, 1, 2].map((view) => ({
            url: `/bulk/${index}-${view}.svg`,
            alt: 'x',
            width: 800,
            height: 800,
            kind: 'drawing' as const,
          })),
          specs: [{ name: 'Weight', value: `${index} g` }],
          tags: [`t${index % 40}`],
        });
      expect(await loadCatalog(counting, { products: [bulk(0)] }, options)).toMatchObject({ inserted: 1 });
      const ofOne = asked;
      asked = 0;
      const products = Array.from({ length: 1000 }, (_, index) => bulk(1 + index));
      expect(await loadCatalog(counting, { products }, options)).toMatchObject({ inserted: 1000, rejected: [] });
      expect(asked).toBeLessThanOrEqual(2 * ofOne);
      expect(ofOne).toBeGreaterThan(5);
    });
  });

  describe('DB-8 loading people, orders and reviews', () => {
    it('knows a customer again and refuses an e-mail that belongs to another', async () => {
      const first = await loadCustomers(
        db,
        [
          aCustomer({ preferredCategories: ['kitchen'], newsletter: true, age: 30 }),
          aCustomer({ externalId: 'eve', email: 'ADA@example.org' }),
        ],
        options,
      );
      expect(first).toMatchObject({ inserted: 1, rejected: [{ index: 1, field: 'email' }] });
      expect(
        await loadCustomers(db, [aCustomer({ preferredCategories: ['kitchen'], newsletter: true, age: 30 })], options),
      ).toMatchObject({ unchanged: 1, updated: 0 });
      expect(await loadCustomers(db, [aCustomer({ newsletter: false, age: 30 })], options)).toMatchObject({
        updated: 1,
      });
      expect(await countOf('shop.consent')).toBe(2);
    });

    it('takes past orders once and leaves stock alone', async () => {
      await loadCatalog(db, { products: [aProduct()] }, options);
      const orders = [
        anOrder(),
        anOrder({ externalId: 'order-2', lines: [{ sku: 'NOPE', quantity: 1, unitPriceMinor: 1 }] }),
        anOrder({ externalId: 'order-3', customerExternalId: null, lines: [] }),
      ];
      expect(await loadOrders(db, orders, options)).toMatchObject({
        inserted: 1,
        rejected: [
          { index: 1, field: 'lines[0].sku' },
          { index: 2, field: 'lines' },
        ],
      });
      expect(await loadOrders(db, orders, options)).toMatchObject({ inserted: 0, unchanged: 1 });
      expect(await stockOf('KETTLE-1')).toBe(10);
    });

    it('keeps what delivery cost and how a past order was paid, and refuses a payment without a reference', async () => {
      await loadCatalog(db, { products: [aProduct()] }, options);
      const payment = { provider: 'olist:boleto', reference: 'o1:1', amountMinor: 500 };
      const orders = [
        anOrder({
          externalId: 'p1',
          customerExternalId: null,
          deliveryMinor: 250,
          payments: [payment, { ...payment, reference: 'o1:2' }],
        }),
        anOrder({
          externalId: 'p2',
          customerExternalId: null,
          status: 'cancelled',
          payments: [{ ...payment, reference: 'o2:1' }],
        }),
        anOrder({ externalId: 'p3', customerExternalId: null, payments: [{ ...payment, reference: '' }] }),
      ];
      expect(await loadOrders(db, orders, options)).toMatchObject({
        inserted: 2,
        rejected: [{ index: 2, field: 'payments' }],
      });
      const { rows } = await sql<{ status: string; delivery: number }>`
        select payment.status, orders.delivery_minor::int as delivery from shop.payment join shop.orders on orders.id = order_id order by provider_reference`.execute(
        db,
      );
      expect(rows).toEqual([
        { status: 'captured', delivery: 250 },
        { status: 'captured', delivery: 250 },
        { status: 'refunded', delivery: 0 },
      ]);
    });

    it.runIf(engine.engine === 'embedded')(
      'loads past orders in time that grows with their number, not its square',
      async () => {
        const lines = ['BULK-1-S', 'BULK-2-S', 'BULK-3-S'].map((sku) => ({ sku, quantity: 1, unitPriceMinor: 100 }));
        const orders = Array.from({ length: 6000 }, (_, index) =>
          anOrder({ externalId: `bulk-${index}`, customerExternalId: null, lines }),
        );
        const started = performance.now();
        expect(await loadOrders(db, orders, options)).toMatchObject({ inserted: 6000, rejected: [] });
        expect(performance.now() - started).toBeLessThan(9000);
      },
    );

    it('moves ratings with reviews in the same transaction, also when a review changes', async () => {
      expect(
        await loadReviews(
          db,
          [aReview(), aReview({ externalId: 'second' }), aReview({ externalId: 'six', rating: 6 })],
          options,
        ),
      ).toMatchObject({
        inserted: 1,
        rejected: [
          { index: 1, field: 'customerExternalId' },
          { index: 2, field: 'rating' },
        ],
      });
      const catalog = createShop({ db, clock: systemClock }).catalog;
      expect(await catalog.getProductBySlug('kettle')).toMatchObject({ ratingAverage: 4, ratingCount: 1 });
      expect(await loadReviews(db, [aReview({ rating: 2 })], options)).toMatchObject({ updated: 1 });
      expect((await catalog.getProductBySlug('kettle'))?.reviews.histogram).toEqual([0, 1, 0, 0, 0]);
      await sql`delete from shop.review`.execute(db);
      expect(await catalog.getProductBySlug('kettle')).toMatchObject({ ratingAverage: null, ratingCount: 0 });
    });
  });
});
