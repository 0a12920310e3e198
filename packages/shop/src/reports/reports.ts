import { selectLowStock, type LowStockItem } from '../inventory/inventory.store.ts';
import type { ShopContext } from '../shop-context.ts';
import {
  selectCampaigns,
  selectCohorts,
  selectDailyRevenue,
  selectProductSalesByDay,
  selectRevenueByBrand,
  selectRfm,
  selectSalesByCategory,
  selectSalesByPeriod,
  selectStockCover,
  selectToday,
  selectTopSellers,
  selectTotals,
  type ReportPeriod,
  type ReportSpan,
  type RfmRow,
  type SalesRow,
  type ShopTotals,
  type StockCoverRow,
} from './reports.store.ts';

/** The console's first page: counts, the last days' revenue (days without a sale are there as zero), what sells, what runs out. */
export interface ShopOverview {
  readonly totals: ShopTotals;
  readonly currency: string;
  readonly revenueByDay: readonly { day: string; orders: number; units: number; revenueMinor: number }[];
  readonly topSellers: readonly {
    productId: string;
    slug: string;
    name: string;
    unitsSold: number;
    revenueMinor: number;
  }[];
  readonly lowStock: readonly LowStockItem[];
}

/** Questions of the office. Spans are days of the shop's time zone. */
export interface ReportUseCases {
  overview(options?: { days?: number }): Promise<ShopOverview>;
  dailyRevenue(span: ReportSpan): Promise<(SalesRow & { day: string })[]>;
  /** For the stored aggregates of insights. */
  productSalesByDay(span: ReportSpan): ReturnType<typeof selectProductSalesByDay>;
  salesByCategory(span: ReportSpan): Promise<(SalesRow & { slug: string; name: string })[]>;
  salesByPeriod(
    span: ReportSpan,
    period: ReportPeriod,
  ): Promise<(SalesRow & { periodStart: string; customers: number; averageOrderMinor: number })[]>;
  revenueByBrand(span: ReportSpan): Promise<(SalesRow & { slug: string; name: string; share: number })[]>;
  customerCohorts(
    span: ReportSpan,
  ): Promise<{ cohort: string; month: number; customers: number; cohortSize: number }[]>;
  rfm(): Promise<RfmRow[]>;
  stockCover(days?: number): Promise<StockCoverRow[]>;
  campaigns(span: ReportSpan): Promise<
    {
      slug: string;
      influencer: string | null;
      currency: string;
      orders: number;
      revenueMinor: number;
      commissionMinor: number;
    }[]
  >;
}

const dayMs = 86_400_000;

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** The last `days` days up to and including today, each present. */
function fillDays<Row extends { day: string }>(
  rows: readonly Row[],
  days: readonly string[],
  empty: (day: string) => Row,
): Row[] {
  const byDay = new Map(rows.map((row) => [row.day, row]));
  return days.map((day) => byDay.get(day) ?? empty(day));
}

async function overview(context: ShopContext, days: number): Promise<ShopOverview> {
  // Day arithmetic on midnights of UTC: a day of the shop is only a name here, so clock changes do not matter.
  const today = Date.parse(await selectToday(context));
  const wanted = Array.from({ length: days }, (_, index) => dayOf(today - (days - 1 - index) * dayMs));
  const [totals, revenue, topSellers, lowStock] = await Promise.all([
    selectTotals(context),
    selectDailyRevenue(context, { from: wanted[0] ?? dayOf(today), until: dayOf(today + dayMs) }),
    selectTopSellers(context, 10),
    selectLowStock(context, 10),
  ]);
  const own = revenue
    .filter((row) => row.currency === context.currency)
    .map(({ day, orders, units, revenueMinor }) => ({ day, orders, units, revenueMinor }));
  const revenueByDay = fillDays(own, wanted, (day) => ({ day, orders: 0, units: 0, revenueMinor: 0 }));
  return { totals, currency: context.currency, revenueByDay, topSellers, lowStock };
}

/** The report use cases. */
export function bindReports(context: ShopContext): ReportUseCases {
  return {
    overview: ({ days = 30 } = {}) => overview(context, Math.min(366, Math.max(1, Math.trunc(days)))),
    dailyRevenue: (span) => selectDailyRevenue(context, span),
    productSalesByDay: (span) => selectProductSalesByDay(context, span),
    salesByCategory: (span) => selectSalesByCategory(context, span),
    salesByPeriod: (span, period) => selectSalesByPeriod(context, span, period),
    revenueByBrand: (span) => selectRevenueByBrand(context, span),
    customerCohorts: (span) => selectCohorts(context, span),
    rfm: () => selectRfm(context),
    stockCover: (days = 30) => selectStockCover(context, Math.max(1, Math.trunc(days))),
    campaigns: (span) => selectCampaigns(context, span),
  };
}
