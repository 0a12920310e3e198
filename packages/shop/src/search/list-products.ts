import { selectCollections } from '../catalog/shelves.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { checkQuery, type CheckedQuery } from './check-query.ts';
import { correctText, otherSpelling } from './correct-text.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { facetNames, hasCategory, slugsOfKeys } from './facet-names.store.ts';
import { countsOf, faceFacets, keysOf } from './facets.ts';
import { selectCounted } from './kept-tallies.ts';
import { cardOf, selectListing, type ListingRow, type PageStart } from './listing.store.ts';
import type { Facets, Listing, ListingFailure, ListingQuery } from './listing.ts';

/** So few hits may be a wrong spelling that happens to exist. */
const fewHits = 2;
/** Another spelling is worth saying when it finds so many times more. */
const farMore = 5;

function startOf(query: CheckedQuery): PageStart | null {
  if (query.cursor === null) return { offset: (query.page - 1) * query.perPage };
  const cursor = readCursor(query.cursor);
  return cursor === null || cursor.sort !== query.sort ? null : { rank: cursor.rank, id: cursor.id };
}

function totalOf(context: ShopContext, query: CheckedQuery, text: string): Promise<number> {
  const counted = { ...query, text, facets: false, sort: 'popularity', perPage: 1 } as const;
  return selectListing(context, counted, { offset: 0 }).then((row) => row.total);
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

/** What was found, for which text, and what else could have been meant. */
interface Found {
  readonly row: ListingRow;
  readonly correctedFrom: string | null;
  readonly didYouMean: Listing['didYouMean'];
}

async function find(context: ShopContext, query: CheckedQuery, start: PageStart): Promise<Found> {
  const row = await selectCounted(context, query, start);
  const plain: Found = { row, correctedFrom: null, didYouMean: null };
  if (query.text === '' || row.total > fewHits) return plain;
  if (row.total > 0) {
    const other = await otherSpelling(context, query.text);
    const total = other === null ? 0 : await totalOf(context, query, other);
    return other === null || total < row.total * farMore ? plain : { ...plain, didYouMean: { text: other, total } };
  }
  const { text, shorter } = await correctText(context, query.text);
  if (text !== null) {
    const corrected = await selectListing(context, { ...query, text }, start);
    if (corrected.total > 0) return { row: corrected, correctedFrom: query.text, didYouMean: null };
  }
  return { ...plain, didYouMean: await bestOf(context, query, shorter) };
}

/** Why a query that found nothing may have asked for something that is not there. */
async function missing(context: ShopContext, query: CheckedQuery): Promise<ListingFailure | null> {
  if (query.category !== null && !(await hasCategory(context, query.category)))
    return { code: 'catalog.category_not_found', field: 'category' };
  if (query.collection !== null && (await selectCollections(context, query.collection)).length === 0)
    return { code: 'catalog.collection_not_found', field: 'collection' };
  return null;
}

async function facetsOf(context: ShopContext, query: CheckedQuery, row: ListingRow): Promise<Facets> {
  const counts = countsOf(row, await slugsOfKeys(context, keysOf(row)));
  return faceFacets(
    counts,
    query,
    await facetNames(context, {
      categories: counts.categories.keys(),
      brands: counts.brands.keys(),
    }),
  );
}

/** One page of products for a query, with its facets when they are asked for. */
export async function listProducts(
  context: ShopContext,
  given: ListingQuery,
): Promise<Outcome<Listing, ListingFailure>> {
  const checked = checkQuery(given);
  if (!checked.ok) return checked;
  const query = checked.value;
  const start = startOf(query);
  if (start === null)
    return failure({
      code: 'catalog.invalid_query',
      field: 'cursor',
      message: 'must be the next_cursor of a page in the same order: begin again without it',
    });
  const found = await find(context, query, start);
  const { row } = found;
  if (row.total === 0 || query.collection !== null) {
    const fault = await missing(context, query);
    if (fault !== null) return failure(fault);
  }
  const products = row.products ?? [];
  const last = products.at(-1);
  const isLast = 'offset' in start ? start.offset + products.length >= row.total : products.length < query.perPage;
  return success({
    products: products.map((product) => cardOf(product, context.currency)),
    total: row.total,
    page: query.page,
    perPage: query.perPage,
    pageCount: Math.max(1, Math.ceil(row.total / query.perPage)),
    nextCursor: last === undefined || isLast ? null : writeCursor({ sort: query.sort, rank: last.rank, id: last.id }),
    facets: query.facets ? await facetsOf(context, query, row) : null,
    correctedFrom: found.correctedFrom,
    didYouMean: found.didYouMean,
  });
}
