import type { ErrorCode } from '../errors/catalogue.ts';
import { paths } from '../routes/paths.ts';
import type { RouteDefinition } from '../routes/route.ts';
import { interactionsAnswer, interactionsBatch } from './interactions.ts';
import { categoriesAnswer, productPage, productParams, reviewsPage, reviewsQuery } from './products.ts';
import { listLengthQuery, recommendedProducts, visitorRecommendationsQuery } from './recommendations.ts';

const visitor = { area: 'shop', access: 'visitor', status: 200 } as const;
const everyRead = [
  'request.invalid_type',
  'request.invalid_value',
  'service.unavailable',
  'service.internal',
] as const satisfies readonly ErrorCode[];
const oneProduct = [...everyRead, 'catalog.product_not_found'] as const satisfies readonly ErrorCode[];

/** Operations of the shop, `/api`. */
export const shopRoutes = {
  getProduct: {
    ...visitor,
    ...paths.getProduct,
    name: 'getProduct',
    summary: 'One product by id or slug',
    params: productParams,
    answer: productPage,
    errors: oneProduct,
  },
  listReviews: {
    ...visitor,
    ...paths.listReviews,
    name: 'listReviews',
    summary: 'Reviews of a product, newest first',
    params: productParams,
    query: reviewsQuery,
    answer: reviewsPage,
    errors: oneProduct,
  },
  similarProducts: {
    ...visitor,
    ...paths.similarProducts,
    name: 'similarProducts',
    summary: 'Products like this one',
    params: productParams,
    query: listLengthQuery,
    answer: recommendedProducts,
    errors: oneProduct,
  },
  listCategories: {
    ...visitor,
    ...paths.listCategories,
    name: 'listCategories',
    summary: 'The tree of categories',
    answer: categoriesAnswer,
    errors: everyRead,
  },
  recordInteractions: {
    ...paths.recordInteractions,
    name: 'recordInteractions',
    area: 'shop',
    access: 'same-origin',
    summary: 'Record what a visitor did; 202 means it is durable',
    body: interactionsBatch,
    records: 'events',
    status: 202,
    answer: interactionsAnswer,
    errors: [
      ...everyRead,
      'request.invalid_json',
      'request.cross_site',
      'request.body_too_large',
      'request.unsupported_media_type',
      'request.rate_limited',
    ],
  },
  recommendForVisitor: {
    ...visitor,
    ...paths.recommendForVisitor,
    name: 'recommendForVisitor',
    summary: 'Products for the visitor who asks',
    query: visitorRecommendationsQuery,
    answer: recommendedProducts,
    errors: everyRead,
  },
  trendingProducts: {
    ...visitor,
    ...paths.trendingProducts,
    name: 'trendingProducts',
    summary: 'Products that are rising',
    query: listLengthQuery,
    answer: recommendedProducts,
    errors: everyRead,
  },
} as const satisfies Record<string, RouteDefinition>;
