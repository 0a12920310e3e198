import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { findProduct } from '../find-product.ts';
import { wirePage } from '../wire-product.ts';

/** `GET /api/products/{id}`, by id or slug */
export const getProduct = defineOperation({
  route: routes.getProduct,
  isShared: true,
  async run({ params }, context) {
    const found = await findProduct(context, params.id);
    return found.ok ? success(wirePage(found.value)) : found;
  },
});
