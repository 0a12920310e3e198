import { sql, type Kysely } from 'kysely';

/** The record of the generation that made the products of a source; null when there are none. */
export async function selectGeneration(db: Kysely<unknown>, source: string): Promise<unknown> {
  const found = await sql<{ generation: unknown }>`
    select metadata -> 'generation' as generation from shop.product
    where source = ${source} and metadata ? 'generation' limit 1`.execute(db);
  return found.rows[0]?.generation ?? null;
}
