import { routes } from '@vitrine/contracts';
import type { ListingFailure, ListingQuery } from '@vitrine/shop/search';
import { type Failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { wireListing } from '../wire-listing.ts';

// What the query string calls the parts of a listing's query.
const wireNames: Partial<Record<keyof ListingQuery, string>> = {
  text: 'search',
  brands: 'brand',
  colors: 'color',
  tags: 'tag',
  priceMinMinor: 'price_min',
  priceMaxMinor: 'price_max',
  ratingMin: 'rating',
  availableOnly: 'available',
  perPage: 'per_page',
};

function failureOf(error: ListingFailure): { ok: false; error: Failure } {
  if (error.code !== 'catalog.invalid_query') return { ok: false, error: { code: error.code } };
  const path = error.field === undefined ? [] : [wireNames[error.field] ?? error.field];
  const message = error.message ?? 'is not allowed';
  return {
    ok: false,
    error: { code: 'request.invalid_value', message: `${path.join('')} ${message}.`, faults: [{ path, message }] },
  };
}

/** `GET /api/products` */
export const listProducts = defineOperation({
  route: routes.listProducts,
  isShared: true,
  async run({ query }, { services }) {
    const listing = await services.shop.search.list({
      brands: query.brand,
      colors: query.color,
      tags: query.tag,
      availableOnly: query.available,
      page: query.page,
      perPage: query.per_page,
      facets: query.facets,
      ...(query.search === undefined ? {} : { text: query.search }),
      ...(query.category === undefined ? {} : { category: query.category }),
      ...(query.collection === undefined ? {} : { collection: query.collection }),
      ...(query.price_min === undefined ? {} : { priceMinMinor: query.price_min }),
      ...(query.price_max === undefined ? {} : { priceMaxMinor: query.price_max }),
      ...(query.rating === undefined ? {} : { ratingMin: query.rating }),
      ...(query.sort === undefined ? {} : { sort: query.sort }),
      ...(query.cursor === undefined || query.cursor === '' ? {} : { cursor: query.cursor }),
    });
    return listing.ok ? success(wireListing(listing.value)) : failureOf(listing.error);
  },
});
