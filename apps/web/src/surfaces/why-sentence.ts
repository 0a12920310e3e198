import type { PageText } from '../language/index.ts';
import type { Because, RecommendedItem } from '../services.ts';

/** Looks up the name of a product by id; undefined when it is not for sale any more. */
export type NameOf = (itemId: string) => string | undefined;

type Words = PageText['t']['surfaces'];

const LEANING: Readonly<Record<string, (words: Words) => (name: string) => string>> = {
  viewed: (words) => words.becauseViewed,
  bought: (words) => words.becauseBought,
  added: (words) => words.becauseAdded,
  session: (words) => words.becauseSession,
  together: (words) => words.becauseTogether,
};

const PLAIN: Readonly<Record<string, (words: Words) => string>> = {
  viewed: (words) => words.becauseViewedPlain,
  bought: (words) => words.becauseBoughtPlain,
  added: (words) => words.becauseAddedPlain,
  session: (words) => words.becauseSessionPlain,
  popular: (words) => words.becausePopular,
  trending: (words) => words.becauseTrending,
  recent: (words) => words.becauseRecent,
  again: (words) => words.becauseAgain,
  new: (words) => words.becauseNew,
  preferred: (words) => words.becausePreferred,
};

/**
 * The sentence behind "Why this?": only what `because` says, in words. Undefined when there is nothing true to say,
 * and then the question is not offered.
 */
export function whySentence(because: Because | undefined, nameOf: NameOf, text: PageText): string | undefined {
  if (!because) return undefined;
  const words = text.t.surfaces;
  const name = because.item_id === undefined ? undefined : nameOf(because.item_id);
  const leaning = LEANING[because.kind];
  if (name !== undefined && leaning) return leaning(words)(name);
  if (because.kind === 'category')
    return typeof because['category'] === 'string' && because['category'] !== ''
      ? words.becauseCategory(because['category'])
      : words.becauseCategoryPlain;
  return PLAIN[because.kind]?.(words);
}

/** The product whose page it is, and the language. */
interface Beside {
  current: { id: string; name: string };
  text: PageText;
}

/**
 * For a row on a product's page. Leaning on that very product means that people look at both; a `category` reason means
 * that the descriptions are alike.
 */
export function whySimilar(
  because: Because | undefined,
  nameOf: NameOf,
  { current, text }: Beside,
): string | undefined {
  const words = text.t.surfaces;
  if (because?.kind === 'category') return words.muchLike(current.name);
  if (because?.item_id === current.id) return words.lookedToo(current.name);
  return whySentence(because, nameOf, text);
}

/** The sentence over the row of a product's page: what its items have in common, no more than that. */
export function similarRowSentence(items: readonly RecommendedItem[], { current, text }: Beside): string {
  const words = text.t.surfaces;
  const alike = items.some((item) => item.because?.kind === 'category');
  const together = items.some((item) => item.because?.item_id === current.id);
  if (alike && together) return words.rowBoth(current.name);
  return alike ? words.rowAlike(current.name) : words.rowTogether(current.name);
}

/** Whether a list is filled with what is new for want of anything counted: then it must not be called popular. */
export const isNewest = (items: readonly RecommendedItem[]): boolean =>
  items.length > 0 && items.every(({ because }) => because?.kind === 'new');

const PERSONAL = new Set(['viewed', 'bought', 'added', 'session', 'category', 'recent', 'preferred']);

/** Whether anything in the answer leans on what this visitor did. */
export function isPersonal(items: readonly RecommendedItem[]): boolean {
  return items.some((item) => item.because !== undefined && PERSONAL.has(item.because.kind));
}

const ROW_SENTENCES: Readonly<Record<string, (words: Words) => (name: string, others: number) => string>> = {
  viewed: (words) => words.rowViewed,
  session: (words) => words.rowViewed,
  bought: (words) => words.rowBought,
  added: (words) => words.rowAdded,
};

/** The sentence over a personal row: names the product that most of its items lean on, and counts the others. */
export function rowSentence(items: readonly RecommendedItem[], nameOf: NameOf, text: PageText): string | undefined {
  const leaning = new Map<string, { name: string; kind: string; items: number }>();
  for (const { because } of items) {
    const name = because?.item_id === undefined ? undefined : nameOf(because.item_id);
    if (!because?.item_id || !ROW_SENTENCES[because.kind] || name === undefined) continue;
    const known = leaning.get(because.item_id);
    if (known) known.items += 1;
    else leaning.set(because.item_id, { name, kind: because.kind, items: 1 });
  }
  const [first, ...others] = [...leaning.values()].sort((a, b) => b.items - a.items);
  if (!first && items.some(({ because }) => because?.kind === 'preferred')) return text.t.surfaces.rowPreferred;
  return first && ROW_SENTENCES[first.kind]?.(text.t.surfaces)(first.name, others.length);
}
