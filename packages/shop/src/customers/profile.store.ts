import { appendOutbox, inTransaction } from '@vitrine/database';
import { sql } from 'kysely';
import type { ShopContext } from '../shop-context.ts';

/** What a customer says about themselves. */
export interface ProfileChanges {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly birthYear: number | null;
  readonly gender: string | null;
  readonly locale: string | null;
  readonly country: string | null;
}

/** Replaces the profile and tells the recommender; false when there is no such customer. */
export function updateProfile(context: ShopContext, customerId: string, profile: ProfileChanges): Promise<boolean> {
  return inTransaction(context.db, async (trx) => {
    const { rows } = await sql`
      update shop.customer set first_name = ${profile.firstName}, last_name = ${profile.lastName}, birth_year = ${profile.birthYear},
        gender = ${profile.gender}, locale = ${profile.locale}, country = ${profile.country}, updated_at = ${context.clock.now()}
      where id = ${customerId}::uuid and erased_at is null returning id`.execute(trx);
    if (rows.length === 0) return false;
    await appendOutbox(trx, [
      { topic: 'customer', key: customerId, payload: { kind: 'customer.changed', customerId } },
    ]);
    return true;
  });
}

/** Replaces the categories a customer likes by those of the slugs that exist; with `onlyIfNone` those already told stay. False when nothing changed. */
export function replacePreferences(
  context: ShopContext,
  customerId: string,
  given: { slugs: readonly string[]; onlyIfNone: boolean },
): Promise<boolean> {
  return inTransaction(context.db, async (trx) => {
    const { rows } = await sql<{ liked: number }>`
      select (select count(*)::integer from shop.customer_preferred_category where customer_id = customer.id) as liked
      from shop.customer where id = ${customerId}::uuid and erased_at is null for update`.execute(trx);
    const [found] = rows;
    if (found === undefined || (given.onlyIfNone && found.liked > 0)) return false;
    await sql`delete from shop.customer_preferred_category where customer_id = ${customerId}::uuid`.execute(trx);
    await sql`insert into shop.customer_preferred_category (customer_id, category_id)
      select ${customerId}::uuid, id from shop.category where slug = any(${[...given.slugs]}::text[])`.execute(trx);
    await sql`update shop.customer set updated_at = ${context.clock.now()} where id = ${customerId}::uuid`.execute(trx);
    await appendOutbox(trx, [
      { topic: 'customer', key: customerId, payload: { kind: 'customer.changed', customerId } },
    ]);
    return true;
  });
}

/** Notes that a visitor turned out to be this customer: the recommender joins their histories when it is told. */
export async function tellLink(context: ShopContext, link: { visitorId: string; customerId: string }): Promise<void> {
  const { visitorId, customerId } = link;
  await appendOutbox(context.db, [
    { topic: 'customer', key: customerId, payload: { kind: 'customer.linked', customerId, visitorId } },
  ]);
}

/** Everything the shop keeps of a customer, as JSON of plain names; null when there is no such customer. */
export async function selectEverything(context: ShopContext, customerId: string): Promise<unknown> {
  const { rows } = await sql<{ everything: unknown }>`
    select jsonb_build_object(
      'customer', to_jsonb(customer) - 'erased_at',
      'account', (select jsonb_build_object('email', email, 'role', role, 'created_at', created_at, 'last_signed_in_at', last_signed_in_at) from shop.account where customer_id = customer.id),
      'addresses', (select coalesce(jsonb_agg(to_jsonb(address) - 'customer_id'), '[]') from shop.address where customer_id = customer.id),
      'consent', (select coalesce(jsonb_agg(to_jsonb(consent) - 'customer_id' order by decided_at), '[]') from shop.consent where customer_id = customer.id),
      'preferred_categories', (select coalesce(jsonb_agg(category.slug order by category.slug), '[]') from shop.customer_preferred_category as liked
        join shop.category on category.id = liked.category_id where liked.customer_id = customer.id),
      'wishlist', (select coalesce(jsonb_agg(jsonb_build_object('product', product.slug, 'added_at', wish.added_at) order by wish.added_at), '[]')
        from shop.wishlist_item as wish join shop.product on product.id = wish.product_id where wish.customer_id = customer.id),
      'cart', (select coalesce(jsonb_agg(jsonb_build_object('sku', sku.code, 'quantity', line.quantity, 'added_at', line.added_at) order by line.added_at), '[]')
        from shop.cart join shop.cart_line as line on line.cart_id = cart.id join shop.sku on sku.id = line.sku_id where cart.customer_id = customer.id and cart.closed_at is null),
      'reviews', (select coalesce(jsonb_agg(jsonb_build_object('product', product.slug, 'rating', rating, 'title', title, 'body', body, 'created_at', review.created_at)), '[]')
        from shop.review join shop.product on product.id = review.product_id where review.customer_id = customer.id),
      'orders', (select coalesce(jsonb_agg(jsonb_build_object('number', orders.number, 'placed_at', placed_at, 'status', orders.status, 'currency', currency,
          'total_minor', goods_minor - discount_minor + delivery_minor,
          'address', (select to_jsonb(sent) - 'order_id' from shop.order_address as sent where sent.order_id = orders.id and purpose = 'delivery'),
          'lines', (select jsonb_agg(jsonb_build_object('name', product_name, 'quantity', quantity, 'unit_price_minor', unit_price_minor) order by line_no)
            from shop.order_line where order_id = orders.id)) order by placed_at), '[]') from shop.orders where customer_id = customer.id)
    ) as everything
    from shop.customer where id = ${customerId}::uuid and erased_at is null`.execute(context.db);
  return rows[0]?.everything ?? null;
}

/**
 * Closes the account and makes its customer nobody: what names a person goes, orders stay because the books need them, and the
 * recommender is told to forget. False when there is no such customer.
 */
export function eraseCustomer(context: ShopContext, customerId: string): Promise<boolean> {
  return inTransaction(context.db, async (trx) => {
    const { rows } = await sql`
      update shop.customer set email = null, first_name = null, last_name = null, birth_year = null, gender = null, country = null,
        erased_at = ${context.clock.now()}, updated_at = ${context.clock.now()}
      where id = ${customerId}::uuid and erased_at is null returning id`.execute(trx);
    if (rows.length === 0) return false;
    await sql`delete from shop.account where customer_id = ${customerId}::uuid`.execute(trx);
    for (const table of ['address', 'consent', 'customer_preferred_category', 'wishlist_item', 'customer_identity'])
      await sql`delete from ${sql.table(`shop.${table}`)} where customer_id = ${customerId}::uuid`.execute(trx);
    await sql`delete from shop.cart where customer_id = ${customerId}::uuid`.execute(trx);
    await sql`update shop.orders set email = null where customer_id = ${customerId}::uuid`.execute(trx);
    await appendOutbox(trx, [{ topic: 'customer', key: customerId, payload: { kind: 'customer.erased', customerId } }]);
    return true;
  });
}
