import { sql, type Kysely } from 'kysely';
import type { ShopTables } from '../tables.ts';

/** What a source calls a record of ours. */
export interface Identity {
  readonly source: string;
  readonly externalId: string;
}

/** Ids of ours to what their source calls them; customers of several sources by the first. Ids that are none of ours are absent. */
export async function findIdentities(
  db: Kysely<ShopTables>,
  kind: 'products' | 'customers',
  ids: readonly string[],
): Promise<Map<string, Identity>> {
  const uuids = ids.filter((id) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id));
  if (uuids.length === 0) return new Map();
  const { rows } =
    kind === 'products'
      ? await sql<Identity & { id: string }>`
          select id, source, external_id as "externalId" from shop.product where id = any(${uuids}::uuid[])`.execute(db)
      : await sql<Identity & { id: string }>`
          select customer.id, coalesce(known.source, 'vitrine') as source, coalesce(known.external_id, customer.id::text) as "externalId"
          from shop.customer left join lateral (
            select source, external_id from shop.customer_identity where customer_id = customer.id order by source, external_id limit 1
          ) as known on true where customer.id = any(${uuids}::uuid[])`.execute(db);
  return new Map(rows.map(({ id, ...identity }) => [id, identity]));
}
