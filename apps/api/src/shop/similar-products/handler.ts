import { routes } from '@vitrine/contracts';
import { defineOperation } from '../../dispatch/operation.ts';
import { findProduct } from '../find-product.ts';
import { recommendedProducts } from '../recommended-products.ts';

/** `GET /api/products/{id}/similar` */
export const similarProducts = defineOperation({
  route: routes.similarProducts,
  async run({ params, query }, context) {
    const found = await findProduct(context, params.id);
    if (!found.ok) return found;
    return recommendedProducts(context, { surface: 'pdp-similar', itemId: found.value.id, limit: query.limit });
  },
});
