import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { wireCategory } from '../wire-product.ts';

/** `GET /api/categories` */
export const listCategories = defineOperation({
  route: routes.listCategories,
  isShared: true,
  run: async (_input, { services }) =>
    success({ items: (await services.shop.catalog.listCategories()).map(wireCategory) }),
});
