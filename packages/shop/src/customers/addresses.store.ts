import { inTransaction } from '@vitrine/database';
import { sql } from 'kysely';
import type { ShopContext } from '../shop-context.ts';

/** An address of a customer. */
export interface CustomerAddress {
  readonly id: string;
  readonly recipient: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly postalCode: string;
  readonly city: string;
  readonly region: string | null;
  /** ISO 3166-1, two capital letters. */
  readonly country: string;
  readonly isDefault: boolean;
}

/** The addresses of a customer, the default first. */
export async function selectAddresses(context: ShopContext, customerId: string): Promise<CustomerAddress[]> {
  const { rows } = await sql<CustomerAddress>`
    select id, recipient, line1, line2, postal_code as "postalCode", city, region, country, is_default as "isDefault"
    from shop.address where customer_id = ${customerId}::uuid order by is_default desc, recipient, id`.execute(
    context.db,
  );
  return rows;
}

/** Writes an address, new or known; the first one is the default. False when it is full, or not this customer's. */
export function putAddress(
  context: ShopContext,
  put: { customerId: string; address: CustomerAddress; isNew: boolean; most: number },
): Promise<boolean> {
  const { customerId, address, isNew, most } = put;
  return inTransaction(context.db, async (trx) => {
    // The customer's row stands for the list: two windows that each set a default wait for each other.
    const owner =
      await sql`select id from shop.customer where id = ${customerId}::uuid and erased_at is null for update`.execute(
        trx,
      );
    if (owner.rows.length === 0) return false;
    const { rows } = await sql<{ count: number; hasDefault: boolean; hasThis: boolean }>`
      select count(*)::integer as count, coalesce(bool_or(is_default), false) as "hasDefault", coalesce(bool_or(id = ${address.id}::uuid), false) as "hasThis"
      from shop.address where customer_id = ${customerId}::uuid`.execute(trx);
    const known = rows[0] ?? { count: 0, hasDefault: false, hasThis: false };
    if (isNew ? known.count >= most : !known.hasThis) return false;
    const isDefault = address.isDefault || !known.hasDefault;
    if (isDefault)
      await sql`update shop.address set is_default = false where customer_id = ${customerId}::uuid and is_default and id <> ${address.id}::uuid`.execute(
        trx,
      );
    await sql`
      insert into shop.address as kept (id, customer_id, recipient, line1, line2, postal_code, city, region, country, is_default)
      values (${address.id}::uuid, ${customerId}::uuid, ${address.recipient}, ${address.line1}, ${address.line2}, ${address.postalCode}, ${address.city}, ${address.region}, ${address.country}, ${isDefault})
      on conflict (id) do update set recipient = excluded.recipient, line1 = excluded.line1, line2 = excluded.line2, postal_code = excluded.postal_code,
        city = excluded.city, region = excluded.region, country = excluded.country, is_default = kept.is_default or excluded.is_default`.execute(
      trx,
    );
    return true;
  });
}

/** Takes an address away; the default passes to another. False when there is none. */
export function deleteAddress(context: ShopContext, customerId: string, id: string): Promise<boolean> {
  return inTransaction(context.db, async (trx) => {
    await sql`select id from shop.customer where id = ${customerId}::uuid for update`.execute(trx);
    const { rows } = await sql<{ isDefault: boolean }>`
      delete from shop.address where customer_id = ${customerId}::uuid and id = ${id}::uuid returning is_default as "isDefault"`.execute(
      trx,
    );
    if (rows[0]?.isDefault === true)
      await sql`update shop.address set is_default = true where id = (
        select id from shop.address where customer_id = ${customerId}::uuid order by recipient, id limit 1)`.execute(
        trx,
      );
    return rows.length > 0;
  });
}
