import { sql, type Kysely } from 'kysely';
import type { ShopTables } from '../tables.ts';
import { readById } from './read-by-id.ts';

/** A person of the shop under the first of the numbers that sources give them. */
export interface ExportedCustomer {
  readonly cursor: string;
  readonly source: string;
  readonly externalId: string;
  readonly email: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly joinedAt: Date;
  readonly locale: string | null;
  readonly country: string | null;
  readonly birthYear: number | null;
  readonly gender: string | null;
  readonly loyaltyTier: string | null;
  readonly newsletter: boolean | null;
  readonly preferredCategories: readonly string[];
  readonly addresses: readonly unknown[];
}

/** All people who were not erased. */
export function readCustomers(db: Kysely<ShopTables>): AsyncGenerator<ExportedCustomer> {
  return readById(async (after) => {
    const { rows } = await sql<ExportedCustomer>`
      select customer.id as cursor, coalesce(known.source, 'vitrine') as source, coalesce(known.external_id, customer.id::text) as "externalId", email,
        first_name as "firstName", last_name as "lastName", joined_at as "joinedAt", locale, country, birth_year as "birthYear", gender, loyalty_tier as "loyaltyTier",
        (select granted from shop.customer_consent where customer_id = customer.id and purpose = 'newsletter') as newsletter,
        coalesce((select array_agg(category.slug order by category.slug) from shop.customer_preferred_category as liked
          join shop.category on category.id = liked.category_id where liked.customer_id = customer.id), '{}') as "preferredCategories",
        coalesce((select jsonb_agg(jsonb_build_object('recipient', recipient, 'line1', line1, 'line2', line2, 'postalCode', postal_code, 'city', city,
          'region', region, 'country', address.country) order by is_default desc, address.id) from shop.address where customer_id = customer.id), '[]') as addresses
      from shop.customer left join lateral (
        select source, external_id from shop.customer_identity where customer_id = customer.id order by source, external_id limit 1
      ) as known on true
      where customer.id > ${after}::uuid and erased_at is null order by customer.id limit 5000`.execute(db);
    return rows;
  });
}
