import { isPriced } from '../catalog/index.ts';
import type { CheckedQuery } from './check-query.ts';
import { barsOf, type FacetCounts } from './facets.ts';
import type { PlainProduct } from './plain-products.fixture.ts';
import { slugOf } from './slug-of.ts';

type Filter = 'category' | 'collection' | 'brands' | 'colors' | 'tags' | 'price' | 'rating' | 'available' | 'text';

/** Which filters a product fails. */
function failedFilters(product: PlainProduct, query: CheckedQuery, hits: ReadonlySet<string> | null): Filter[] {
  const failed: Filter[] = [];
  const colors = product.colors.map(slugOf);
  if (hits !== null && !hits.has(product.id)) failed.push('text');
  if (query.category !== null && !product.shelves.includes(query.category)) failed.push('category');
  if (query.collection !== null && !product.collections.includes(query.collection)) failed.push('collection');
  if (query.brands.length > 0 && !query.brands.includes(product.brand ?? '')) failed.push('brands');
  if (query.colors.length > 0 && !query.colors.some((color) => colors.includes(color))) failed.push('colors');
  if (query.tags.length > 0 && !query.tags.some((tag) => product.tags.includes(tag))) failed.push('tags');
  const asksPrice = query.priceMinMinor !== null || query.priceMaxMinor !== null;
  const tooLow = product.priceMinor < (query.priceMinMinor ?? 0);
  if (asksPrice && (!isPriced(product.priceMinor) || tooLow || product.priceMinor > (query.priceMaxMinor ?? Infinity)))
    failed.push('price');
  if (query.ratingMin !== null && (product.rating ?? 0) < query.ratingMin) failed.push('rating');
  if (query.availableOnly && !product.available) failed.push('available');
  return failed;
}

function countValues(
  products: readonly PlainProduct[],
  read: (product: PlainProduct) => readonly string[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const product of products)
    for (const value of new Set(read(product))) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** What a listing must say, worked out plainly from every product: the measure that the fast one is held to. `hits` are the ids that a text finds. */
export function referenceListing(
  products: readonly PlainProduct[],
  query: CheckedQuery,
  hits: ReadonlySet<string> | null,
): { found: PlainProduct[]; counts: FacetCounts } {
  const judged = products.map((product) => ({ product, failed: failedFilters(product, query, hits) }));
  const passing = (but: Filter) =>
    judged.filter(({ failed }) => failed.every((filter) => filter === but)).map(({ product }) => product);
  const found = judged.filter(({ failed }) => failed.length === 0).map(({ product }) => product);
  const priced = passing('price')
    .map(({ priceMinor }) => priceMinor)
    .filter(isPriced);
  const minMinor = priced.length === 0 ? 0 : Math.min(...priced);
  const maxMinor = priced.length === 0 ? 0 : Math.max(...priced);
  const rated = (min: number) => passing('rating').filter(({ rating }) => (rating ?? 0) >= min).length;
  return {
    found,
    counts: {
      categories: countValues(passing('category'), ({ shelves }) => shelves),
      brands: countValues(passing('brands'), ({ brand }) => (brand === null ? [] : [brand])),
      colors: countValues(passing('colors'), ({ colors }) => colors.map(slugOf)),
      tags: countValues(passing('tags'), ({ tags }) => tags),
      ratings: [rated(1), rated(2), rated(3), rated(4)],
      available: passing('available').filter(({ available }) => available).length,
      price: {
        minMinor,
        maxMinor,
        histogram:
          priced.length === 0
            ? []
            : barsOf(minMinor, maxMinor).map((bar) => ({
                ...bar,
                count: priced.filter((minor) => minor >= bar.fromMinor && minor <= bar.toMinor).length,
              })),
      },
    },
  };
}

type Order = (a: PlainProduct, b: PlainProduct) => number;

const orders: Partial<Record<CheckedQuery['sort'], Order>> = {
  newest: (a, b) => b.firstAvailable.getTime() - a.firstAvailable.getTime(),
  'price-low': (a, b) => (a.priceMinor || Infinity) - (b.priceMinor || Infinity) || 0,
  'price-high': (a, b) => b.priceMinor - a.priceMinor,
  rating: (a, b) => (b.rating ?? 0) - (a.rating ?? 0) || b.ratingCount - a.ratingCount,
};

/** Whether the products stand in the order asked for; orders that need more than a product itself are not judged. */
export function standsInOrder(products: readonly PlainProduct[], sort: CheckedQuery['sort']): boolean {
  const order = orders[sort];
  return (
    order === undefined ||
    products.every((product, at) => {
      const next = products[at + 1];
      return next === undefined || order(product, next) <= 0;
    })
  );
}
