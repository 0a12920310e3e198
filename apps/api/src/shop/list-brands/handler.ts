import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';

/** `GET /api/brands` */
export const listBrands = defineOperation({
  route: routes.listBrands,
  isShared: true,
  async run(_input, { services }) {
    const brands = await services.shop.catalog.listBrands();
    return success({ items: brands.map(({ slug, name, productCount }) => ({ slug, name, products: productCount })) });
  },
});
