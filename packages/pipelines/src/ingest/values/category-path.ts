import { slugOf } from './slug.ts';

/** A category on the way from the root. */
export interface CategoryStep {
  readonly slug: string;
  readonly name: string;
}

const longestSlug = 120;

/**
 * Names from the root down as categories. The address of each begins with those above it, so that "Accessories" of two
 * departments stay two. A name that repeats the one above it, or has no letters, is left out. `otherwise` when none is left.
 */
export function categoryPathOf(names: readonly string[], otherwise: string): readonly CategoryStep[] {
  const path: CategoryStep[] = [];
  for (const name of names.map((part) => part.replaceAll(/\s+/g, ' ').trim())) {
    const own = slugOf(name) || (name === '' ? '' : codeOf(name));
    const above = path.at(-1);
    if (own === '' || above?.name.toLowerCase() === name.toLowerCase()) continue;
    const slug = above ? `${above.slug}-${own}` : own;
    if (slug.length > longestSlug) break;
    path.push({ slug, name });
  }
  return path.length > 0 ? path : [{ slug: slugOf(otherwise), name: otherwise }];
}

/** An address for a name in letters that are not Latin. */
function codeOf(name: string): string {
  const points = [...name].slice(0, 12).map((letter) => (letter.codePointAt(0) ?? 0).toString(36));
  return /\p{L}/u.test(name) ? `c-${points.join('')}` : '';
}

/** "FRZN ICE" -> "Frzn Ice"; words that already have small letters stay. */
export function headline(text: string): string {
  return text
    .replaceAll('_', ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .split(' ')
    .map((word) => {
      const lower = word === word.toUpperCase() ? word.toLowerCase() : word;
      return lower.replaceAll(
        /(^|[-/:(&])([\p{L}])/gu,
        (_, mark: string, letter: string) => mark + letter.toUpperCase(),
      );
    })
    .join(' ');
}
