import { sql, type RawBuilder } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { SyncedPurchase, SyncedReturn } from './to-events.ts';
import type { SyncedCustomer, SyncedProduct } from './to-item.ts';

interface ProductRow extends Omit<SyncedProduct, 'ratingAverage'> {
  ratingAverage: string | null;
}

async function selectProducts(context: ShopContext, chosen: RawBuilder<unknown>): Promise<SyncedProduct[]> {
  const { db, currency } = context;
  const { rows } = await sql<ProductRow>`
    select p.id, p.slug, base.name, base.description, brand.slug as "brandSlug", brand.name as "brandName", p.color, p.metadata,
      p.first_available_at as "firstAvailable", p.updated_at as "updatedAt",
      (select array_agg(category.slug order by branch.depth desc) from shop.category_ancestors(p.category_id) as branch
        join shop.category on category.id = branch.id) as "categoryPath",
      coalesce((select array_agg(tag order by tag) from shop.product_tag where product_id = p.id), '{}') as tags,
      p.archived_at is null and coalesce(sold.available, false) as available, sold.minor as "priceMinor", coalesce(sold.options, '[]') as options,
      (select media.url from shop.product_media as shown join shop.media on media.id = shown.media_id
        where shown.product_id = p.id order by shown.position limit 1) as "imageUrl",
      score.average as "ratingAverage", score.count::integer as "ratingCount", shop.rating_bin(score.average) as "ratingBin"
    from shop.product as p
    join shop.product_translation as base on base.product_id = p.id and base.locale = p.base_locale
    left join shop.brand on brand.id = p.brand_id
    join shop.product_score as score on score.product_id = p.id
    cross join lateral (
      select bool_or(stock.on_hand > 0) as available, min(price.amount_minor) as minor,
        jsonb_agg((select jsonb_object_agg(name, value) from shop.sku_option where sku_option.sku_id = sku.id))
          filter (where exists (select from shop.sku_option where sku_option.sku_id = sku.id)) as options
      from shop.sku
      join shop.price on price.sku_id = sku.id and price.currency = ${currency}
      left join shop.stock on stock.sku_id = sku.id
      where sku.product_id = p.id and sku.archived_at is null
    ) as sold
    where ${chosen} order by p.id`.execute(db);
  return rows.map((row) => ({ ...row, ratingAverage: row.ratingAverage === null ? null : Number(row.ratingAverage) }));
}

/** Products by id, archived ones too: they must become unavailable over there. */
export function selectSyncedProducts(context: ShopContext, ids: readonly string[]): Promise<SyncedProduct[]> {
  return selectProducts(context, sql`p.id = any(${[...ids]}::uuid[])`);
}

/** The next products after an id (null = from the start), in id order. */
export function selectProductsAfter(
  context: ShopContext,
  afterId: string | null,
  limit: number,
): Promise<SyncedProduct[]> {
  return selectProducts(
    context,
    sql`p.id in (select id from shop.product where ${afterId}::uuid is null or id > ${afterId}::uuid order by id limit ${limit})`,
  );
}

async function selectCustomers(context: ShopContext, chosen: RawBuilder<unknown>): Promise<SyncedCustomer[]> {
  const { rows } = await sql<SyncedCustomer>`
    select customer.id, customer.locale, customer.country, customer.birth_year as "birthYear", customer.gender, customer.loyalty_tier as "loyaltyTier",
      customer.joined_at as "joinedAt", greatest(customer.updated_at, account.last_signed_in_at) as "updatedAt", account.email_verified_at is not null as registered,
      (select device from shop.account_session as session where session.account_id = account.id and device <> '' order by created_at desc limit 1) as device,
      coalesce((select granted from shop.customer_consent as said where said.customer_id = customer.id and said.purpose = 'newsletter'), false) as newsletter,
      coalesce((select granted from shop.customer_consent as said where said.customer_id = customer.id and said.purpose = 'personalisation'), true) as personalised,
      coalesce((select array_agg(category.slug order by category.slug) from shop.customer_preferred_category as liked
        join shop.category on category.id = liked.category_id where liked.customer_id = customer.id), '{}') as "preferredCategories"
    from shop.customer left join shop.account on account.customer_id = customer.id
    where customer.erased_at is null and ${chosen} order by customer.id`.execute(context.db);
  return rows;
}

/** Customers by id, without the erased. */
export function selectSyncedCustomers(context: ShopContext, ids: readonly string[]): Promise<SyncedCustomer[]> {
  return selectCustomers(context, sql`customer.id = any(${[...ids]}::uuid[])`);
}

/** The next customers after an id (null = from the start), in id order. */
export function selectCustomersAfter(
  context: ShopContext,
  afterId: string | null,
  limit: number,
): Promise<SyncedCustomer[]> {
  return selectCustomers(
    context,
    sql`customer.id in (select id from shop.customer where erased_at is null and (${afterId}::uuid is null or id > ${afterId}::uuid) order by id limit ${limit})`,
  );
}

const lineColumns = sql`orders.id as "orderId", line.line_no as "lineNo", coalesce(orders.customer_id::text, orders.visitor_id) as "userId",
  sku.product_id as "productId", sku.code as sku, line.quantity, line.unit_price_minor as "unitPriceMinor", orders.currency, orders.placed_at as "placedAt"`;
// An order whose buyer allowed nothing is nobody's; one from before the visit was kept is told as it always was.
const toldBuyer = sql`num_nonnulls(orders.customer_id, orders.visitor_id) > 0
  and not exists (select from shop.order_visit as visit where visit.order_id = orders.id and not visit.tracked)`;

/** The lines of orders placed by somebody the recommender can know: a customer or a visitor. */
export async function selectPurchases(context: ShopContext, orderIds: readonly string[]): Promise<SyncedPurchase[]> {
  const { rows } = await sql<SyncedPurchase>`
    select ${lineColumns}, orders.goods_minor - orders.discount_minor + orders.delivery_minor as "totalMinor", visit.session_id as "sessionId",
      case when cause.order_id is not null then jsonb_build_object('surface', cause.surface, 'widget', cause.widget, 'requestId', cause.request_id,
        'rank', cause.rank, 'recommended', cause.recommended) end as cause
    from shop.orders join shop.order_line as line on line.order_id = orders.id join shop.sku on sku.id = line.sku_id
    left join shop.order_visit as visit on visit.order_id = orders.id
    left join shop.order_line_cause as cause on cause.order_id = line.order_id and cause.line_no = line.line_no
    where orders.id = any(${[...orderIds]}::uuid[]) and ${toldBuyer}
    order by orders.placed_at, orders.id, line.line_no`.execute(context.db);
  return rows;
}

/** The same lines of those orders that were refunded. */
export async function selectReturns(context: ShopContext, orderIds: readonly string[]): Promise<SyncedReturn[]> {
  const { rows } = await sql<SyncedReturn>`
    select ${lineColumns}, refund.changed_at as "refundedAt"
    from shop.orders join shop.order_line as line on line.order_id = orders.id join shop.sku on sku.id = line.sku_id
    join shop.order_status_history as refund on refund.order_id = orders.id and refund.status = 'refunded'
    where orders.id = any(${[...orderIds]}::uuid[]) and ${toldBuyer}
    order by refund.changed_at, orders.id, line.line_no`.execute(context.db);
  return rows;
}

/** The products whose stock an order moved. */
export async function selectProductsOfOrders(context: ShopContext, orderIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct sku.product_id as id from shop.order_line as line join shop.sku on sku.id = line.sku_id where line.order_id = any(${[...orderIds]}::uuid[])`.execute(
    context.db,
  );
  return rows.map((row) => row.id);
}
