import { inTransaction, newId } from '@vitrine/database';
import { sql, type RawBuilder, type Transaction } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';

/** Whose basket: an account's or a guest's. */
export type CartOwner = { readonly customerId: string } | { readonly visitorId: string };

/** One line of a basket with what it costs now. */
export interface CartLine {
  readonly skuId: string;
  readonly sku: string;
  readonly productId: string;
  readonly slug: string;
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
  readonly quantity: number;
  /** Null when it is no longer sold in this currency. */
  readonly unitPriceMinor: number | null;
  readonly stock: number;
}

/** The most of one SKU in a basket. */
export const maxCartQuantity = 999;

function ownedBy(owner: CartOwner): RawBuilder<unknown> {
  return 'customerId' in owner
    ? sql`cart.customer_id = ${owner.customerId}::uuid`
    : sql`cart.visitor_id = ${owner.visitorId}`;
}

/** The open basket's lines in the order they were put in. */
export async function selectCartLines(context: ShopContext, owner: CartOwner): Promise<CartLine[]> {
  const { rows } = await sql<CartLine>`
    select sku.id as "skuId", sku.code as sku, product.id as "productId", product.slug, coalesce(own.name, base.name) as name, line.quantity,
      coalesce((select jsonb_object_agg(name, value) from shop.sku_option where sku_option.sku_id = sku.id), '{}') as options,
      case when sku.archived_at is null and product.archived_at is null then price.amount_minor end as "unitPriceMinor", coalesce(stock.on_hand, 0) as stock
    from shop.cart
    join shop.cart_line as line on line.cart_id = cart.id
    join shop.sku on sku.id = line.sku_id
    join shop.product on product.id = sku.product_id
    join shop.product_translation as base on base.product_id = product.id and base.locale = product.base_locale
    left join shop.product_translation as own on own.product_id = product.id and own.locale = ${context.locale}
    left join shop.price on price.sku_id = sku.id and price.currency = cart.currency
    left join shop.stock on stock.sku_id = sku.id
    where cart.closed_at is null and cart.currency = ${context.currency} and ${ownedBy(owner)}
    order by line.added_at, sku.id`.execute(context.db);
  return rows;
}

async function openCart(trx: Transaction<ShopTables>, context: ShopContext, owner: CartOwner): Promise<string> {
  const now = context.clock.now();
  const [customerId, visitorId] = 'customerId' in owner ? [owner.customerId, null] : [null, owner.visitorId];
  // Two first clicks at once: the partial unique index lets one basket in, and both then find it.
  await sql`insert into shop.cart (id, customer_id, visitor_id, currency, created_at, updated_at)
    values (${newId(context.clock)}::uuid, ${customerId}::uuid, ${visitorId}, ${context.currency}, ${now}, ${now}) on conflict do nothing`.execute(
    trx,
  );
  const { rows } = await sql<{ id: string }>`
    update shop.cart set updated_at = ${now}, currency = ${context.currency} where closed_at is null and ${ownedBy(owner)} returning id`.execute(
    trx,
  );
  if (rows[0] === undefined) throw new Error('The basket was closed while it was written to: try again.');
  return rows[0].id;
}

/** Puts a quantity in, or sets it; false when there is no such SKU for sale. */
export function putCartLine(
  context: ShopContext,
  owner: CartOwner,
  line: { skuId: string; quantity: number; mode: 'add' | 'set' },
): Promise<boolean> {
  return inTransaction(context.db, async (trx) => {
    const { rows } = await sql`select from shop.sku join shop.product on product.id = sku.product_id
      where sku.id = ${line.skuId}::uuid and sku.archived_at is null and product.archived_at is null`.execute(trx);
    if (rows.length === 0) return false;
    const cartId = await openCart(trx, context, owner);
    const before = line.mode === 'add' ? sql`kept.quantity` : sql`0`;
    await sql`
      insert into shop.cart_line as kept (cart_id, sku_id, quantity, added_at) values (${cartId}::uuid, ${line.skuId}::uuid, ${line.quantity}, ${context.clock.now()})
      on conflict (cart_id, sku_id) do update set quantity = least(${maxCartQuantity}::integer, ${before} + excluded.quantity)`.execute(
      trx,
    );
    return true;
  });
}

/** Takes one SKU out, or all (null). */
export async function deleteCartLines(context: ShopContext, owner: CartOwner, skuId: string | null): Promise<void> {
  await sql`delete from shop.cart_line using shop.cart where cart.id = cart_line.cart_id and cart.closed_at is null and ${ownedBy(owner)}
    and (${skuId}::uuid is null or cart_line.sku_id = ${skuId}::uuid)`.execute(context.db);
}
