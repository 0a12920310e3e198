import { sql, type RawBuilder } from 'kysely';
import type { NamedSlug, ProductCard, ProductImage } from '../catalog/index.ts';
import type { ShopContext } from '../shop-context.ts';
import type { CheckedQuery } from './check-query.ts';
import { spellingsColumn, type AskedWord, type Spelling } from './corrections.store.ts';
import { countedColumns, facetColumns, pricedOf, type Tally } from './facet-counts.store.ts';
import { foldText, wordsOf } from './fold-text.ts';
import { listed, type Filter } from './listing-filters.store.ts';
import type { ListingSort } from './listing.ts';
import { unplanned } from './unplanned.store.ts';

/** Where a page begins: after so many rows, or behind the row that a cursor names. */
export type PageStart = { readonly offset: number } | { readonly rank: string; readonly id: string };

interface ListedRow {
  readonly id: string;
  readonly rank: string;
  readonly price: number;
  readonly compareAt: number | null;
  readonly average: number | null;
  readonly rated: number;
  readonly available: boolean;
  readonly left: number | null;
  readonly locale: string;
  readonly card: {
    readonly slug: string;
    readonly name: string;
    readonly brand: NamedSlug | null;
    readonly category: NamedSlug;
    readonly images: ProductImage[];
    readonly tint: string | null;
  };
}

/** What one statement answers: the page, how many there are, and what the facets are counted from. */
export interface ListingRow {
  readonly total: number;
  readonly products: ListedRow[] | null;
  readonly tallies?: readonly Tally[] | null;
  readonly price_min?: number | null;
  readonly price_max?: number | null;
  /** The next three only with a second try: whether the text found something as it was typed (else this is what the guess finds), … */
  readonly typed_found?: boolean;
  /** … the spellings of its words where it found little, … */
  readonly spellings?: readonly Spelling[] | null;
  /** … and beside the little that it found, how much the guess would find. */
  readonly guess_total?: number | null;
}

// What is bought most, with a bonus that keeps everything that can be bought before what cannot.
const wanted = sql`-(listing.popularity + case when listing.available then 1000 else 0 end)::float8`;

/**
 * Ascending ranks, so that one comparison serves every order and every cursor. By relevance: a hit in name, brand or category before one in the
 * description, whole words before beginnings, the whole name or code before all; then where in the name, then what can be bought and is bought.
 */
const ranks: Record<ListingSort, RawBuilder<unknown>> = {
  relevance: sql`-(case when listing.heading @@ (select whole from query) then 2 + case
        when listing.name = (select typed from query) or listing.heading @@ (select code from query) then 100
        when listing.heading @@ (select words from query) then 1 else 0 end + ts_rank(listing.heading, (select whole from query)) else 0 end
    + case when listing.available then 0.4 else 0 end + listing.popularity / (listing.popularity + 4))::float8`,
  popularity: wanted,
  newest: sql`-extract(epoch from listing.first_available_at)::float8`,
  // What has no price yet is neither cheap nor dear: it comes last in both.
  'price-low': sql`case when listing.price_minor > 0 then listing.price_minor else 1e18 end::float8`,
  'price-high': sql`-listing.price_minor::float8`,
  rating: sql`-(coalesce(round(listing.rating_average::numeric, 2), 0) * 1e9 + least(listing.rating_count, 9999999))::float8`,
  name: sql`listing.name collate "C"`,
};

/** A text as the statement needs it: `whole, words, code, typed`. */
function wordsQuery(context: ShopContext, text: string): RawBuilder<unknown> {
  const words = wordsOf(text);
  const typed = foldText(text);
  // A text with a digit may be the code of a SKU.
  const code = /\d/.test(typed) ? text.toLowerCase() : null;
  return sql`select whole, replace(whole::text, ':*', '')::tsquery as words, ${code === null ? sql`''::tsquery` : sql`array_to_tsvector(array[${code}::text])::text::tsquery`} as code,
      ${typed}::text as typed
    from (select shop.search_query(${words}::text[], ${code}::text, ${context.locale}, true) as whole) as asked`;
}

/** So few hits may be a wrong spelling that happens to exist. */
export const fewHits = 2;

