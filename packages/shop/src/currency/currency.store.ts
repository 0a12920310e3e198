import { sql, type Kysely } from 'kysely';

/** The currency most of the catalog's prices are in; null in a shop without prices. A shop sells in one currency. */
export async function selectMainCurrency<Tables>(db: Kysely<Tables>): Promise<string | null> {
  const { rows } = await sql<{ currency: string }>`
    select currency from shop.price group by currency order by count(*) desc, currency limit 1`.execute(db);
  return rows[0]?.currency ?? null;
}
