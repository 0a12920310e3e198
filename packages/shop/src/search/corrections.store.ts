import { sql, type RawBuilder } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import { nearWords } from './near-words.ts';
import { unplanned } from './unplanned.store.ts';

/** A word of the catalog and in how many products it is, roughly. */
export interface KnownTerm {
  readonly term: string;
  readonly documents: number;
}

/** What the catalog knows of a word. */
export interface Spelling {
  /** Whether the word is in the catalog at all. */
  readonly known: boolean;
  /** Terms that could be the word with a few wrong letters: every true one is among them, and some that are too far. */
  readonly near: readonly KnownTerm[];
}

/** A word to look up; near terms are asked for only where a wrong letter would be forgiven. */
export interface AskedWord {
  readonly word: string;
  readonly isForgiven: boolean;
}

/**
 * The spellings of words as rows (`known`, `near`), in the order of the words. A word counts as known when `isKnown` says so of `given` (`word`, `at` from 1);
 * known words have no near terms.
 */
function spellingRows(
  context: ShopContext,
  words: readonly AskedWord[],
  isKnown: RawBuilder<unknown>,
): RawBuilder<unknown> {
  // Words are letters and digits only, so blanks part what is left of them.
  const near = words.map(({ word, isForgiven }) => (isForgiven ? nearWords(word).join(' ') : ''));
  return sql`select spelled.known, given.at, case when given.near <> '' and not spelled.known then (
      select json_agg(json_build_object('term', term, 'documents', documents)) from (
        select term, max(documents) as documents from shop.search_term
        where near && string_to_array(given.near, ' ') and locale in (${context.locale}, (select locale from shop.setting)) group by term) as found
      ) end as near
    from unnest(${unplanned(
      words.map(({ word }) => word),
      'text[]',
    )}, ${unplanned(near, 'text[]')}) with ordinality as given (word, near, at)
    cross join lateral (select ${isKnown} as known) as spelled`;
}

/** Whether the word is in the catalog; the last of the text as a beginning too. */
function isInCatalog(context: ShopContext, words: readonly AskedWord[]): RawBuilder<unknown> {
  return sql`exists (select from shop.product_listing as listing where listing.currency = ${context.currency}
    and listing.document @@ shop.search_query(array[given.word], null, ${context.locale}, given.at = ${words.length}))`;
}

/**
 * The spellings of all words of a text in one statement. With `unless: 'known'` words that are in the catalog have no near terms, and the last word is known
 * as a beginning too; else none is looked for and every word has its near terms.
 */
export async function selectSpellings(
  context: ShopContext,
  words: readonly AskedWord[],
  { unless }: { unless: 'known' | 'never' },
): Promise<Spelling[]> {
  const isKnown = unless === 'never' ? sql`false` : isInCatalog(context, words);
  const { rows } = await sql<{ known: boolean; near: KnownTerm[] | null }>`
    select known, near from (${spellingRows(context, words, isKnown)}) as spelled order by at`.execute(context.db);
  return rows.map(({ known, near }) => ({ known, near: near ?? [] }));
}

/** The same as one value of a larger statement (JSON, `near` null for none): known words are told apart only where `found` says that nothing was found. */
export function spellingsColumn(
  context: ShopContext,
  words: readonly AskedWord[],
  found: RawBuilder<unknown>,
): RawBuilder<unknown> {
  const isKnown = sql`case when ${found} then false else ${isInCatalog(context, words)} end`;
  return sql`(select json_agg(json_build_object('known', known, 'near', coalesce(near, '[]')) order by at)
    from (${spellingRows(context, words, isKnown)}) as spelled)`;
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
    group by term order by bool_or(locale = ${context.locale}) desc, documents desc, term limit ${limit}`.execute(
    context.db,
  );
  return rows;
}
