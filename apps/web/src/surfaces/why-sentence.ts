import type { Because, RecommendedItem } from '../services.ts';

/** Looks up the name of a product by id; undefined when it is not for sale any more. */
export type NameOf = (itemId: string) => string | undefined;

const LEANING: Readonly<Record<string, (name: string) => string>> = {
  viewed: (name) => `Because you looked at the ${name}.`,
  bought: (name) => `Because you bought the ${name}.`,
  added: (name) => `Because you put the ${name} in your cart.`,
  session: (name) => `It follows the ${name}, which you looked at on this visit.`,
};

const PLAIN: Readonly<Record<string, string>> = {
  viewed: 'Because of what you looked at.',
  bought: 'Because of what you bought.',
  added: 'Because of what is in your cart.',
  session: 'It follows what you looked at on this visit.',
  popular: 'Many people look at this and buy it.',
  trending: 'More people look at this now than before.',
  recent: 'You looked at this not long ago.',
  new: 'It is new on our shelves.',
};

/**
 * The sentence behind "Why this?": only what `because` says, in words. Undefined when there is nothing true to say,
 * and then the question is not offered.
 */
export function whySentence(because: Because | undefined, nameOf: NameOf): string | undefined {
  if (!because) return undefined;
  const name = because.item_id === undefined ? undefined : nameOf(because.item_id);
  const leaning = LEANING[because.kind];
  if (name !== undefined && leaning) return leaning(name);
  if (because.kind === 'category')
    return typeof because['category'] === 'string' && because['category'] !== ''
      ? `Because you have been looking at ${because['category'].toLowerCase()}.`
      : 'Because of the kind of thing you have been looking at.';
  return PLAIN[because.kind];
}

/**
 * For a row on a product's page. Leaning on that very product means that people look at both; a `category` reason means
 * that the descriptions are alike.
 */
export function whySimilar(
  because: Because | undefined,
  nameOf: NameOf,
  current: { id: string; name: string },
): string | undefined {
  if (because?.kind === 'category') return `It is much like the ${current.name}.`;
  if (because?.item_id === current.id) return `People who look at the ${current.name} look at this too.`;
  return whySentence(because, nameOf);
}

/** The sentence over the row of a product's page: what its items have in common, no more than that. */
export function similarRowSentence(items: readonly RecommendedItem[], current: { id: string; name: string }): string {
  const alike = items.some((item) => item.because?.kind === 'category');
  const together = items.some((item) => item.because?.item_id === current.id);
  if (alike && together) return `What people look at along with the ${current.name}, and what is much like it.`;
  return alike ? `Things much like the ${current.name}.` : `What people look at along with the ${current.name}.`;
}

/** Whether a list is filled with what is new for want of anything counted: then it must not be called popular. */
export const isNewest = (items: readonly RecommendedItem[]): boolean =>
  items.length > 0 && items.every(({ because }) => because?.kind === 'new');

const PERSONAL = new Set(['viewed', 'bought', 'added', 'session', 'category', 'recent']);

/** Whether anything in the answer leans on what this visitor did. */
export function isPersonal(items: readonly RecommendedItem[]): boolean {
  return items.some((item) => item.because !== undefined && PERSONAL.has(item.because.kind));
}

const ROW_VERBS: Readonly<Record<string, string>> = {
  viewed: 'looked at',
  session: 'looked at',
  bought: 'bought',
  added: 'put in your cart',
};

/** The sentence over a personal row: names the product that most of its items lean on, and counts the others. */
export function rowSentence(items: readonly RecommendedItem[], nameOf: NameOf): string | undefined {
  const leaning = new Map<string, { name: string; verb: string; items: number }>();
  for (const { because } of items) {
    const verb = because && ROW_VERBS[because.kind];
    const name = because?.item_id === undefined ? undefined : nameOf(because.item_id);
    if (!because?.item_id || !verb || name === undefined) continue;
    const known = leaning.get(because.item_id);
    if (known) known.items += 1;
    else leaning.set(because.item_id, { name, verb, items: 1 });
  }
  const [first, ...others] = [...leaning.values()].sort((a, b) => b.items - a.items);
  if (!first) return undefined;
  if (others.length === 0) return `Because you ${first.verb} the ${first.name}.`;
  return `Because you ${first.verb} the ${first.name} and ${others.length} other ${others.length === 1 ? 'thing' : 'things'}.`;
}