/** What is looked up in the same statement for a text that found little before: the spellings of its words, and what another spelling finds. */
export interface SecondTry {
  readonly words: readonly AskedWord[];
  /** The spelling that was right the last time; it is searched for where the text itself finds nothing. */
  readonly guess: string | null;
}

/** The common table expressions that hold what is searched for, `query(whole, words, code, typed)` among them. */
function queryOf(context: ShopContext, query: CheckedQuery, second: SecondTry | undefined): RawBuilder<unknown> {
  if (query.text === '') return sql``;
  const typed = wordsQuery(context, query.text);
  if (second === undefined) return sql`query as materialized (${typed}),`;
  // Counted, not asked for by `exists`: for a first row the planner would rather read the table than the index.
  const found = sql`found as materialized (select count(*) > 0 as typed ${listed(context, query, { asked: 'typed' })}),`;
  if (second.guess === null)
    return sql`typed as materialized (${typed}), ${found} query as materialized (select * from typed),`;
  return sql`typed as materialized (${typed}), guessed as materialized (${wordsQuery(context, second.guess)}), ${found}
    query as materialized (select * from typed where (select typed from found) union all select * from guessed where not (select typed from found)),`;
}

const fewFound = sql`(select count(*) from matched) <= ${sql.lit(fewHits)}`;

/** What the second try adds to the answer. */
function secondColumns(context: ShopContext, query: CheckedQuery, second: SecondTry): RawBuilder<unknown> {
  const typed = sql`(select typed from found)`;
  return sql`, ${typed} as typed_found,
    case when not ${typed} or ${fewFound} then ${spellingsColumn(context, second.words, typed)} end as spellings
    ${second.guess === null ? sql`` : sql`, case when ${typed} and ${fewFound} then (select count(*) ${listed(context, query, { asked: 'guessed' })}) end as guess_total`}`;
}

/** One page of a listing with its counts: one statement, one row. */
export async function selectListing(
  context: ShopContext,
  query: CheckedQuery,
  { start, second, known }: { start: PageStart; second?: SecondTry | undefined; known?: Filter },
): Promise<ListingRow> {
  const isText = query.sort === 'name';
  const after =
    'rank' in start
      ? sql`where (rank, product_id) > (${start.rank}::${sql.raw(isText ? 'text' : 'float8')}${isText ? sql` collate "C"` : sql``}, ${start.id}::uuid)`
      : sql``;
  const { rows } = await sql<ListingRow>`
    with ${queryOf(context, query, second)}
    matched as materialized (select listing.product_id, listing.locale, ${ranks[query.sort]} as rank ${query.facets ? countedColumns : sql``} ${listed(context, query)})
    ${query.facets ? pricedOf(context, query, known) : sql``}
    select (select count(*) from matched) as total,
      (select json_agg(json_build_object('id', shown.product_id, 'rank', shown.rank::text, 'price', listing.price_minor, 'compareAt', listing.compare_at_minor,
          'average', listing.rating_average, 'rated', listing.rating_count, 'available', listing.available, 'left', listing.stock_left, 'locale', listing.locale,
          'card', tile.card) order by shown.rank, shown.product_id)
        from (select product_id, locale, rank from matched ${after} order by rank, product_id limit ${unplanned(query.perPage, 'integer')} offset ${unplanned('offset' in start ? start.offset : 0, 'integer')}) as shown
        join shop.product_listing as listing on listing.product_id = shown.product_id and listing.locale = shown.locale and listing.currency = ${context.currency}
        join shop.product_card as tile on tile.product_id = shown.product_id and tile.locale = shown.locale
      ) as products
      ${query.facets ? facetColumns(context, query, known) : sql``}
      ${second === undefined ? sql`` : secondColumns(context, query, second)}`.execute(context.db);
  const row = rows[0];
  if (row === undefined) throw new Error('A select of scalars answered no row: the driver lost it.');
  return row;
}

/** A row as the tile of a product. */
export function cardOf(row: ListedRow, currency: string): ProductCard {
  return {
    id: row.id,
    slug: row.card.slug,
    name: row.card.name,
    brand: row.card.brand,
    category: row.card.category,
    priceMinor: row.price,
    compareAtMinor: row.compareAt,
    currency,
    ratingAverage: row.average,
    ratingCount: row.rated,
    available: row.available,
    stockLeft: row.left,
    images: row.card.images,
    tint: row.card.tint,
  };
}
