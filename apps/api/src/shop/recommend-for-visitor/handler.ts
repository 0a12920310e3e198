import { routes } from '@vitrine/contracts';
import { defineOperation } from '../../dispatch/operation.ts';
import { recommendedProducts } from '../recommended-products.ts';

/** `GET /api/recommendations` */
export const recommendForVisitor = defineOperation({
  route: routes.recommendForVisitor,
  run: ({ query }, context) =>
    recommendedProducts(context, { surface: query.surface, itemId: query.item_id, limit: query.limit }),
});
