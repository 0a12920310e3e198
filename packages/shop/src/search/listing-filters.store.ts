import { sql, type RawBuilder } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { CheckedQuery } from './check-query.ts';
import { unplanned } from './unplanned.store.ts';

/** What can narrow a listing; each but `collection` has a facet that is counted without it. */
export type Filter = 'category' | 'collection' | 'brands' | 'colors' | 'tags' | 'price' | 'rating' | 'available';

type Condition = readonly [filter: Filter, sql: RawBuilder<unknown>];

function keysOf(kind: string, slugs: readonly string[]): RawBuilder<unknown> {
  return sql`array(select id from shop.listing_key where kind = ${sql.lit(kind)} and slug = any(${unplanned([...slugs], 'text[]')}::text[]))`;
}

/** The conditions of a query on `listing`. Only chosen filters are written, so that each choice has a plan of its own. */
function conditionsOf(query: CheckedQuery): Condition[] {
  const { category, collection, brands, colors, tags, priceMinMinor, priceMaxMinor, ratingMin } = query;
  const all: (Condition | false)[] = [
    category !== null && ['category', sql`listing.shelves && ${keysOf('category', [category])}`],
    collection !== null && ['collection', sql`listing.collections && ${keysOf('collection', [collection])}`],
    brands.length > 0 && ['brands', sql`listing.brand = any(${keysOf('brand', brands)})`],
    colors.length > 0 && ['colors', sql`listing.colors && ${keysOf('color', colors)}`],
    tags.length > 0 && ['tags', sql`listing.tags && ${keysOf('tag', tags)}`],
    priceMinMinor !== null && ['price', sql`listing.price_minor >= ${unplanned(Math.max(1, priceMinMinor), 'bigint')}`],
    priceMaxMinor !== null && ['price', sql`listing.price_minor between 1 and ${unplanned(priceMaxMinor, 'bigint')}`],
    ratingMin !== null && ['rating', sql`listing.rating_average >= ${unplanned(ratingMin, 'real')}`],
    query.availableOnly && ['available', sql`listing.available`],
  ];
  return all.filter((condition) => condition !== false);
}

/** The rows that a visitor may see: their currency; their language, or the product's own where it has none in theirs. */
function visible({ currency, locale }: ShopContext): RawBuilder<unknown> {
  return sql`listing.currency = ${currency}
    and (listing.locale = ${locale} or (listing.is_base and not listing.other_locales @> array[${locale}::text]))`;
}

/** Where a statement finds the words it searches for: what it settled on, what was typed, or another spelling. */
export type Asked = 'query' | 'typed' | 'guessed';

/**
 * `from … where …` of a query, without one of its filters when it is counted for that filter's own facet. The words are those of the common table
 * expression `asked` (default `query`).
 */
export function listed(
  context: ShopContext,
  query: CheckedQuery,
  { but, asked = 'query' }: { but?: Filter; asked?: Asked } = {},
): RawBuilder<unknown> {
  const kept = conditionsOf(query).filter(([filter]) => filter !== but);
  const words = query.text === '' ? [] : [sql`listing.document @@ (select whole from ${sql.ref(asked)})`];
  return sql`from shop.product_listing as listing where ${sql.join([visible(context), ...words, ...kept.map(([, condition]) => condition)], sql` and `)}`;
}

/** Whether the query narrows by this filter. */
export function narrows(query: CheckedQuery, filter: Filter): boolean {
  return conditionsOf(query).some(([name]) => name === filter);
}

/** The filters that narrow a query. */
export function filtersOf(query: CheckedQuery): readonly Filter[] {
  return [...new Set(conditionsOf(query).map(([name]) => name))];
}
