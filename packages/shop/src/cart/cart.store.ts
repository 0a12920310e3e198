import { appendOutbox, claimIdempotencyKey, inTransaction, newId } from '@vitrine/database';
import { sql, type Transaction } from 'kysely';
import { isPriced } from '../catalog/product.ts';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import { ownedBy, type CartOwner } from './cart-reads.store.ts';
import type { BuyCause, BuyerTrace } from './cause.ts';

/** The most of one SKU in a basket. */
export const maxCartQuantity = 999;

/** A change of one line, with who may be told of it and what led there. */
export interface CartChange {
  readonly skuId: string;
  readonly quantity: number;
  readonly mode: 'add' | 'set';
  readonly cause?: BuyCause | null;
  readonly trace?: BuyerTrace | null;
  /** The form's own key: the same key within a few seconds is the same press of the button. */
  readonly formKey?: string | null;
  /** An Idempotency-Key of the caller's. */
  readonly requestKey?: string | null;
}

/** What became of a line. `left` is what there is, when that is less than was wanted. */
export interface ChangedLine {
  readonly quantity: number;
  readonly left: number | null;
}

/** Runs the work in the transaction there is, or in one of its own. */
export function atomically<R>(context: ShopContext, work: (trx: Transaction<ShopTables>) => Promise<R>): Promise<R> {
  return context.db.isTransaction ? work(context.db as Transaction<ShopTables>) : inTransaction(context.db, work);
}

/** The owner's open basket, made when there is none, and locked. */
export async function openCart(trx: Transaction<ShopTables>, context: ShopContext, owner: CartOwner): Promise<string> {
  const now = context.clock.now();
  const [customerId, visitorId] = 'customerId' in owner ? [owner.customerId, null] : [null, owner.visitorId];
  // Two first clicks at once: the partial unique index lets one basket in, and both then find it. A basket that was ordered in
  // between is closed: the second round makes a new one.
  for (let round = 0; round < 3; round += 1) {
    await sql`insert into shop.cart (id, customer_id, visitor_id, currency, created_at, updated_at)
      values (${newId(context.clock)}::uuid, ${customerId}::uuid, ${visitorId}, ${context.currency}, ${now}, ${now}) on conflict do nothing`.execute(
      trx,
    );
    const { rows } = await sql<{ id: string }>`
      update shop.cart set updated_at = ${now}, currency = ${context.currency} where closed_at is null and ${ownedBy(owner)} returning id`.execute(
      trx,
    );
    if (rows[0] !== undefined) return rows[0].id;
  }
  throw new Error('The basket was closed while it was written to: try again.');
}

interface SoldSku {
  readonly productId: string;
  readonly sku: string;
  readonly priceMinor: number;
  readonly stock: number;
  readonly held: number;
}

async function selectSoldSku(
  trx: Transaction<ShopTables>,
  context: ShopContext,
  at: { skuId: string; cartId: string },
): Promise<SoldSku | null> {
  const { rows } = await sql<SoldSku>`
    select product.id as "productId", sku.code as sku, price.amount_minor as "priceMinor", coalesce(stock.on_hand, 0) as stock, coalesce(line.quantity, 0) as held
    from shop.sku join shop.product on product.id = sku.product_id and product.archived_at is null
    join shop.price on price.sku_id = sku.id and price.currency = ${context.currency}
    left join shop.stock on stock.sku_id = sku.id
    left join shop.cart_line as line on line.sku_id = sku.id and line.cart_id = ${at.cartId}::uuid
    where sku.id = ${at.skuId}::uuid and sku.archived_at is null`.execute(trx);
  return rows[0] ?? null;
}

const samePressMs = 5_000;

/** Whether this is the first time within a few seconds that the form's key is seen; a double click is one press. */
async function isFirstPress(trx: Transaction<ShopTables>, context: ShopContext, key: string): Promise<boolean> {
  const now = context.clock.now();
  const { rows } = await sql`
    insert into platform.idempotency_key as known (scope, key, request_hash, created_at) values ('cart.form', ${key}, '', ${now})
    on conflict (scope, key) do update set created_at = excluded.created_at where known.created_at < ${new Date(now.getTime() - samePressMs)}
    returning 1`.execute(trx);
  return rows.length > 0;
}

/** Whether the caller's key is new, was used for this very change, or for another. */
async function claimRequest(
  trx: Transaction<ShopTables>,
  context: ShopContext,
  { owner, change }: { owner: CartOwner; change: CartChange },
): Promise<'new' | 'repeated' | 'conflict'> {
  if (!change.requestKey) return 'new';
  const scope = `cart.add:${'customerId' in owner ? owner.customerId : owner.visitorId}`.slice(0, 200);
  const request = { scope, key: change.requestKey, requestHash: `${change.mode} ${change.skuId} ${change.quantity}` };
  const { state } = await claimIdempotencyKey(trx, request, context.clock);
  if (state === 'new') return 'new';
  return state === 'different-request' ? 'conflict' : 'repeated';
}

