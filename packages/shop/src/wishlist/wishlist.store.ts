import { inTransaction } from '@vitrine/database';
import { sql, type RawBuilder } from 'kysely';
import type { ShopContext } from '../shop-context.ts';

/** Whose wishes: a customer's or a guest's. */
export type WishOwner = { readonly customerId: string } | { readonly visitorId: string };

/** Most wishes of one person. */
export const maxWishes = 200;

interface Place {
  readonly table: RawBuilder<unknown>;
  readonly column: RawBuilder<unknown>;
  readonly value: RawBuilder<unknown>;
}

function placeOf(owner: WishOwner): Place {
  return 'customerId' in owner
    ? { table: sql`shop.wishlist_item`, column: sql`customer_id`, value: sql`${owner.customerId}::uuid` }
    : { table: sql`shop.guest_wishlist_item`, column: sql`visitor_id`, value: sql`${owner.visitorId}` };
}

/** Ids of the products wished for, newest first. */
export async function selectWishes(context: ShopContext, owner: WishOwner): Promise<string[]> {
  const { table, column, value } = placeOf(owner);
  const { rows } = await sql<{ id: string }>`
    select product_id as id from ${table} where ${column} = ${value} order by added_at desc, product_id limit ${maxWishes}`.execute(
    context.db,
  );
  return rows.map(({ id }) => id);
}

/** Adds a wish; false when there is no such product for sale or the list is full. */
export async function insertWish(context: ShopContext, owner: WishOwner, productId: string): Promise<boolean> {
  const { table, column, value } = placeOf(owner);
  const { rows } = await sql`
    insert into ${table} as kept (${column}, product_id, added_at)
    select ${value}, id, ${context.clock.now()}::timestamptz from shop.product where id = ${productId}::uuid and archived_at is null
      and (select count(*) from ${table} where ${column} = ${value}) < ${maxWishes}
    on conflict (${column}, product_id) do update set added_at = kept.added_at returning product_id`.execute(
    context.db,
  );
  return rows.length > 0;
}

/** Takes a wish back. */
export async function deleteWish(context: ShopContext, owner: WishOwner, productId: string): Promise<void> {
  const { table, column, value } = placeOf(owner);
  await sql`delete from ${table} where ${column} = ${value} and product_id = ${productId}::uuid`.execute(context.db);
}

/** Moves a guest's wishes to a customer, in one step: done twice, or twice at once, each wish is there once. */
export function mergeWishes(context: ShopContext, from: { visitorId: string; customerId: string }): Promise<void> {
  return inTransaction(context.db, async (trx) => {
    await sql`
      with moved as (delete from shop.guest_wishlist_item where visitor_id = ${from.visitorId} returning product_id, added_at)
      insert into shop.wishlist_item (customer_id, product_id, added_at)
      select ${from.customerId}::uuid, product_id, added_at from moved order by product_id on conflict do nothing`.execute(
      trx,
    );
  });
}

/** Moves a guest's wishes to another id of the same guest, in one step. */
export async function handOverWishes(
  context: ShopContext,
  { visitorId, sessionId }: { visitorId: string; sessionId: string },
): Promise<void> {
  if (visitorId === sessionId) return;
  await sql`
    with moved as (delete from shop.guest_wishlist_item where visitor_id = ${visitorId} returning product_id, added_at)
    insert into shop.guest_wishlist_item (visitor_id, product_id, added_at)
    select ${sessionId}, product_id, added_at from moved order by product_id on conflict do nothing`.execute(
    context.db,
  );
}

/** Forgets guests' wishes from before. */
export async function sweepGuestWishes(context: ShopContext, before: Date): Promise<void> {
  await sql`delete from shop.guest_wishlist_item where added_at < ${before}`.execute(context.db);
}
