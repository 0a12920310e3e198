import { fakeClock } from '@vitrine/testkit/clock';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInsights, type DailyProductSales, type Insights, type InsightsTables } from './index.ts';

const databases = testDatabases();

const kettle = { productId: '00000000-0000-7000-8000-0000000000a1', slug: 'kettle', name: 'Kettle', currency: 'EUR' };
const lamp = { productId: '00000000-0000-7000-8000-0000000000a2', slug: 'lamp', name: 'Lamp', currency: 'EUR' };

/** A source whose totals are the sums of its product rows, one order a row. */
function sourceOf(products: DailyProductSales[]) {
  const days = products.map(({ day, currency, units, revenueMinor }) => ({
    day,
    currency,
    orders: 1,
    units,
    revenueMinor,
  }));
  return { dailyRevenue: () => Promise.resolve(days), productSalesByDay: () => Promise.resolve(products) };
}

describe.each(databases)('ADM-1 stored aggregates on $name', (engine) => {
  let database: TestDatabase;
  let insights: Insights;
  const march = { from: '2026-03-01', until: '2026-04-01' };

  beforeAll(async () => {
    database = await engine.open({ domains: ['insights'] });
    insights = createInsights({ db: database.connection.handle<InsightsTables>(), clock: fakeClock() });
  });
  afterAll(() => database.drop());

  it('answers every day of the span, compares with the span before, and ranks products', async () => {
    const rows = [
      { ...kettle, day: '2026-03-01', units: 1, revenueMinor: 5000 },
      { ...kettle, day: '2026-03-03', units: 2, revenueMinor: 10000 },
      { ...lamp, day: '2026-03-04', units: 1, revenueMinor: 20000 },
    ];
    expect(await insights.refreshSales(sourceOf(rows), march)).toBe(31);
    const overview = await insights.overview({ today: '2026-03-04', days: 2, currency: 'EUR' });
    expect(overview).toMatchObject({
      span: { from: '2026-03-03', until: '2026-03-05' },
      totals: { orders: 2, units: 3, revenueMinor: 30000 },
      before: { orders: 1, units: 1, revenueMinor: 5000 },
      topProducts: [
        { slug: 'kettle', units: 2 },
        { slug: 'lamp', units: 1 },
      ],
    });
    expect(overview.byDay.map((day) => [day.day, day.revenueMinor, day.known])).toEqual([
      ['2026-03-03', 10000, true],
      ['2026-03-04', 20000, true],
    ]);
  });

  it('replaces the days it is told about and no others', async () => {
    await insights.refreshSales(sourceOf([{ ...lamp, day: '2026-03-04', units: 5, revenueMinor: 90000 }]), {
      from: '2026-03-04',
      until: '2026-03-05',
    });
    const overview = await insights.overview({ today: '2026-03-04', days: 4, currency: 'EUR' });
    expect(overview.totals).toEqual({ orders: 3, units: 8, revenueMinor: 105000 });
    const unknown = await insights.overview({ today: '2026-05-01', days: 1, currency: 'EUR' });
    expect(unknown.byDay).toEqual([{ day: '2026-05-01', orders: 0, units: 0, revenueMinor: 0, known: false }]);
  });

  it('keeps interactions by type', async () => {
    const rows = [
      { day: '2026-03-04', eventType: 0, events: 90, visitors: 30 },
      { day: '2026-03-04', eventType: 3, events: 2, visitors: 2 },
    ];
    await insights.refreshInteractions(rows, march);
    await insights.refreshInteractions(rows, march);
    expect((await insights.overview({ today: '2026-03-04', currency: 'EUR' })).interactions).toEqual([
      { eventType: 0, events: 90 },
      { eventType: 3, events: 2 },
    ]);
  });
});
