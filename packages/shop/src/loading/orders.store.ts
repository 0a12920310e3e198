import { newId, type Clock } from '@vitrine/database';
import { sql, type Transaction } from 'kysely';
import type { ShopTables } from '../tables.ts';
import type { ShopOrder } from './catalog-batch.ts';
import { identityOf } from './catalog-products.store.ts';
import { unnestRows } from './unnest.store.ts';

type Trx = Transaction<ShopTables>;

/** A past order on its way in. */
export interface IncomingOrder {
  readonly id: string;
  readonly order: ShopOrder;
  readonly customerId: string | null;
}

/** What a batch of past orders refers to. */
export interface KnownForOrders {
  readonly orders: ReadonlyMap<string, string>;
  readonly customers: ReadonlyMap<string, string>;
  /** SKU code to its id and its product's name. */
  readonly skus: ReadonlyMap<string, { readonly id: string; readonly name: string }>;
}

/** Orders already there, customers and SKUs that a batch names. */
export async function selectKnownForOrders(trx: Trx, orders: readonly ShopOrder[]): Promise<KnownForOrders> {
  const there = await sql<{ source: string; externalId: string; id: string }>`
    select source, external_id as "externalId", orders.id from ${unnestRows(orders, {
      source: ['text', (row) => row.source],
      external_id: ['text', (row) => row.externalId],
    })} join shop.orders using (source, external_id)`.execute(trx);
  const named = orders.flatMap((row) =>
    row.customerExternalId === null
      ? []
      : [{ source: row.customerSource ?? row.source, externalId: row.customerExternalId }],
  );
  const customers = await sql<{ source: string; externalId: string; id: string }>`
    select distinct source, external_id as "externalId", customer_id as id from ${unnestRows(named, {
      source: ['text', (row) => row.source],
      external_id: ['text', (row) => row.externalId],
    })} join shop.customer_identity using (source, external_id)`.execute(trx);
  const codes = [...new Set(orders.flatMap((row) => row.lines.map((line) => line.sku)))];
  const skus = await sql<{ code: string; id: string; name: string }>`
    select sku.code, sku.id, text.name from shop.sku join shop.product on product.id = sku.product_id
    join shop.product_translation as text on text.product_id = product.id and text.locale = product.base_locale
    where sku.code = any(${codes}::text[])`.execute(trx);
  return {
    orders: new Map(there.rows.map((row) => [identityOf(row), row.id])),
    customers: new Map(customers.rows.map((row) => [identityOf(row), row.id])),
    skus: new Map(skus.rows.map(({ code, ...sku }) => [code, sku])),
  };
}

/** Orders and all their lines, each in one statement, so that the sum of the lines is checked once for all. */
export async function insertOrders(trx: Trx, incoming: readonly IncomingOrder[], known: KnownForOrders): Promise<void> {
  await sql`
    insert into shop.orders (id, source, external_id, customer_id, currency, status, goods_minor, delivery_minor, placed_at, updated_at)
    select id, source, external_id, customer_id, currency, status, goods_minor, delivery_minor, placed_at, placed_at from ${unnestRows(
      incoming,
      {
        id: ['uuid', ({ id }) => id],
        source: ['text', ({ order }) => order.source],
        external_id: ['text', ({ order }) => order.externalId],
        customer_id: ['uuid', ({ customerId }) => customerId],
        currency: ['text', ({ order }) => order.currency],
        status: ['text', ({ order }) => order.status],
        goods_minor: [
          'bigint',
          ({ order }) => order.lines.reduce((sum, line) => sum + line.unitPriceMinor * line.quantity, 0),
        ],
        delivery_minor: ['bigint', ({ order }) => order.deliveryMinor ?? 0],
        placed_at: ['timestamptz', ({ order }) => order.placedAt],
      },
    )}`.execute(trx);
  const lines = incoming.flatMap(({ id, order }) =>
    order.lines.map((line, index) => ({ orderId: id, lineNo: index + 1, ...line })),
  );
  await sql`
    insert into shop.order_line (order_id, line_no, sku_id, product_name, unit_price_minor, quantity)
    select order_id, line_no, sku_id, product_name, unit_price_minor, quantity from ${unnestRows(lines, {
      order_id: ['uuid', (line) => line.orderId],
      line_no: ['integer', (line) => line.lineNo],
      sku_id: ['uuid', (line) => known.skus.get(line.sku)?.id],
      product_name: ['text', (line) => known.skus.get(line.sku)?.name],
      unit_price_minor: ['bigint', (line) => line.unitPriceMinor],
      quantity: ['integer', (line) => line.quantity],
    })}`.execute(trx);
}

/** What the status of an order says of its payments. */
const paymentStatus: Readonly<Record<ShopOrder['status'], string>> = {
  pending: 'intent',
  paid: 'captured',
  packed: 'captured',
  shipped: 'captured',
  delivered: 'captured',
  cancelled: 'refunded',
  refunded: 'refunded',
};

/** Payments of past orders, after the orders. */
export async function insertPayments(trx: Trx, incoming: readonly IncomingOrder[], clock: Clock): Promise<void> {
  const payments = incoming.flatMap(({ id, order }) =>
    (order.payments ?? []).map((payment) => ({ orderId: id, order, ...payment })),
  );
  if (payments.length === 0) return;
  await sql`
    insert into shop.payment (id, order_id, currency, amount_minor, provider, provider_reference, status, created_at, updated_at)
    select id, order_id, currency, amount_minor, provider, provider_reference, status, created_at, created_at from ${unnestRows(
      payments,
      {
        id: ['uuid', () => newId(clock)],
        order_id: ['uuid', (payment) => payment.orderId],
        currency: ['text', (payment) => payment.order.currency],
        amount_minor: ['bigint', (payment) => payment.amountMinor],
        provider: ['text', (payment) => payment.provider],
        provider_reference: ['text', (payment) => payment.reference],
        status: ['text', (payment) => paymentStatus[payment.order.status]],
        created_at: ['timestamptz', (payment) => payment.order.placedAt],
      },
    )}`.execute(trx);
}
