import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { cardsByIds } from '../catalog/product-cards.store.ts';
import { checkQuery } from './check-query.ts';
import { faceFacets } from './facets.ts';
import { foldText } from './fold-text.ts';
import type { Listing, ListingFailure, ListingQuery, SearchUseCases, Suggestions } from './listing.ts';
import { selectFacetNames, selectPlainProducts } from './reference-listing.store.ts';
import { inOrder, referenceListing } from './reference-listing.ts';

async function listProducts(context: ShopContext, given: ListingQuery): Promise<Outcome<Listing, ListingFailure>> {
  const checked = checkQuery(given);
  if (!checked.ok) return checked;
  const query = checked.value;
  const [products, names] = await Promise.all([selectPlainProducts(context), selectFacetNames(context)]);
  if (query.category !== null && !names.categories.some(({ slug }) => slug === query.category))
    return failure({ code: 'catalog.category_not_found', field: 'category' });
  const { found, counts } = referenceListing(products, query);
  const { page, perPage } = query;
  const start = query.cursor === null ? (page - 1) * perPage : Number(query.cursor);
  const shown = inOrder(found, query.sort).slice(start, start + perPage);
  return success({
    products: await cardsByIds(
      context,
      shown.map(({ id }) => id),
    ),
    total: found.length,
    page,
    perPage,
    pageCount: Math.max(1, Math.ceil(found.length / perPage)),
    nextCursor: start + perPage < found.length ? String(start + perPage) : null,
    facets: query.facets ? faceFacets(counts, query, names) : null,
    correctedFrom: null,
    didYouMean: null,
  });
}

async function suggest(context: ShopContext, text: string, limit: number): Promise<Suggestions> {
  const typed = foldText(text.trim());
  if (typed === '') return { products: [], categories: [], brands: [], phrases: [] };
  const listing = await listProducts(context, { text: text.slice(0, 200), perPage: limit, facets: true });
  if (!listing.ok) return { products: [], categories: [], brands: [], phrases: [] };
  const { products, facets } = listing.value;
  const fits = ({ name }: { name: string }) => foldText(name).includes(typed);
  const shelf = ({ value, name, count }: { value: string; name: string; count: number }) => ({
    slug: value,
    name,
    count,
  });
  return {
    products: products.map((card) => ({
      id: card.id,
      slug: card.slug,
      name: card.name,
      imageUrl: card.images[0]?.url ?? null,
      priceMinor: card.priceMinor,
      currency: card.currency,
    })),
    categories: (facets?.categories ?? []).filter(fits).slice(0, limit).map(shelf),
    brands: (facets?.brands ?? []).filter(fits).slice(0, limit).map(shelf),
    phrases: [],
  };
}

/** The search use cases bound to a visitor's context. */
export function bindSearch(context: ShopContext): SearchUseCases {
  return {
    list: (query) => listProducts(context, query),
    suggest: (text, limit = 6) => suggest(context, text, Math.min(20, Math.max(1, Math.trunc(limit) || 6))),
    synonyms: {
      list: async () => [],
      add: async () => success({ changed: false }),
      remove: async () => ({ changed: false }),
    },
  };
}
