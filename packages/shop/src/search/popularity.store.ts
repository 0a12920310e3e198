import { sql } from 'kysely';
import type { ShopContext } from '../shop-context.ts';

/** Refreshes what lists are ordered by, and the frequencies of words; answers how many products moved. */
export async function refreshPopularity(context: ShopContext): Promise<{ changed: number }> {
  const { rows } = await sql<{
    changed: number;
  }>`select shop.refresh_popularity(${context.clock.now()}) as changed`.execute(context.db);
  await sql`select shop.count_search_terms()`.execute(context.db);
  return { changed: rows[0]?.changed ?? 0 };
}
