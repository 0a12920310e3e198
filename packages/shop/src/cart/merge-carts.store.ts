import { sql, type Transaction } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import type { CartOwner } from './cart-reads.store.ts';
import { atomically, maxCartQuantity, openCart } from './cart.store.ts';

/**
 * Adds what a guest collected to another basket, a customer's or the guest's own under another id, up to 999 and the stock, and closes the guest's: a second call, at the same
 * time or later, finds nothing to add. Returns how many lines came over.
 */
export function mergeCarts(
  context: ShopContext,
  from: { readonly visitorId: string; readonly to: CartOwner },
): Promise<number> {
  return atomically(context, async (trx) => {
    // Whoever waits for this lock sees the basket closed afterwards.
    const { rows } = await sql<{ id: string }>`
      select id from shop.cart where visitor_id = ${from.visitorId} and closed_at is null and currency = ${context.currency} for update`.execute(
      trx,
    );
    const guest = rows[0]?.id;
    if (guest === undefined) return 0;
    const lines = await sql<{
      lines: number;
    }>`select count(*)::integer as lines from shop.cart_line where cart_id = ${guest}::uuid`.execute(trx);
    if ((lines.rows[0]?.lines ?? 0) > 0) {
      const own = await openCart(trx, context, from.to);
      await moveLines(trx, { guest, own });
      await moveCheckout(trx, { guest, own });
    }
    const now = context.clock.now();
    await sql`update shop.cart set closed_at = ${now}, updated_at = ${now} where id = ${guest}::uuid`.execute(trx);
    return lines.rows[0]?.lines ?? 0;
  });
}

interface Pair {
  readonly guest: string;
  readonly own: string;
}

async function moveLines(trx: Transaction<ShopTables>, { guest, own }: Pair): Promise<void> {
  await sql`
    insert into shop.cart_line as kept (cart_id, sku_id, quantity, added_at, seen_price_minor)
    select ${own}::uuid, sku_id, quantity, added_at, seen_price_minor from shop.cart_line where cart_id = ${guest}::uuid order by sku_id
    on conflict (cart_id, sku_id) do update set seen_price_minor = excluded.seen_price_minor, quantity =
      greatest(kept.quantity, least(${maxCartQuantity}::integer, kept.quantity + excluded.quantity,
        coalesce((select on_hand from shop.stock where stock.sku_id = kept.sku_id), 0)))`.execute(trx);
  await sql`
    insert into shop.cart_line_cause (cart_id, sku_id, surface, widget, request_id, rank, recommended)
    select ${own}::uuid, sku_id, surface, widget, request_id, rank, recommended from shop.cart_line_cause where cart_id = ${guest}::uuid
    on conflict (cart_id, sku_id) do nothing`.execute(trx);
}

/** Somebody who signs in during the checkout goes on where they were; what the account's own checkout says stays. */
async function moveCheckout(trx: Transaction<ShopTables>, { guest, own }: Pair): Promise<void> {
  await sql`
    insert into shop.checkout (cart_id, email, delivery_method, payment_provider, updated_at)
    select ${own}::uuid, email, delivery_method, payment_provider, updated_at from shop.checkout where cart_id = ${guest}::uuid
    on conflict (cart_id) do nothing`.execute(trx);
  await sql`
    insert into shop.checkout_address (cart_id, recipient, line1, line2, postal_code, city, region, country)
    select ${own}::uuid, recipient, line1, line2, postal_code, city, region, country from shop.checkout_address where cart_id = ${guest}::uuid
    on conflict (cart_id) do nothing`.execute(trx);
}
