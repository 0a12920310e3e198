import type { ShopContext } from '../shop-context.ts';
import {
  selectSpellings,
  selectTermsWith,
  type AskedWord,
  type KnownTerm,
  type Spelling,
} from './corrections.store.ts';
import { editDistance, forgivenEdits } from './edit-distance.ts';
import { wordsOf } from './fold-text.ts';

const shortestPart = 4;
const mostDropped = 5;

/** The term that was most likely meant: the fewest wrong letters, then a right first letter, then the most frequent. */
export function nearestTerm(word: string, terms: readonly KnownTerm[]): string | null {
  const most = forgivenEdits(word.length);
  const judged = terms
    .filter(({ term }) => term !== word)
    .map(({ term, documents }) => ({
      term,
      documents,
      distance: editDistance(word, term, most),
      elsewhere: term[0] === word[0] ? 0 : 1,
    }))
    .filter(({ distance }) => distance <= most)
    .sort(
      (a, b) =>
        a.distance - b.distance || a.elsewhere - b.elsewhere || b.documents - a.documents || (a.term < b.term ? -1 : 1),
    );
  return judged[0]?.term ?? null;
}

// Short words have too many neighbours, and numbers mean what they say.
function asked(word: string): AskedWord {
  return { word, isForgiven: word.length >= shortestPart && !/\d/.test(word) };
}

/** The nearest word of the catalog, or one that holds this word; null when there is none. */
async function replacementFor(context: ShopContext, word: string, { near }: Spelling): Promise<string | null> {
  if (!asked(word).isForgiven) return null;
  return nearestTerm(word, near) ?? (await selectTermsWith(context, word))[0]?.term ?? null;
}

/** What to search for instead of a text that finds nothing. */
export interface Correction {
  /** Every unknown word replaced; null when that cannot be done. */
  readonly text: string | null;
  /** Fewer words, to offer: the known ones, or all but one. */
  readonly shorter: readonly string[];
}

/** The words of a text as their spellings are looked up. */
export function askedWords(text: string): AskedWord[] {
  return wordsOf(text).map(asked);
}

/** Another spelling of the words that are nowhere in the catalog, from the spellings that were looked up `unless` they are known. */
export async function correctionOf(
  context: ShopContext,
  words: readonly AskedWord[],
  spellings: readonly Spelling[],
): Promise<Correction> {
  const spelled = await Promise.all(
    words.map(({ word }, at) => {
      const spelling = spellings[at];
      return spelling === undefined || spelling.known ? word : replacementFor(context, word, spelling);
    }),
  );
  const kept = spelled.filter((word) => word !== null);
  if (kept.length < words.length) return { text: null, shorter: kept.length === 0 ? [] : [kept.join(' ')] };
  const corrected = kept.join(' ');
  return {
    text: spellings.every(({ known }) => known) ? null : corrected,
    shorter:
      kept.length < 2
        ? []
        : kept.slice(0, mostDropped).map((_, at) => kept.filter((_word, other) => other !== at).join(' ')),
  };
}

/** Looks for other spellings of the words that are nowhere in the catalog. */
export async function correctText(context: ShopContext, text: string): Promise<Correction> {
  const words = askedWords(text);
  if (words.length === 0) return { text: null, shorter: [] };
  return correctionOf(context, words, await selectSpellings(context, words, { unless: 'known' }));
}

/** The text with one word replaced by a near one; null when no word has one. */
export function otherSpellingOf(words: readonly AskedWord[], spellings: readonly Spelling[]): string | null {
  for (const [at, { word }] of words.entries()) {
    const near = nearestTerm(word, spellings[at]?.near ?? []);
    if (near !== null)
      return words
        .map((one) => one.word)
        .with(at, near)
        .join(' ');
  }
  return null;
}

/** Another spelling of a text that finds little: one word replaced by a near one. */
export async function otherSpelling(context: ShopContext, text: string): Promise<string | null> {
  const words = askedWords(text);
  if (words.length === 0) return null;
  return otherSpellingOf(words, await selectSpellings(context, words, { unless: 'never' }));
}
