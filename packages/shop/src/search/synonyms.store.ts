import { sql, type Kysely } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import type { Synonym } from './listing.ts';

/** All pairs, in alphabetical order. */
export async function selectSynonyms(context: ShopContext): Promise<Synonym[]> {
  const { rows } = await sql<Synonym>`select term, synonym from shop.search_synonym order by term, synonym`.execute(
    context.db,
  );
  return rows;
}

/** Adds a pair whose halves are in order; false when it was there. */
export async function insertSynonym(context: ShopContext, { term, synonym }: Synonym): Promise<boolean> {
  const { rows } = await sql`
    insert into shop.search_synonym (term, synonym) values (${term}, ${synonym}) on conflict do nothing returning term`.execute(
    context.db,
  );
  return rows.length > 0;
}

/** Takes a pair away; false when there was none. */
export async function deleteSynonym(context: ShopContext, { term, synonym }: Synonym): Promise<boolean> {
  const { rows } =
    await sql`delete from shop.search_synonym where term = ${term} and synonym = ${synonym} returning term`.execute(
      context.db,
    );
  return rows.length > 0;
}

/** What the log calls a pair: always the same for the same words. */
export async function selectPairId(db: Kysely<ShopTables>, { term, synonym }: Synonym): Promise<string> {
  const { rows } = await sql<{ id: string }>`select md5(${`${term}=${synonym}`})::uuid as id`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('md5 answered nothing');
  return row.id;
}
