import { inTransaction } from '@vitrine/database';
import { sql } from 'kysely';
import { queueMail } from '../mail/queue-mail.ts';
import type { ShopContext } from '../shop-context.ts';
import type { QuotedPromotion, QuotedSku } from './quote.ts';

/** The SKUs that can be bought now in the visitor's currency, among those asked for. */
export async function selectQuotedSkus(
  context: ShopContext,
  skuIds: readonly string[],
): Promise<Map<string, QuotedSku>> {
  const { rows } = await sql<QuotedSku>`
    select sku.id as "skuId", product.id as "productId", coalesce(own.name, base.name) as name, price.amount_minor as "unitPriceMinor", price.version as "priceVersion"
    from shop.sku
    join shop.product on product.id = sku.product_id and product.archived_at is null
    join shop.price on price.sku_id = sku.id and price.currency = ${context.currency}
    join shop.product_translation as base on base.product_id = product.id and base.locale = product.base_locale
    left join shop.product_translation as own on own.product_id = product.id and own.locale = ${context.locale}
    where sku.id = any(${[...skuIds]}::uuid[]) and sku.archived_at is null`.execute(context.db);
  return new Map(rows.map((row) => [row.skuId, row]));
}

/** A promotion that runs now, by its code in any case; null when there is none. */
export async function selectPromotion(context: ShopContext, code: string): Promise<QuotedPromotion | null> {
  const now = context.clock.now();
  const { rows } = await sql<QuotedPromotion>`
    select promotion.id, promotion.kind, promotion.percent_bp as "percentBp", amount.amount_minor as "amountMinor", coalesce(amount.minimum_minor, 0) as "minimumMinor",
      promotion.campaign_id as "campaignId", promotion.influencer_id as "influencerId"
    from shop.promotion
    left join shop.promotion_amount as amount on amount.promotion_id = promotion.id and amount.currency = ${context.currency}
    where promotion.code = upper(${code}) and promotion.starts_at <= ${now} and (promotion.ends_at is null or promotion.ends_at > ${now})
      and (promotion.kind <> 'amount' or amount.amount_minor is not null)`.execute(context.db);
  return rows[0] ?? null;
}

/** The order that an idempotency key already made. */
export interface FormerOrder {
  readonly orderId: string;
  readonly orderNumber: number;
  readonly totalMinor: number;
  readonly fingerprint: string;
}

/** Looks an idempotency key up. */
export async function selectFormerOrder(context: ShopContext, idempotencyKey: string): Promise<FormerOrder | null> {
  const { rows } = await sql<FormerOrder>`
    select orders.id as "orderId", orders.number as "orderNumber", order_request.fingerprint,
      orders.goods_minor - orders.discount_minor + orders.delivery_minor as "totalMinor"
    from shop.order_request join shop.orders on orders.id = order_request.order_id where idempotency_key = ${idempotencyKey}`.execute(
    context.db,
  );
  return rows[0] ?? null;
}

/** What `shop.place_order` answers. */
export interface PlacedRow {
  readonly orderId: string;
  readonly orderNumber: number;
  readonly totalMinor: number;
  readonly replayed: boolean;
}

/** Calls the routine in a transaction of its own; its expected failures come as errors of SQLSTATE VT0xx. */
export async function callPlaceOrder(
  context: ShopContext,
  request: Readonly<Record<string, unknown>>,
): Promise<PlacedRow> {
  return inTransaction(context.db, async (trx) => {
    const { rows } = await sql<PlacedRow>`
      select order_id as "orderId", order_number as "orderNumber", total_minor as "totalMinor", replayed
      from shop.place_order(${JSON.stringify(request)}::jsonb)`.execute(trx);
    const placed = rows[0];
    if (placed === undefined)
      throw new Error('shop.place_order answered no row: migrate the database to this version.');
    return placed;
  });
}

/** Calls the routine that moves an order; null when there is no such order, else the status it had. */
export async function callChangeOrderStatus(
  context: ShopContext,
  orderId: string,
  status: string,
): Promise<string | null> {
  return inTransaction(context.db, async (trx) => {
    const { rows } = await sql<{ before: string | null }>`
      select shop.change_order_status(${orderId}::uuid, ${status}, ${context.clock.now()}::timestamptz) as before`.execute(
      trx,
    );
    return rows[0]?.before ?? null;
  });
}

/** Orders that have waited for their payment since before a moment, oldest first, at most 500. */
export async function selectUnpaidOrders(context: ShopContext, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from shop.orders where status = 'pending' and placed_at < ${before} order by placed_at limit 500`.execute(
    context.db,
  );
  return rows.map((row) => row.id);
}

/** Cancels an order unless it has moved meanwhile: a payment that arrives first wins, one that arrives later finds it cancelled. */
export function cancelIfPending(context: ShopContext, orderId: string, tellBuyer = false): Promise<boolean> {
  return inTransaction(context.db, async (trx) => {
    const { rows } =
      await sql`select from shop.orders where id = ${orderId}::uuid and status = 'pending' for update`.execute(trx);
    if (rows.length === 0) return false;
    await sql`select shop.change_order_status(${orderId}::uuid, 'cancelled', ${context.clock.now()}::timestamptz)`.execute(
      trx,
    );
    if (tellBuyer)
      await queueMail(trx, orderId, { kind: 'order', mail: 'order_cancelled', orderId, locale: context.locale });
    return true;
  });
}
