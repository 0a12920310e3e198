import { sql, type Kysely } from 'kysely';
import type { ShopTables } from '../tables.ts';

interface Found {
  readonly externalId: string;
  readonly id: string;
}

/** External ids of a source to product ids; those that the shop does not have are absent. */
export async function findProductIds(
  db: Kysely<ShopTables>,
  source: string,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<Found>`
    select external_id as "externalId", id from shop.product where source = ${source} and external_id = any(${[...externalIds]}::text[])`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.externalId, row.id]));
}

/** External ids of a source to customer ids; those that the shop does not have are absent. */
export async function findCustomerIds(
  db: Kysely<ShopTables>,
  source: string,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<Found>`
    select external_id as "externalId", customer_id as id from shop.customer_identity
    where source = ${source} and external_id = any(${[...externalIds]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.externalId, row.id]));
}

/** SKU codes to the ids of their products; those that the shop does not have are absent. */
export async function findSkuProducts(db: Kysely<ShopTables>, codes: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<Found>`
    select code as "externalId", product_id as id from shop.sku where code = any(${[...codes]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.externalId, row.id]));
}
