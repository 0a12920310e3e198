import type { ProductCard } from '@vitrine/shop/catalog';
import type { Facets, ListingFailure } from '@vitrine/shop/search';
import type { ShopReads } from '../services.ts';

function facetsOf(products: readonly ProductCard[]): Facets {
  const prices = products.map((product) => product.priceMinor);
  const [minMinor, maxMinor] = [Math.min(...prices), Math.max(...prices)];
  return {
    categories: [
      { value: 'kettles', name: 'Kettles', count: products.length, selected: false, depth: 0, parent: null },
    ],
    brands: [{ value: 'alder', name: 'Alder', count: products.length, selected: false }],
    colors: [],
    tags: [],
    ratings: [{ min: 4, count: products.length, selected: false }],
    available: { count: products.length, selected: false },
    price: { minMinor, maxMinor, histogram: [{ fromMinor: minMinor, toMinor: maxMinor, count: products.length }] },
  };
}

/** Finds all products for any words; knows one category and no collection. */
export function inMemorySearch(products: readonly ProductCard[]): ShopReads['search'] {
  return {
    async list(query) {
      const { page = 1, perPage = 24, priceMinMinor = 0, priceMaxMinor = Infinity } = query;
      const refused = (error: ListingFailure) => ({ ok: false, error }) as const;
      if ((query.category ?? 'kettles') !== 'kettles') return refused({ code: 'catalog.category_not_found' });
      if (query.collection !== undefined) return refused({ code: 'catalog.collection_not_found' });
      if (priceMinMinor > priceMaxMinor)
        return refused({
          code: 'catalog.invalid_query',
          field: 'priceMinMinor',
          message: 'must not be above the highest',
        });
      if (query.cursor !== undefined)
        return refused({ code: 'catalog.invalid_query', field: 'cursor', message: 'must be one of ours' });
      return {
        ok: true,
        value: {
          products: products.slice((page - 1) * perPage, page * perPage),
          total: products.length,
          page,
          perPage,
          pageCount: Math.max(1, Math.ceil(products.length / perPage)),
          nextCursor: null,
          facets: query.facets === true ? facetsOf(products) : null,
          correctedFrom: null,
          didYouMean: null,
        },
      };
    },
    suggest: async (text, limit) => ({
      products: (text === '' ? [] : products.slice(0, limit)).map(
        ({ id, slug, name, priceMinor, currency, images }) => ({
          id,
          slug,
          name,
          priceMinor,
          currency,
          imageUrl: images[0]?.url ?? null,
        }),
      ),
      categories: [],
      brands: [{ slug: 'alder', name: 'Alder', count: products.length }],
      phrases: text === '' ? [] : ['kettle'],
    }),
  };
}
