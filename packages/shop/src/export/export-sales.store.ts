import { sql, type Kysely } from 'kysely';
import type { ShopTables } from '../tables.ts';
import { readById } from './read-by-id.ts';

type Db = Kysely<ShopTables>;

interface CustomerProduct {
  readonly cursor: string;
  readonly customerId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly orders: number;
}

/** What each person bought of each product: pieces and orders, by person. */
export function readCustomerProducts(db: Db): AsyncGenerator<CustomerProduct> {
  return readById(async (after) => {
    const { rows } = await sql<CustomerProduct>`
      with page as (
        select distinct customer_id from shop.orders where customer_id > ${after}::uuid and status in ('paid', 'packed', 'shipped', 'delivered')
        order by customer_id limit 2000
      )
      select sold.customer_id as cursor, sold.customer_id as "customerId", sold.product_id as "productId", sum(sold.quantity)::bigint as quantity,
        count(distinct sold.order_id)::bigint as orders
      from page join shop.sold_line as sold on sold.customer_id = page.customer_id
      group by sold.customer_id, sold.product_id order by sold.customer_id, sold.product_id`.execute(db);
    return rows;
  });
}

interface RfmOfCustomer {
  readonly customerId: string;
  readonly lastOrderAt: Date;
  readonly orders: number;
  readonly revenueMinor: number;
  readonly recency: number;
  readonly frequency: number;
  readonly money: number;
}

/** Recency, frequency and money of each buyer, quintiles 1 to 5, best first. Held in memory: one row a buyer. */
export async function* readRfm(db: Db, at: Date, currency: string): AsyncGenerator<RfmOfCustomer> {
  const { rows } = await sql<RfmOfCustomer>`
    select customer_id as "customerId", last_order_at as "lastOrderAt", orders, revenue_minor as "revenueMinor", recency, frequency, money
    from shop.report_rfm(${at}::timestamptz, ${currency})`.execute(db);
  yield* rows;
}

interface DaySales {
  readonly day: string;
  readonly productId: string;
  readonly currency: string;
  readonly units: number;
  readonly orders: number;
  readonly revenueMinor: number;
}

/** Sales of each product on each day it sold, in the shop's days; a month at a time. */
export async function* readSalesHistory(db: Db): AsyncGenerator<DaySales> {
  const span = await sql<{ first: string | null; last: string | null }>`
    select min(placed_at)::date::text as first, max(placed_at)::date::text as last from shop.orders`.execute(db);
  const { first, last } = span.rows[0] ?? { first: null, last: null };
  if (!first || !last) return;
  // A day around either end: days of the shop begin before or after those of UTC.
  const start = new Date(Date.parse(first) - 2 * 86_400_000);
  const end = Date.parse(last) + 2 * 86_400_000;
  for (let month = Date.UTC(start.getUTCFullYear(), start.getUTCMonth(), 1); month <= end;) {
    const from = new Date(month);
    const until = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
    const { rows } = await sql<DaySales>`
      select (sold.placed_at at time zone setting.time_zone)::date::text as day, sold.product_id as "productId", sold.currency, sum(sold.quantity)::bigint as units,
        count(distinct sold.order_id)::bigint as orders, sum(sold.revenue_minor)::bigint as "revenueMinor"
      from shop.sold_line as sold cross join shop.setting
      where sold.placed_at >= shop.shop_moment(${from.toISOString().slice(0, 10)}::date) and sold.placed_at < shop.shop_moment(${until.toISOString().slice(0, 10)}::date)
      group by 1, 2, 3 order by 1, 2, 3`.execute(db);
    yield* rows;
    month = until.getTime();
  }
}

interface CategorySales {
  readonly slug: string;
  readonly name: string;
  readonly month: string;
  readonly currency: string;
  readonly products: number;
  readonly customers: number;
  readonly orders: number;
  readonly units: number;
  readonly revenueMinor: number;
}

/** Sales of each category by month of the shop, by the category a product is at home in. */
export async function* readCategorySales(db: Db): AsyncGenerator<CategorySales> {
  const { rows } = await sql<CategorySales>`
    select category.slug, text.name, to_char(sold.placed_at at time zone setting.time_zone, 'YYYY-MM') as month, sold.currency,
      count(distinct sold.product_id)::bigint as products, count(distinct sold.customer_id)::bigint as customers, count(distinct sold.order_id)::bigint as orders,
      sum(sold.quantity)::bigint as units, sum(sold.revenue_minor)::bigint as "revenueMinor"
    from shop.sold_line as sold cross join shop.setting join shop.product on product.id = sold.product_id
    join shop.category on category.id = product.category_id
    join shop.category_translation as text on text.category_id = category.id and text.locale = category.base_locale
    group by 1, 2, 3, 4 order by 3, 1, 4`.execute(db);
  yield* rows;
}
