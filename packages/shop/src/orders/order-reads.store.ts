import { sql, type RawBuilder } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { OrderStatus } from './order-status.ts';
import type { OrderAddress } from './place-order.ts';

/** An order as its owner or the office reads it. Money in minor units of `currency`. */
export interface OrderView {
  readonly id: string;
  readonly number: number;
  readonly customerId: string | null;
  readonly visitorId: string | null;
  readonly email: string | null;
  readonly status: OrderStatus;
  readonly currency: string;
  readonly goodsMinor: number;
  readonly discountMinor: number;
  readonly deliveryMinor: number;
  readonly includedTaxMinor: number;
  readonly totalMinor: number;
  readonly placedAt: Date;
  readonly lines: readonly {
    productId: string;
    skuId: string;
    sku: string;
    slug: string;
    name: string;
    quantity: number;
    unitPriceMinor: number;
    options: Readonly<Record<string, string>>;
  }[];
  /** Null for orders that came without one. */
  readonly address: OrderAddress | null;
  readonly delivery: {
    readonly code: string;
    readonly name: string;
    readonly minDays: number;
    readonly maxDays: number;
  } | null;
  readonly history: readonly { status: OrderStatus; changedAt: Date }[];
  readonly payments: readonly { id: string; provider: string; status: string; amountMinor: number }[];
}

interface OrderRow extends Omit<OrderView, 'history'> {
  history: { status: OrderStatus; changedAt: string }[];
}

/** What was bought keeps its name of that day; in another language it is said in that one, as long as it is still the same name. */
function nameOfLine(locale: string): RawBuilder<unknown> {
  return sql`coalesce((select own.name from shop.product_translation as own where own.product_id = product.id and own.locale = ${locale}
    and exists (select from shop.product_translation as told where told.product_id = product.id and told.name = line.product_name)), line.product_name)`;
}

async function selectOrders(context: ShopContext, condition: RawBuilder<unknown>, limit: number): Promise<OrderView[]> {
  const { rows } = await sql<OrderRow>`
    select orders.id, orders.number, orders.customer_id as "customerId", orders.visitor_id as "visitorId", orders.email, orders.status, orders.currency,
      orders.goods_minor as "goodsMinor", orders.discount_minor as "discountMinor", orders.delivery_minor as "deliveryMinor",
      orders.included_tax_minor as "includedTaxMinor", orders.goods_minor - orders.discount_minor + orders.delivery_minor as "totalMinor",
      orders.placed_at as "placedAt",
      (select jsonb_strip_nulls(jsonb_build_object('recipient', recipient, 'line1', line1, 'line2', line2, 'postalCode', postal_code, 'city', city,
        'region', region, 'country', country)) from shop.order_address where order_id = orders.id and purpose = 'delivery') as address,
      (select jsonb_build_object('code', method.code, 'minDays', method.min_days, 'maxDays', method.max_days, 'name', coalesce(
          (select name from shop.delivery_method_translation as own where own.method = method.code and own.locale = ${context.locale.slice(0, 2)}),
          (select name from shop.delivery_method_translation as english where english.method = method.code and english.locale = 'en'), method.code))
        from shop.order_delivery as way join shop.delivery_method as method on method.code = way.method where way.order_id = orders.id) as delivery,
      coalesce(part.lines, '[]') as lines, past.history, coalesce(paid.payments, '[]') as payments
    from shop.orders
    cross join lateral (
      select jsonb_agg(jsonb_build_object('productId', product.id, 'skuId', sku.id, 'sku', sku.code, 'slug', product.slug, 'name', ${nameOfLine(context.locale)},
        'quantity', line.quantity, 'unitPriceMinor', line.unit_price_minor,
        'options', coalesce((select jsonb_object_agg(shop.say_word(name, ${context.locale}), shop.say_word(value, ${context.locale})) from shop.sku_option where sku_option.sku_id = sku.id), '{}')) order by line.line_no) as lines
      from shop.order_line as line join shop.sku on sku.id = line.sku_id join shop.product on product.id = sku.product_id where line.order_id = orders.id
    ) as part
    cross join lateral (
      select jsonb_agg(jsonb_build_object('status', past.status, 'changedAt', past.changed_at) order by past.position) as history
      from shop.order_status_history as past where past.order_id = orders.id
    ) as past
    cross join lateral (
      select jsonb_agg(jsonb_build_object('id', payment.id, 'provider', payment.provider, 'status', payment.status, 'amountMinor', payment.amount_minor)
        order by payment.created_at, payment.id) as payments
      from shop.payment where payment.order_id = orders.id
    ) as paid
    where ${condition} order by orders.placed_at desc, orders.number desc limit ${limit}`.execute(context.db);
  return rows.map((row) => ({
    ...row,
    history: row.history.map((past) => ({ ...past, changedAt: new Date(past.changedAt) })),
  }));
}

/** One order by id. Whose it is must be checked by the caller: every page that is not the office's compares `customerId`. */
export async function selectOrder(context: ShopContext, id: string): Promise<OrderView | null> {
  const [order] = await selectOrders(context, sql`orders.id = ${id}::uuid`, 1);
  return order ?? null;
}

/** A customer's orders, newest first. */
export function selectCustomerOrders(context: ShopContext, customerId: string, limit: number): Promise<OrderView[]> {
  return selectOrders(context, sql`orders.customer_id = ${customerId}::uuid`, limit);
}

/** The newest orders of the shop, of one status or all; `search` is a number, or a part of the e-mail or of the name they go to. */
export function selectLatestOrders(
  context: ShopContext,
  query: { limit: number; status: OrderStatus | null; search: string },
): Promise<OrderView[]> {
  const { limit, status, search } = query;
  const words = search.trim().toLowerCase();
  const like = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const number = /^#?(\d{1,15})$/.exec(words)?.[1] ?? null;
  const found =
    words === ''
      ? sql`true`
      : sql`(orders.number = ${number}::bigint or lower(orders.email) like ${like}
      or exists (select from shop.order_address as a where a.order_id = orders.id and lower(a.recipient) like ${like})
      or exists (select from shop.account where account.customer_id = orders.customer_id and lower(account.email) like ${like}))`;
  return selectOrders(context, sql`(${status}::text is null or orders.status = ${status}) and ${found}`, limit);
}

/** The order behind a secret token; null when the token opens none. */
export async function selectOrderByToken(context: ShopContext, token: string): Promise<OrderView | null> {
  const [order] = await selectOrders(
    context,
    sql`orders.id = (select order_id from shop.order_access where token = ${token})`,
    1,
  );
  return order ?? null;
}

/** A customer's own order by its number. */
export async function selectOrderOfCustomer(
  context: ShopContext,
  customerId: string,
  number: number,
): Promise<OrderView | null> {
  const [order] = await selectOrders(
    context,
    sql`orders.number = ${number} and orders.customer_id = ${customerId}::uuid`,
    1,
  );
  return order ?? null;
}

/** The secret that opens an order; null for one that came without. */
export async function selectOrderToken(context: ShopContext, orderId: string): Promise<string | null> {
  const { rows } = await sql<{
    token: string;
  }>`select token from shop.order_access where order_id = ${orderId}::uuid`.execute(context.db);
  return rows[0]?.token ?? null;
}
