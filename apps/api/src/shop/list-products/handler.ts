import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { wireCard } from '../wire-product.ts';

/** `GET /api/products` */
export const listProducts = defineOperation({
  route: routes.listProducts,
  async run({ query }, { services }) {
    const page = { page: query.page, perPage: query.per_page };
    const listing =
      query.category === undefined
        ? await services.shop.catalog.listProducts(page)
        : await services.shop.catalog.listCategoryProducts(query.category, page);
    if (listing === null) return failure('catalog.category_not_found');
    return success({
      items: listing.products.map(wireCard),
      page: query.page,
      per_page: query.per_page,
      total: listing.total,
    });
  },
});
