import type { ShopContext } from '../shop-context.ts';
import type { CheckedQuery } from './check-query.ts';
import { askedWords, correctionOf, correctText, otherSpelling, otherSpellingOf } from './correct-text.ts';
import { selectCounted } from './kept-tallies.ts';
import { fewHits, selectListing, type ListingRow, type PageStart } from './listing.store.ts';
import type { Listing } from './listing.ts';
import { guessesOf } from './spelling-guesses.ts';

/** Another spelling is worth saying when it finds so many times more. */
const farMore = 5;

/** What was found, for which text, and what else could have been meant. */
export interface Found {
  readonly row: ListingRow;
  readonly correctedFrom: string | null;
  readonly didYouMean: Listing['didYouMean'];
}

function totalOf(context: ShopContext, query: CheckedQuery, text: string): Promise<number> {
  const counted = { ...query, text, facets: false, sort: 'popularity', perPage: 1 } as const;
  return selectListing(context, counted, { start: { offset: 0 } }).then((row) => row.total);
}

/** The text of those offered that finds most, without the filters: a filter that leaves nothing is no matter of spelling. */
async function bestOf(
  context: ShopContext,
  query: CheckedQuery,
  texts: readonly string[],
): Promise<Listing['didYouMean']> {
  const found = await Promise.all(texts.map(async (text) => ({ text, total: await totalOf(context, query, text) })));
  const best = found.toSorted((a, b) => b.total - a.total)[0];
  return best === undefined || best.total === 0 ? null : best;
}

/** Beside a few hits: the other spelling, where it finds far more. */
function beside(row: ListingRow, other: { text: string; total: number } | null): Found {
  const isWorthIt = other !== null && other.total >= row.total * farMore;
  return { row, correctedFrom: null, didYouMean: isWorthIt ? other : null };
}

/** Step by step: the text as it is, then the spellings of its words, then what another spelling finds. Remembers what came of it. */
async function findInSteps(context: ShopContext, query: CheckedQuery, start: PageStart): Promise<Found> {
  const row = await selectCounted(context, query, { start });
  const plain: Found = { row, correctedFrom: null, didYouMean: null };
  if (query.text === '' || row.total > fewHits) return plain;
  const guesses = guessesOf(context);
  if (row.total > 0) {
    const other = await otherSpelling(context, query.text);
    guesses.set(query.text, other);
    return beside(row, other === null ? null : { text: other, total: await totalOf(context, query, other) });
  }
  const { text, shorter } = await correctText(context, query.text);
  guesses.set(query.text, text);
  if (text !== null) {
    const corrected = await selectListing(context, { ...query, text }, { start });
    if (corrected.total > 0) return { row: corrected, correctedFrom: query.text, didYouMean: null };
  }
  return { ...plain, didYouMean: await bestOf(context, query, shorter) };
}

/** In one statement, with the spelling that was right the last time; null when it no longer is, or finds nothing. */
async function findAtOnce(
  context: ShopContext,
  query: CheckedQuery,
  { start, guess }: { start: PageStart; guess: string | null },
): Promise<Found | null> {
  const words = askedWords(query.text);
  const row = await selectListing(context, query, { start, second: { words, guess } });
  if (row.typed_found === true) {
    if (row.total > fewHits) {
      guessesOf(context).forget(query.text);
      return { row, correctedFrom: null, didYouMean: null };
    }
    const other = otherSpellingOf(words, row.spellings ?? []);
    if (other !== guess) return null;
    return beside(row, other === null ? null : { text: other, total: row.guess_total ?? 0 });
  }
  const { text, shorter } = await correctionOf(context, words, row.spellings ?? []);
  if (text !== guess) return null;
  if (row.total > 0) return { row, correctedFrom: query.text, didYouMean: null };
  // What is counted beside nothing belongs to the text as it was typed.
  if (guess !== null) return null;
  return { row, correctedFrom: null, didYouMean: await bestOf(context, query, shorter) };
}

/** The rows of a query, with wrong letters forgiven. */
export async function findListing(context: ShopContext, query: CheckedQuery, start: PageStart): Promise<Found> {
  const guesses = guessesOf(context);
  const guess = guesses.get(query.text);
  if (guess !== undefined) {
    const found = await findAtOnce(context, query, { start, guess });
    if (found !== null) return found;
    guesses.forget(query.text);
  }
  return findInSteps(context, query, start);
}