/** Puts a quantity in, or sets it, up to the stock and 999; null when there is no such SKU for sale, `no price` while it has none. */
export function putCartLine(
  context: ShopContext,
  owner: CartOwner,
  change: CartChange,
): Promise<ChangedLine | 'conflict' | 'no price' | null> {
  return atomically(context, async (trx) => {
    const cartId = await openCart(trx, context, owner);
    const sold = await selectSoldSku(trx, context, { skuId: change.skuId, cartId });
    if (sold === null) return null;
    if (!isPriced(sold.priceMinor)) return 'no price';
    const claimed = await claimRequest(trx, context, { owner, change });
    if (claimed === 'conflict') return 'conflict';
    if (claimed === 'repeated') return { quantity: sold.held, left: null };
    if (change.formKey && !(await isFirstPress(trx, context, `${cartId}:${change.formKey}`)))
      return { quantity: sold.held, left: null };
    const wanted = Math.min(maxCartQuantity, (change.mode === 'add' ? sold.held : 0) + change.quantity);
    // What was put in before the stock fell stays, explained on the page; it never grows past the stock.
    const most = change.mode === 'add' ? Math.max(sold.stock, sold.held) : sold.stock;
    const quantity = Math.min(wanted, most);
    if (quantity < 1) return { quantity: 0, left: 0 };
    await sql`
      insert into shop.cart_line as kept (cart_id, sku_id, quantity, added_at, seen_price_minor)
      values (${cartId}::uuid, ${change.skuId}::uuid, ${quantity}, ${context.clock.now()}, ${sold.priceMinor})
      on conflict (cart_id, sku_id) do update set quantity = excluded.quantity, seen_price_minor = excluded.seen_price_minor`.execute(
      trx,
    );
    if (change.trace) await keepCause(trx, { cartId, skuId: change.skuId, cause: change.cause ?? null });
    const grown = quantity - sold.held;
    if (change.trace && grown > 0) await tellAdded(trx, context, { change, sold, cartId, quantity: grown });
    return { quantity, left: quantity < wanted ? sold.stock : null };
  });
}

/** The first cause of a line stays: it is what made the buyer put it in. */
async function keepCause(
  trx: Transaction<ShopTables>,
  { cartId, skuId, cause }: { cartId: string; skuId: string; cause: BuyCause | null },
): Promise<void> {
  if (cause === null) return;
  await sql`insert into shop.cart_line_cause (cart_id, sku_id, surface, widget, request_id, rank, recommended)
    values (${cartId}::uuid, ${skuId}::uuid, ${cause.surface}, ${cause.widget ?? null}, ${cause.requestId ?? null}, ${cause.rank ?? null}, ${cause.recommended})
    on conflict (cart_id, sku_id) do nothing`.execute(trx);
}

/** The event of type add, told by the outbox: it exists if and only if the line does. */
async function tellAdded(
  trx: Transaction<ShopTables>,
  context: ShopContext,
  added: { change: CartChange; sold: SoldSku; cartId: string; quantity: number },
): Promise<void> {
  const { change, sold, cartId, quantity } = added;
  await appendOutbox(trx, [
    {
      topic: 'cart',
      key: cartId,
      payload: {
        kind: 'cart.added',
        eventId: newId(context.clock),
        userId: change.trace?.userId ?? null,
        sessionId: change.trace?.sessionId ?? null,
        productId: sold.productId,
        sku: sold.sku,
        quantity,
        cartId,
        unitPriceMinor: sold.priceMinor,
        currency: context.currency,
        at: context.clock.now(),
        cause: change.cause ?? null,
      },
    },
  ]);
}

/** Takes one SKU out, or all (null). */
export async function deleteCartLines(context: ShopContext, owner: CartOwner, skuId: string | null): Promise<void> {
  await sql`delete from shop.cart_line using shop.cart where cart.id = cart_line.cart_id and cart.closed_at is null and ${ownedBy(owner)}
    and (${skuId}::uuid is null or cart_line.sku_id = ${skuId}::uuid)`.execute(context.db);
}

/** From now on the prices in force are the ones the buyer was shown. */
export async function acceptPrices(context: ShopContext, cartId: string): Promise<void> {
  await sql`
    update shop.cart_line as line set seen_price_minor = price.amount_minor
    from shop.price where line.cart_id = ${cartId}::uuid and price.sku_id = line.sku_id and price.currency = ${context.currency}
      and line.seen_price_minor is distinct from price.amount_minor`.execute(context.db);
}

/** Takes away baskets of guests that nobody touched since a moment, and tells how many; what was ordered stays. */
export async function sweepGuestCarts(context: ShopContext, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from shop.cart where visitor_id is not null and closed_at is null and updated_at < ${before}
      and not exists (select from shop.order_visit as visit where visit.cart_id = cart.id)`.execute(context.db);
  return Number(numAffectedRows ?? 0);
}
