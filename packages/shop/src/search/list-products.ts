import { selectCollections } from '../catalog/shelves.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { checkQuery, type CheckedQuery } from './check-query.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { facetNames, hasCategory, slugsOfKeys } from './facet-names.store.ts';
import { countsOf, faceFacets, keysOf } from './facets.ts';
import { findListing } from './find-listing.ts';
import { cardOf, type ListingRow, type PageStart } from './listing.store.ts';
import type { Facets, Listing, ListingFailure, ListingQuery } from './listing.ts';

function startOf(query: CheckedQuery): PageStart | null {
  if (query.cursor === null) return { offset: (query.page - 1) * query.perPage };
  const cursor = readCursor(query.cursor);
  return cursor === null || cursor.sort !== query.sort ? null : { rank: cursor.rank, id: cursor.id };
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
  const found = await findListing(context, query, start);
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
