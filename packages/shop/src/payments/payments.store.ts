import { inTransaction, newId } from '@vitrine/database';
import { sql } from 'kysely';
import { queueMail } from '../mail/queue-mail.ts';
import type { ShopContext } from '../shop-context.ts';

/** A payment as it stands. */
export interface StoredPayment {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: number;
  readonly provider: string;
  readonly reference: string | null;
  readonly status: string;
  readonly amountMinor: number;
  readonly currency: string;
}

/** The payment an order waits for: the open one, or a new one when the last failed. Null when the order waits for none. */
export function openPayment(context: ShopContext, orderId: string): Promise<StoredPayment | null> {
  return inTransaction(context.db, async (trx) => {
    const now = context.clock.now();
    const order = await sql<{
      status: string;
    }>`select status from shop.orders where id = ${orderId}::uuid for update`.execute(trx);
    if (order.rows[0]?.status !== 'pending') return null;
    const read = () =>
      sql<StoredPayment>`
      select payment.id, order_id as "orderId", orders.number as "orderNumber", provider, provider_reference as reference, payment.status,
        amount_minor as "amountMinor", payment.currency
      from shop.payment join shop.orders on orders.id = payment.order_id
      where order_id = ${orderId}::uuid and payment.status in ('intent', 'authorised') order by payment.created_at desc, payment.id desc limit 1`.execute(
        trx,
      );
    const open = (await read()).rows[0];
    if (open !== undefined) return open;
    await sql`
      insert into shop.payment (id, order_id, currency, amount_minor, provider, status, created_at, updated_at)
      select ${newId(context.clock)}::uuid, order_id, currency, amount_minor, provider, 'intent', ${now}, ${now}
      from shop.payment where order_id = ${orderId}::uuid order by created_at desc, id desc limit 1`.execute(trx);
    return (await read()).rows[0] ?? null;
  });
}

/** What a settled payment has become; null for an unknown one. */
export interface SettledRow {
  readonly orderId: string;
  readonly paymentStatus: string;
  /** False when it had been said before. */
  readonly changed: boolean;
}

/** Writes down what a provider says of a payment; harmless to repeat, in any order. */
export function callSettlePayment(
  context: ShopContext,
  said: { paymentId: string; outcome: 'succeeded' | 'declined' | 'waiting'; reference: string },
): Promise<SettledRow | null> {
  return inTransaction(context.db, async (trx) => {
    const { rows } = await sql<{ orderId: string | null; paymentStatus: string; changed: boolean }>`
      select settled_order as "orderId", payment_status as "paymentStatus", changed
      from shop.settle_payment(${said.paymentId}::uuid, ${said.outcome}, ${said.reference}, ${context.clock.now()}::timestamptz)`.execute(
      trx,
    );
    const row = rows[0];
    if (row?.orderId && row.changed && row.paymentStatus === 'captured')
      await queueMail(trx, row.orderId, {
        kind: 'order',
        mail: 'order_paid',
        orderId: row.orderId,
        locale: context.locale,
      });
    return row === undefined || row.orderId === null ? null : { ...row, orderId: row.orderId };
  });
}

/** Open payments the provider has had since before a moment, oldest first. */
export async function selectWaitingPayments(context: ShopContext, before: Date): Promise<StoredPayment[]> {
  const { rows } = await sql<StoredPayment>`
    select payment.id, order_id as "orderId", orders.number as "orderNumber", provider, provider_reference as reference, payment.status,
      amount_minor as "amountMinor", payment.currency
    from shop.payment join shop.orders on orders.id = payment.order_id
    where payment.status in ('intent', 'authorised') and provider_reference is not null and payment.updated_at < ${before} and orders.status = 'pending'
    order by payment.updated_at limit 200`.execute(context.db);
  return rows;
}
