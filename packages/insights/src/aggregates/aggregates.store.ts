import { sql, type Kysely, type Transaction } from 'kysely';
import type { InsightsTables } from '../tables.ts';

type Db = Kysely<InsightsTables> | Transaction<InsightsTables>;

/** Days as `YYYY-MM-DD`; `from` is included, `until` is not. */
export interface DaySpan {
  readonly from: string;
  readonly until: string;
}

/** Sales of a day. Money in minor units. */
export interface DailySales {
  readonly day: string;
  readonly currency: string;
  readonly orders: number;
  readonly units: number;
  readonly revenueMinor: number;
}

/** Sales of a product on a day. */
export interface DailyProductSales {
  readonly day: string;
  readonly productId: string;
  readonly slug: string;
  readonly name: string;
  readonly currency: string;
  readonly units: number;
  readonly revenueMinor: number;
}

/** Interactions of a type on a day. */
export interface DailyInteractions {
  readonly day: string;
  readonly eventType: number;
  readonly events: number;
  readonly visitors: number;
}

/** Says that the days of a span are worked out. */
export async function markRefreshed(
  db: Db,
  subject: 'sales' | 'interactions',
  mark: DaySpan & { at: Date },
): Promise<void> {
  await sql`
    insert into insights.refreshed_day (subject, day, refreshed_at)
    select ${subject}, day::date, ${mark.at}::timestamptz from generate_series(${mark.from}::date, ${mark.until}::date - 1, interval '1 day') as day
    on conflict (subject, day) do update set refreshed_at = excluded.refreshed_at`.execute(db);
}

/** Replaces the sales of the days of a span. */
export async function replaceSales(
  db: Db,
  span: DaySpan,
  sales: { days: readonly DailySales[]; products: readonly DailyProductSales[] },
): Promise<void> {
  const { days, products } = sales;
  await sql`delete from insights.daily_sales where day >= ${span.from}::date and day < ${span.until}::date`.execute(db);
  await sql`delete from insights.daily_product_sales where day >= ${span.from}::date and day < ${span.until}::date`.execute(
    db,
  );
  await sql`
    insert into insights.daily_sales (day, currency, orders, units, revenue_minor)
    select * from unnest(${days.map((row) => row.day)}::date[], ${days.map((row) => row.currency)}::text[], ${days.map((row) => row.orders)}::integer[],
      ${days.map((row) => row.units)}::bigint[], ${days.map((row) => row.revenueMinor)}::bigint[])`.execute(db);
  const faces = [...new Map(products.map((row) => [row.productId, row])).values()].sort((left, right) =>
    left.productId < right.productId ? -1 : 1,
  );
  await sql`
    insert into insights.product (product_id, slug, name)
    select * from unnest(${faces.map((row) => row.productId)}::uuid[], ${faces.map((row) => row.slug)}::text[], ${faces.map((row) => row.name)}::text[])
    on conflict (product_id) do update set slug = excluded.slug, name = excluded.name`.execute(db);
  await sql`
    insert into insights.daily_product_sales (day, product_id, currency, units, revenue_minor)
    select * from unnest(${products.map((row) => row.day)}::date[], ${products.map((row) => row.productId)}::uuid[], ${products.map((row) => row.currency)}::text[],
      ${products.map((row) => row.units)}::bigint[], ${products.map((row) => row.revenueMinor)}::bigint[])`.execute(db);
}

/** Replaces the interactions of the days of a span. */
export async function replaceInteractions(db: Db, span: DaySpan, rows: readonly DailyInteractions[]): Promise<void> {
  await sql`delete from insights.daily_interactions where day >= ${span.from}::date and day < ${span.until}::date`.execute(
    db,
  );
  await sql`
    insert into insights.daily_interactions (day, event_type, events, visitors)
    select * from unnest(${rows.map((row) => row.day)}::date[], ${rows.map((row) => row.eventType)}::smallint[], ${rows.map((row) => row.events)}::bigint[],
      ${rows.map((row) => row.visitors)}::bigint[])`.execute(db);
}

/** Sales of each day of a span, also of days without any; null sums where a day was never worked out. */
export async function selectSalesByDay(
  db: Db,
  span: DaySpan,
  currency: string,
): Promise<{ day: string; orders: number; units: number; revenueMinor: number; known: boolean }[]> {
  const { rows } = await sql<{ day: string; orders: number; units: number; revenueMinor: number; known: boolean }>`
    select series.day::date as day, coalesce(sales.orders, 0) as orders, coalesce(sales.units, 0) as units, coalesce(sales.revenue_minor, 0) as "revenueMinor", done.day is not null as known
    from generate_series(${span.from}::date, ${span.until}::date - 1, interval '1 day') as series (day)
    left join insights.daily_sales as sales on sales.day = series.day::date and sales.currency = ${currency}
    left join insights.refreshed_day as done on done.day = series.day::date and done.subject = 'sales'
    order by series.day`.execute(db);
  return rows;
}

/** A product and what it sold in a span. */
export interface ProductSales {
  readonly productId: string;
  readonly slug: string;
  readonly name: string;
  readonly units: number;
  readonly revenueMinor: number;
}

/** What sold most in a span, in units. */
export async function selectTopProducts(
  db: Db,
  span: DaySpan,
  list: { currency: string; limit: number },
): Promise<ProductSales[]> {
  const { rows } = await sql<ProductSales>`
    select product.product_id as "productId", product.slug, product.name, sum(sold.units)::bigint as units, sum(sold.revenue_minor)::bigint as "revenueMinor"
    from insights.daily_product_sales as sold join insights.product on product.product_id = sold.product_id
    where sold.day >= ${span.from}::date and sold.day < ${span.until}::date and sold.currency = ${list.currency}
    group by product.product_id order by units desc, "revenueMinor" desc, product.slug limit ${list.limit}`.execute(db);
  return rows;
}

/** Interactions by type in a span. */
export async function selectInteractions(db: Db, span: DaySpan): Promise<{ eventType: number; events: number }[]> {
  const { rows } = await sql<{ eventType: number; events: number }>`
    select event_type::integer as "eventType", sum(events)::bigint as events from insights.daily_interactions
    where day >= ${span.from}::date and day < ${span.until}::date group by event_type order by event_type`.execute(db);
  return rows;
}
