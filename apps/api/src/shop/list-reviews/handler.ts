import { routes } from '@vitrine/contracts';
import { failure, success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { findProduct } from '../find-product.ts';
import { wireReview } from '../wire-product.ts';

/** `GET /api/products/{id}/reviews` */
export const listReviews = defineOperation({
  route: routes.listReviews,
  async run({ params, query }, context) {
    const found = await findProduct(context, params.id);
    if (!found.ok) return found;
    const page = await context.services.shop.reviews.list(found.value.id, {
      page: query.page,
      perPage: query.per_page,
    });
    if (page === null) return failure('catalog.product_not_found');
    return success({
      items: page.latest.map(wireReview),
      summary: { average: page.average, count: page.count, histogram: [...page.histogram] },
      page: page.page,
      per_page: page.perPage,
      total: page.count,
    });
  },
});
