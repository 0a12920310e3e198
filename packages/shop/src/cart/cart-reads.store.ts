import { sql, type RawBuilder } from 'kysely';
import type { ShopContext } from '../shop-context.ts';

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
  /** What the buyer was last shown; null when never. */
  readonly seenPriceMinor: number | null;
  readonly stock: number;
}

/** A basket as it is stored. */
export interface StoredCart {
  readonly id: string;
  readonly lines: readonly CartLine[];
}

/** The condition that finds an owner's basket. */
export function ownedBy(owner: CartOwner): RawBuilder<unknown> {
  return 'customerId' in owner
    ? sql`cart.customer_id = ${owner.customerId}::uuid`
    : sql`cart.visitor_id = ${owner.visitorId}`;
}

/** The open basket with its lines in the order they were put in; null when there is none. */
export async function selectCart(context: ShopContext, owner: CartOwner): Promise<StoredCart | null> {
  const { rows } = await sql<StoredCart>`
    select cart.id, coalesce(jsonb_agg(jsonb_build_object('skuId', sku.id, 'sku', sku.code, 'productId', product.id, 'slug', product.slug,
        'name', coalesce(own.name, base.name), 'quantity', line.quantity, 'seenPriceMinor', line.seen_price_minor,
        'options', coalesce((select jsonb_object_agg(shop.say_word(name, ${context.locale}), shop.say_word(value, ${context.locale})) from shop.sku_option where sku_option.sku_id = sku.id), '{}'),
        'unitPriceMinor', case when sku.archived_at is null and product.archived_at is null then price.amount_minor end,
        'stock', coalesce(stock.on_hand, 0)) order by line.added_at, sku.id) filter (where sku.id is not null), '[]') as lines
    from shop.cart
    left join shop.cart_line as line on line.cart_id = cart.id
    left join shop.sku on sku.id = line.sku_id
    left join shop.product on product.id = sku.product_id
    left join shop.product_translation as base on base.product_id = product.id and base.locale = product.base_locale
    left join shop.product_translation as own on own.product_id = product.id and own.locale = ${context.locale}
    left join shop.price on price.sku_id = sku.id and price.currency = cart.currency
    left join shop.stock on stock.sku_id = sku.id
    where cart.closed_at is null and cart.currency = ${context.currency} and ${ownedBy(owner)}
    group by cart.id`.execute(context.db);
  return rows[0] ?? null;
}

/** How many things lie in the open basket: the badge. */
export async function countCartItems(context: ShopContext, owner: CartOwner): Promise<number> {
  const { rows } = await sql<{ items: number }>`
    select coalesce(sum(line.quantity), 0)::integer as items from shop.cart join shop.cart_line as line on line.cart_id = cart.id
    where cart.closed_at is null and cart.currency = ${context.currency} and ${ownedBy(owner)}`.execute(context.db);
  return rows[0]?.items ?? 0;
}
