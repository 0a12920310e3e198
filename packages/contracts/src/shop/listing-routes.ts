import type { ErrorCode } from '../errors/catalogue.ts';
import { paths } from '../routes/paths.ts';
import type { RouteDefinition } from '../routes/route.ts';
import {
  brandsAnswer,
  collectionAnswer,
  collectionParams,
  collectionsAnswer,
  productsPage,
  productsQuery,
  suggestionsAnswer,
  suggestionsQuery,
} from './listing.ts';

const visitor = { area: 'shop', access: 'visitor', status: 200 } as const;
const everyRead = [
  'request.invalid_type',
  'request.invalid_value',
  'service.unavailable',
  'service.internal',
] as const satisfies readonly ErrorCode[];

/** Operations that find products. */
export const listingRoutes = {
  listProducts: {
    ...visitor,
    ...paths.listProducts,
    name: 'listProducts',
    summary: 'Products by search, filters and order, with counts of what else one can filter by',
    query: productsQuery,
    answer: productsPage,
    errors: [...everyRead, 'catalog.category_not_found', 'catalog.collection_not_found'],
  },
  suggestProducts: {
    ...visitor,
    ...paths.suggestProducts,
    name: 'suggestProducts',
    summary: 'What a search field offers while somebody types',
    query: suggestionsQuery,
    answer: suggestionsAnswer,
    errors: everyRead,
  },
  listBrands: {
    ...visitor,
    ...paths.listBrands,
    name: 'listBrands',
    summary: 'Brands with products for sale, by name',
    answer: brandsAnswer,
    errors: everyRead,
  },
  listCollections: {
    ...visitor,
    ...paths.listCollections,
    name: 'listCollections',
    summary: 'Collections that run now, the latest first',
    answer: collectionsAnswer,
    errors: everyRead,
  },
  getCollection: {
    ...visitor,
    ...paths.getCollection,
    name: 'getCollection',
    summary: 'One collection that runs now, by slug',
    params: collectionParams,
    answer: collectionAnswer,
    errors: [...everyRead, 'catalog.collection_not_found'],
  },
} as const satisfies Record<string, RouteDefinition>;
