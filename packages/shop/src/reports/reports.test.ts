import { fakeClock } from '@vitrine/testkit/clock';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { aCustomer, anOrder, aProduct, aSku } from '@vitrine/testkit/shop';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShop, type ShopTables, type ShopUseCases } from '../index.ts';
import { loadCatalog, loadCustomers, loadOrders } from '../loading/index.ts';

const databases = testDatabases();

// The golden shop, small enough to check by hand (prices in cents; K = kettle 50.00, L = lamp 200.00):
//   Ada  Jan 31 23:30 UTC  1 K            =  50.00   (already February 1 in Berlin, the shop's time zone)
//   Ada  Mar  5 12:00 UTC  1 K + 1 L      = 250.00
//   Bob  Feb 10 12:00 UTC  3 K            = 150.00
//   Bob  Feb 11 12:00 UTC  9 L, cancelled =   nothing
//   guest Mar 5 09:00 UTC  1 L at 180.00  = 180.00
// Sold: K 5 units 250.00 in 3 orders, L 2 units 380.00 in 2 orders, 630.00 in all.
const line = (sku: string, quantity: number, unitPriceMinor: number) => ({ sku, quantity, unitPriceMinor });
const orders = [
  anOrder({ externalId: '1', placedAt: new Date('2026-01-31T23:30:00Z'), lines: [line('K', 1, 5000)] }),
  anOrder({
    externalId: '2',
    placedAt: new Date('2026-03-05T12:00:00Z'),
    lines: [line('K', 1, 5000), line('L', 1, 20000)],
  }),
  anOrder({
    externalId: '3',
    customerExternalId: 'bob',
    placedAt: new Date('2026-02-10T12:00:00Z'),
    lines: [line('K', 3, 5000)],
  }),
  anOrder({
    externalId: '4',
    customerExternalId: 'bob',
    placedAt: new Date('2026-02-11T12:00:00Z'),
    lines: [line('L', 9, 20000)],
    status: 'cancelled',
  }),
  anOrder({
    externalId: '5',
    customerExternalId: null,
    placedAt: new Date('2026-03-05T09:00:00Z'),
    lines: [line('L', 1, 18000)],
    status: 'delivered',
  }),
];
const year = { from: '2026-01-01', until: '2027-01-01' };
const clock = fakeClock('2026-03-06T12:00:00Z');
describe.each(databases)('on $name', (engine) => {
  let database: TestDatabase;
  let shop: ShopUseCases;

  beforeAll(async () => {
    database = await engine.open({ domains: ['shop'] });
    const db = database.connection.handle<ShopTables>();
    shop = createShop({ db, clock });
    const lighting = [{ slug: 'lighting', name: 'Lighting' }];
    await loadCatalog(
      db,
      {
        products: [
          aProduct({ externalId: 'kettle', skus: [aSku({ sku: 'K', priceMinor: 5000, stock: 4 })] }),
          aProduct({
            externalId: 'lamp',
            brand: { slug: 'lumo', name: 'Lumo' },
            categoryPath: lighting,
            skus: [aSku({ sku: 'L', priceMinor: 20000, stock: 30 })],
          }),
        ],
      },
      { clock },
    );
    await loadCustomers(db, [aCustomer(), aCustomer({ externalId: 'bob' })], { clock });
    expect((await loadOrders(db, orders, { clock })).rejected).toEqual([]);
  });
  afterAll(() => database.drop());

  describe('DB-7 views and reports', () => {
    it('books revenue on the day of the shop, not of UTC, and leaves cancelled orders out', async () => {
      expect(await shop.reports.dailyRevenue(year)).toEqual([
        { day: '2026-02-01', currency: 'EUR', orders: 1, units: 1, revenueMinor: 5000 },
        { day: '2026-02-10', currency: 'EUR', orders: 1, units: 3, revenueMinor: 15000 },
        { day: '2026-03-05', currency: 'EUR', orders: 2, units: 3, revenueMinor: 43000 },
      ]);
    });

    it('cuts the same revenue by product and day', async () => {
      const rows = await shop.reports.productSalesByDay(year);
      expect(rows.map((row) => [row.day, row.slug, row.units])).toEqual([
        ['2026-02-01', 'kettle', 1],
        ['2026-02-10', 'kettle', 3],
        ['2026-03-05', 'lamp', 2],
        ['2026-03-05', 'kettle', 1],
      ]);
      expect(rows.reduce((sum, row) => sum + row.revenueMinor, 0)).toBe(63000);
    });

    it('ranks what sells most by units, and lists what runs out', async () => {
      const { rows } = await sql`select slug, units_sold, revenue_minor, orders from shop.top_selling_products`.execute(
        shop.context.db,
      );
      expect(rows).toEqual([
        { slug: 'kettle', units_sold: 5, revenue_minor: 25000, orders: 3 },
        { slug: 'lamp', units_sold: 2, revenue_minor: 38000, orders: 2 },
      ]);
      expect((await shop.inventory.lowStock()).map((item) => [item.sku, item.onHand])).toEqual([['K', 4]]);
    });

    it('reports sales by category, brand and month', async () => {
      expect(await shop.reports.salesByCategory(year)).toMatchObject([
        { slug: 'lighting', units: 2, revenueMinor: 38000 },
        { slug: 'kitchen', units: 5, revenueMinor: 25000 },
      ]);
      expect((await shop.reports.revenueByBrand(year)).map((row) => [row.slug, row.share])).toEqual([
        ['lumo', 0.6032],
        ['nordlys', 0.3968],
      ]);
      expect(await shop.reports.salesByPeriod(year, 'month')).toMatchObject([
        { periodStart: '2026-02-01', orders: 2, customers: 2, revenueMinor: 20000, averageOrderMinor: 10000 },
        { periodStart: '2026-03-01', orders: 2, customers: 1, revenueMinor: 43000, averageOrderMinor: 21500 },
      ]);
    });

    it('follows customers by the month of their first order', async () => {
      expect(await shop.reports.customerCohorts(year)).toEqual([
        { cohort: '2026-02-01', month: 0, customers: 2, cohortSize: 2 },
        { cohort: '2026-02-01', month: 1, customers: 1, cohortSize: 2 },
      ]);
    });

    it('scores recency, frequency and money of each buyer', async () => {
      expect(
        (await shop.reports.rfm()).map((row) => [row.orders, row.revenueMinor, row.recency, row.frequency, row.money]),
      ).toEqual([
        [2, 30000, 2, 2, 2],
        [1, 15000, 1, 1, 1],
      ]);
    });

    it('says how long the stock lasts at the pace of the last days', async () => {
      expect((await shop.reports.stockCover(10)).map((row) => [row.sku, row.sold, row.daysLeft])).toEqual([
        ['K', 1, 40],
        ['L', 2, 150],
      ]);
    });

    it('pays an influencer the agreed share of the orders attributed to them', async () => {
      const [campaign, influencer] = [crypto.randomUUID(), crypto.randomUUID()];
      const db = shop.context.db;
      await sql`insert into shop.campaign (id, slug, name, channel, starts_at) values (${campaign}::uuid, 'spring', 'Spring', 'social', '2026-01-01')`.execute(
        db,
      );
      await sql`insert into shop.influencer (id, handle, name) values (${influencer}::uuid, '@mo', 'Mo')`.execute(db);
      await sql`insert into shop.campaign_influencer values (${campaign}::uuid, ${influencer}::uuid, 500)`.execute(db);
      await sql`insert into shop.order_attribution select id, ${campaign}::uuid, ${influencer}::uuid from shop.orders where external_id = '2'`.execute(
        db,
      );
      expect(await shop.reports.campaigns(year)).toEqual([
        { slug: 'spring', influencer: '@mo', currency: 'EUR', orders: 1, revenueMinor: 25000, commissionMinor: 1250 },
      ]);
    });

    it('answers the console with every day present, also those without a sale', async () => {
      const overview = await shop.reports.overview({ days: 3 });
      expect(overview.revenueByDay.map((row) => [row.day, row.revenueMinor])).toEqual([
        ['2026-03-04', 0],
        ['2026-03-05', 43000],
        ['2026-03-06', 0],
      ]);
      expect(overview.totals).toEqual({ products: 2, customers: 2, orders: 5, openOrders: 3, lowStock: 1, reviews: 0 });
    });
  });
});
