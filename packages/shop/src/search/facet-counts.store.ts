import { sql, type RawBuilder } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { CheckedQuery } from './check-query.ts';
import { listed, narrows, type Filter } from './listing-filters.store.ts';

/** What is counted: lists of numbers of `listing_key`, or one number. */
export type Counted = 'shelves' | 'colors' | 'tags' | 'brand' | 'stars' | 'available' | 'bar';

/** So many products have this list of keys, or this one number; null where they have none. */
export type Tally = readonly [what: Counted, products: number, keys: readonly number[] | null, value: number | null];

interface Column {
  readonly name: Counted;
  /** The filter that the counts leave out. */
  readonly filter: Filter;
  readonly isList: boolean;
  readonly value: RawBuilder<unknown>;
}

const columns: readonly Column[] = [
  { name: 'shelves', filter: 'category', isList: true, value: sql`shelves` },
  { name: 'colors', filter: 'colors', isList: true, value: sql`colors` },
  { name: 'tags', filter: 'tags', isList: true, value: sql`tags` },
  { name: 'brand', filter: 'brands', isList: false, value: sql`brand` },
  { name: 'stars', filter: 'rating', isList: false, value: sql`floor(rating_average)::integer` },
  { name: 'available', filter: 'available', isList: false, value: sql`available::integer` },
  {
    name: 'bar',
    filter: 'price',
    isList: false,
    value: sql`case when price_minor > 0 then ((price_minor - (select lowest from priced)) / (select width from priced))::integer end`,
  },
];

/** What lists with counts read of every row beside its rank. */
export const countedColumns = sql`, listing.brand, listing.shelves, listing.colors, listing.tags, listing.price_minor, listing.rating_average, listing.available`;

function firstOf(names: readonly Counted[], type: string): RawBuilder<unknown> {
  return names.length === 0
    ? sql`null::${sql.raw(type)}`
    : sql`coalesce(${sql.join(names.map((name) => sql.ref(name)))})`;
}

/** The tallies of some columns over one source, all in one pass. Equal lists are counted once; whoever reads takes them apart. */
function talliesOf(counted: readonly Column[], source: RawBuilder<unknown>): RawBuilder<unknown> {
  const refs = counted.map(({ name }) => sql.ref(name));
  const named = (isList: boolean) => counted.filter((column) => column.isList === isList).map(({ name }) => name);
  return sql`select case ${sql.join(
    counted.map(({ name }) => sql`when grouping(${sql.ref(name)}) = 0 then ${sql.lit(name)}`),
    sql` `,
  )} end as what, count(*) as products, ${firstOf(named(true), 'integer[]')} as keys, ${firstOf(named(false), 'integer')} as value
    from (select ${sql.join(counted.map(({ name, value }) => sql`${value} as ${sql.ref(name)}`))} ${source}) as face
    group by grouping sets (${sql.join(refs.map((ref) => sql`(${ref})`))})`;
}

/** The lowest and highest price without the price filter, and how wide the bars of the histogram are. */
export function pricedOf(context: ShopContext, query: CheckedQuery, known?: Filter): RawBuilder<unknown> {
  return sql`, priced as materialized (select lowest, highest, greatest(1, (highest - lowest + 24) / 24) as width from (
    select min(nullif(price_minor, 0)) as lowest, max(price_minor) as highest ${
      narrows(query, 'price') && known !== 'price' ? listed(context, query, { but: 'price' }) : sql`from matched`
    }) as bounds)`;
}

/** What is counted without a filter. */
export function countedWithout(filter: Filter): Counted | null {
  return columns.find((column) => column.filter === filter)?.name ?? null;
}

/**
 * The counts of all facets as columns of the final select: what no filter narrows in one pass over the hits, the others each without their own filter. What is
 * counted without the filter `known` is left out: whoever asks has it.
 */
export function facetColumns(context: ShopContext, query: CheckedQuery, known?: Filter): RawBuilder<unknown> {
  const plain = columns.filter(({ filter }) => !narrows(query, filter));
  const own = columns.filter(({ filter }) => filter !== known && narrows(query, filter));
  const all = [
    ...(plain.length === 0 ? [] : [talliesOf(plain, sql`from matched`)]),
    ...own.map((column) => talliesOf([column], listed(context, query, { but: column.filter }))),
  ];
  return sql`, (select lowest from priced) as price_min, (select highest from priced) as price_max,
    (select json_agg(json_build_array(what, products, keys, value)) from (${sql.join(all, sql` union all `)}) as counted) as tallies`;
}
