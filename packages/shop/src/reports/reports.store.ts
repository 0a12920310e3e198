import { sql } from 'kysely';
import type { ShopContext } from '../shop-context.ts';

/** Days as `YYYY-MM-DD` in the shop's time zone; `from` is included, `until` is not. */
export interface ReportSpan {
  readonly from: string;
  readonly until: string;
}

/** Sales of one category, brand or period. Money in minor units of `currency`. */
export interface SalesRow {
  readonly currency: string;
  readonly orders: number;
  readonly units: number;
  readonly revenueMinor: number;
}

/** How a span may be cut. */
export const reportPeriods = ['day', 'week', 'month', 'quarter', 'year'] as const;
export type ReportPeriod = (typeof reportPeriods)[number];

/** Revenue by day. */
export async function selectDailyRevenue(
  context: ShopContext,
  span: ReportSpan,
): Promise<(SalesRow & { day: string })[]> {
  const { rows } = await sql<SalesRow & { day: string }>`
    select day::text, currency, orders, units, revenue_minor as "revenueMinor" from shop.daily_revenue
    where day >= ${span.from}::date and day < ${span.until}::date order by day, currency`.execute(context.db);
  return rows;
}

/** Sales by category, best first. */
export async function selectSalesByCategory(
  context: ShopContext,
  span: ReportSpan,
): Promise<(SalesRow & { slug: string; name: string })[]> {
  const { rows } = await sql<SalesRow & { slug: string; name: string }>`
    select category_slug as slug, category as name, currency, orders, units, revenue_minor as "revenueMinor"
    from shop.report_sales_by_category(${span.from}::date, ${span.until}::date)`.execute(context.db);
  return rows;
}

/** Sales by brand with each brand's share of its currency's revenue, best first. */
export async function selectRevenueByBrand(
  context: ShopContext,
  span: ReportSpan,
): Promise<(SalesRow & { slug: string; name: string; share: number })[]> {
  const { rows } = await sql<SalesRow & { slug: string; name: string; share: number }>`
    select brand_slug as slug, brand as name, currency, orders, units, revenue_minor as "revenueMinor", share::float8 as share
    from shop.report_revenue_by_brand(${span.from}::date, ${span.until}::date)`.execute(context.db);
  return rows;
}

/** Sales by period with customers and the average order. */
export async function selectSalesByPeriod(
  context: ShopContext,
  span: ReportSpan,
  period: ReportPeriod,
): Promise<(SalesRow & { periodStart: string; customers: number; averageOrderMinor: number })[]> {
  const { rows } = await sql<SalesRow & { periodStart: string; customers: number; averageOrderMinor: number }>`
    select period_start::text as "periodStart", currency, orders, customers, units, revenue_minor as "revenueMinor", average_order_minor as "averageOrderMinor"
    from shop.report_sales_by_period(${span.from}::date, ${span.until}::date, ${period})`.execute(context.db);
  return rows;
}

/** Customers by the month of their first order who came back in each month after. */
export async function selectCohorts(
  context: ShopContext,
  span: ReportSpan,
): Promise<{ cohort: string; month: number; customers: number; cohortSize: number }[]> {
  const { rows } = await sql<{ cohort: string; month: number; customers: number; cohortSize: number }>`
    select cohort::text, month, customers, cohort_size as "cohortSize" from shop.report_customer_cohorts(${span.from}::date, ${span.until}::date)`.execute(
    context.db,
  );
  return rows;
}

/** Recency, frequency and money of a customer, quintiles 1 to 5. */
export interface RfmRow {
  readonly customerId: string;
  readonly lastOrderAt: Date;
  readonly orders: number;
  readonly revenueMinor: number;
  readonly recency: number;
  readonly frequency: number;
  readonly money: number;
}

/** Every buyer's quintiles at this moment. */
export async function selectRfm(context: ShopContext): Promise<RfmRow[]> {
  const { rows } = await sql<RfmRow>`
    select customer_id as "customerId", last_order_at as "lastOrderAt", orders, revenue_minor as "revenueMinor", recency, frequency, money
    from shop.report_rfm(${context.clock.now()}::timestamptz, ${context.currency})`.execute(context.db);
  return rows;
}

/** How long a SKU's stock lasts. */
export interface StockCoverRow {
  readonly skuId: string;
  readonly sku: string;
  readonly onHand: number;
  readonly sold: number;
  readonly perDay: number;
  /** Null when nothing was sold. */
  readonly daysLeft: number | null;
}

