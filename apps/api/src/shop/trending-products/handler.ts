import { routes } from '@vitrine/contracts';
import { defineOperation } from '../../dispatch/operation.ts';
import { recommendedProducts } from '../recommended-products.ts';

/** `GET /api/trending` */
export const trendingProducts = defineOperation({
  route: routes.trendingProducts,
  run: ({ query }, context) => recommendedProducts(context, { surface: 'trending', limit: query.limit }),
});
