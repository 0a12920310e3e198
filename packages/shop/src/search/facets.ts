import type { CheckedQuery } from './check-query.ts';
import { colorValue } from './color-values.ts';
import type { ListingRow } from './listing.store.ts';
import type { Facets, FacetValue } from './listing.ts';

/** How often each value occurs, every facet without its own filter. */
export interface FacetCounts {
  readonly categories: ReadonlyMap<string, number>;
  readonly brands: ReadonlyMap<string, number>;
  readonly colors: ReadonlyMap<string, number>;
  readonly tags: ReadonlyMap<string, number>;
  /** Products rated at least 1, 2, 3, 4. */
  readonly ratings: readonly [number, number, number, number];
  readonly available: number;
  readonly price: Facets['price'];
}

/** What people read for the slugs of a facet. */
export interface FacetNames {
  /** Sisters in order, by the slug of their parent. */
  readonly categories: ReadonlyMap<string | null, readonly { readonly slug: string; readonly name: string }[]>;
  readonly categorySlugs: ReadonlySet<string>;
  readonly brands: ReadonlyMap<string, string>;
  /** What words that are kept as plain text (colours, tags) are called in the visitor's language, by the word in lower case. */
  readonly words: ReadonlyMap<string, string>;
}

const mostValues = { brands: 200, colors: 60, tags: 60 } as const;

function titleOf(slug: string, spoken: ReadonlyMap<string, string>): string {
  const plain = slug.replaceAll('-', ' ');
  const words = spoken.get(slug) ?? spoken.get(plain) ?? plain;
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The fullest values first; chosen ones stay though nothing is left of them. */
function valuesOf(
  counts: ReadonlyMap<string, number>,
  chosen: readonly string[],
  face: { most: number; name: (slug: string) => string; hex?: (slug: string) => string | undefined },
): FacetValue[] {
  const all = new Map(counts);
  for (const value of chosen) if (!all.has(value)) all.set(value, 0);
  const ordered = [...all].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const kept = ordered.filter(([value, count], index) => (count > 0 && index < face.most) || chosen.includes(value));
  return kept.map(([value, count]) => {
    const hex = face.hex?.(value);
    return {
      value,
      name: face.name(value),
      count,
      selected: chosen.includes(value),
      ...(hex === undefined ? {} : { hex }),
    };
  });
}

function categoryValues(
  counts: ReadonlyMap<string, number>,
  chosen: string | null,
  names: FacetNames,
): Facets['categories'] {
  const below = (parent: string | null, depth: number): Facets['categories'][number][] =>
    (names.categories.get(parent) ?? []).flatMap(({ slug, name }) => {
      const inside = below(slug, depth + 1);
      const count = counts.get(slug) ?? 0;
      if (count === 0 && slug !== chosen && inside.length === 0) return [];
      return [{ value: slug, name, count, selected: slug === chosen, depth, parent }, ...inside];
    });
  return below(null, 0);
}

/** The facets as pages show them. */
export function faceFacets(counts: FacetCounts, query: CheckedQuery, names: FacetNames): Facets {
  const title = (slug: string): string => titleOf(slug, names.words);
  return {
    categories: categoryValues(counts.categories, query.category, names),
    brands: valuesOf(counts.brands, query.brands, {
      most: mostValues.brands,
      name: (slug) => names.brands.get(slug) ?? titleOf(slug, new Map()),
    }),
    colors: valuesOf(counts.colors, query.colors, { most: mostValues.colors, name: title, hex: colorValue }),
    tags: valuesOf(counts.tags, query.tags, { most: mostValues.tags, name: title }),
    ratings: ([4, 3, 2, 1] as const).map((min) => ({
      min,
      count: counts.ratings[min - 1] ?? 0,
      selected: query.ratingMin === min,
    })),
    available: { count: counts.available, selected: query.availableOnly },
    price: counts.price,
  };
}

const bars = 24;

/** Bars of one width over the prices from the lowest to the highest. */
export function barsOf(minMinor: number, maxMinor: number): { fromMinor: number; toMinor: number }[] {
  const width = Math.max(1, Math.ceil((maxMinor - minMinor + 1) / bars));
  const count = Math.ceil((maxMinor - minMinor + 1) / width);
  return Array.from({ length: count }, (_, index) => ({
    fromMinor: minMinor + index * width,
    toMinor: minMinor + (index + 1) * width - 1,
  }));
}

/** The numbers of `listing_key` that a listing counted. */
export function keysOf({ tallies }: ListingRow): Set<number> {
  const keys = new Set<number>();
  for (const [what, , list, value] of tallies ?? []) {
    for (const key of list ?? []) keys.add(key);
    if (what === 'brand' && value !== null) keys.add(value);
  }
  return keys;
}

function add<Key>(counts: Map<Key, number>, key: Key, products: number): void {
  counts.set(key, (counts.get(key) ?? 0) + products);
}

/** The counts that the listing's statement answered; `slugs` are those behind its numbers. */
export function countsOf(row: ListingRow, slugs: ReadonlyMap<number, string>): FacetCounts {
  const lists = {
    shelves: new Map<string, number>(),
    colors: new Map<string, number>(),
    tags: new Map<string, number>(),
  };
  const values = {
    stars: new Map<number, number>(),
    available: new Map<number, number>(),
    bar: new Map<number, number>(),
  };
  const brands = new Map<string, number>();
  for (const [what, products, keys, value] of row.tallies ?? []) {
    if (what === 'shelves' || what === 'colors' || what === 'tags')
      for (const key of keys ?? []) add(lists[what], slugs.get(key) ?? '', products);
    else if (value !== null)
      if (what === 'brand') add(brands, slugs.get(value) ?? '', products);
      else add(values[what], value, products);
  }
  const ratedAtLeast = (min: number) =>
    [...values.stars].reduce((sum, [star, count]) => (star >= min ? sum + count : sum), 0);
  const [minMinor, maxMinor] = [row.price_min ?? 0, row.price_max ?? 0];
  return {
    categories: lists.shelves,
    brands,
    colors: lists.colors,
    tags: lists.tags,
    ratings: [ratedAtLeast(1), ratedAtLeast(2), ratedAtLeast(3), ratedAtLeast(4)],
    available: values.available.get(1) ?? 0,
    price: {
      minMinor,
      maxMinor,
      histogram:
        values.bar.size === 0
          ? []
          : barsOf(minMinor, maxMinor).map((bar, at) => ({ ...bar, count: values.bar.get(at) ?? 0 })),
    },
  };
}