/** Stock cover at the pace of the last days, shortest first. */
export async function selectStockCover(context: ShopContext, days: number): Promise<StockCoverRow[]> {
  const { rows } = await sql<StockCoverRow>`
    select sku_id as "skuId", sku, on_hand as "onHand", sold, per_day::float8 as "perDay", days_left::float8 as "daysLeft"
    from shop.report_stock_cover(${context.clock.now()}::timestamptz, ${days})`.execute(context.db);
  return rows;
}

/** Sales by campaign and influencer, with the commission owed. */
export async function selectCampaigns(
  context: ShopContext,
  span: ReportSpan,
): Promise<
  {
    slug: string;
    influencer: string | null;
    currency: string;
    orders: number;
    revenueMinor: number;
    commissionMinor: number;
  }[]
> {
  const { rows } = await sql<{
    slug: string;
    influencer: string | null;
    currency: string;
    orders: number;
    revenueMinor: number;
    commissionMinor: number;
  }>`
    select campaign_slug as slug, influencer, currency, orders, revenue_minor as "revenueMinor", commission_minor as "commissionMinor"
    from shop.report_campaigns(${span.from}::date, ${span.until}::date)`.execute(context.db);
  return rows;
}

/** What sells most, over all time. */
export async function selectTopSellers(
  context: ShopContext,
  limit: number,
): Promise<{ productId: string; slug: string; name: string; unitsSold: number; revenueMinor: number }[]> {
  const { rows } = await sql<{
    productId: string;
    slug: string;
    name: string;
    unitsSold: number;
    revenueMinor: number;
  }>`
    select product_id as "productId", slug, name, units_sold as "unitsSold", revenue_minor as "revenueMinor" from shop.top_selling_products
    where currency = ${context.currency} order by units_sold desc, revenue_minor desc, slug limit ${limit}`.execute(
    context.db,
  );
  return rows;
}

/** The shop in one line. */
export interface ShopTotals {
  readonly products: number;
  readonly customers: number;
  readonly orders: number;
  readonly openOrders: number;
  readonly lowStock: number;
  readonly reviews: number;
}

/** Counts for the console's first page. */
export async function selectTotals(context: ShopContext): Promise<ShopTotals> {
  const { rows } = await sql<ShopTotals>`
    select (select count(*) from shop.product where archived_at is null) as products, (select count(*) from shop.customer where erased_at is null) as customers,
      (select count(*) from shop.orders) as orders, (select count(*) from shop.orders where status in ('pending', 'paid', 'packed', 'shipped')) as "openOrders",
      (select count(*) from shop.low_stock_items) as "lowStock", (select count(*) from shop.review where status = 'published') as reviews`.execute(
    context.db,
  );
  return rows[0] ?? { products: 0, customers: 0, orders: 0, openOrders: 0, lowStock: 0, reviews: 0 };
}

/** Today as a day of the shop's time zone. */
export async function selectToday(context: ShopContext): Promise<string> {
  const { rows } = await sql<{
    day: string;
  }>`select (${context.clock.now()}::timestamptz at time zone time_zone)::date::text as day from shop.setting`.execute(
    context.db,
  );
  const day = rows[0]?.day;
  if (day === undefined) throw new Error("shop.setting has no row: insert the shop's currency, locale and time zone.");
  return day;
}

/** Sales of every product on every day it sold. */
export async function selectProductSalesByDay(
  context: ShopContext,
  span: ReportSpan,
): Promise<
  {
    day: string;
    productId: string;
    slug: string;
    name: string;
    currency: string;
    units: number;
    revenueMinor: number;
  }[]
> {
  const { rows } = await sql<{
    day: string;
    productId: string;
    slug: string;
    name: string;
    currency: string;
    units: number;
    revenueMinor: number;
  }>`
    select (sold.placed_at at time zone setting.time_zone)::date::text as day, product.id as "productId", product.slug, text.name, sold.currency,
      sum(sold.quantity)::bigint as units, sum(sold.revenue_minor)::bigint as "revenueMinor"
    from shop.sold_line as sold cross join shop.setting
    join shop.product on product.id = sold.product_id
    join shop.product_translation as text on text.product_id = product.id and text.locale = product.base_locale
    where sold.placed_at >= shop.shop_moment(${span.from}::date) and sold.placed_at < shop.shop_moment(${span.until}::date)
    group by 1, product.id, text.name, sold.currency order by 1, units desc, product.id`.execute(context.db);
  return rows;
}
