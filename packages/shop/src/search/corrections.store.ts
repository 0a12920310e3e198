import { sql } from 'kysely';
import type { ShopContext } from '../shop-context.ts';

/** A word of the catalog and in how many products it is, roughly. */
export interface KnownTerm {
  readonly term: string;
  readonly documents: number;
}

/** Which of the words are in the catalog at all; the last one may be a beginning. */
export async function selectKnownWords(context: ShopContext, words: readonly string[]): Promise<boolean[]> {
  const { rows } = await sql<{ known: boolean }>`
    select exists (
      select from shop.product_listing as listing
      where listing.currency = ${context.currency} and listing.document @@ shop.search_query(array[given.word], null, ${context.locale}, given.at = ${words.length})
    ) as known from unnest(${[...words]}::text[]) with ordinality as given (word, at) order by given.at`.execute(
    context.db,
  );
  return rows.map((row) => row.known);
}

/** Terms that could be the word with a few wrong letters: every true one is among them, and some that are too far. */
export async function selectNearTerms(context: ShopContext, word: string): Promise<KnownTerm[]> {
  const { rows } = await sql<KnownTerm>`
    select term, max(documents) as documents from shop.search_term
    where near && shop.near_words(${word}) and locale in (${context.locale}, (select locale from shop.setting)) group by term`.execute(
    context.db,
  );
  return rows;
}

/** The most frequent terms that hold the word, as a German compound does. */
export async function selectTermsWith(context: ShopContext, word: string): Promise<KnownTerm[]> {
  const { rows } = await sql<KnownTerm>`
    select term, documents from shop.search_term where locale = ${context.locale} and strpos(term, ${word}) > 0
    order by documents desc, term limit 1`.execute(context.db);
  return rows;
}

/** The most frequent terms that begin so. */
export async function selectTermsFrom(context: ShopContext, start: string, limit: number): Promise<KnownTerm[]> {
  const { rows } = await sql<KnownTerm>`
    select term, max(documents) as documents from shop.search_term
    where term >= ${start} collate "C" and term < ${`${start}\u{10ffff}`} collate "C" and locale in (${context.locale}, (select locale from shop.setting))
    group by term order by documents desc, term limit ${limit}`.execute(context.db);
  return rows;
}
