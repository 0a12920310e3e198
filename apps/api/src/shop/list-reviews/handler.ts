import { routes } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
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
    const { average, count, histogram } = found.value.reviews;
    return success({
      items: page.reviews.map(wireReview),
      summary: { average, count, histogram: [...histogram] },
      page: query.page,
      per_page: query.per_page,
      total: page.total,
    });
  },
});
