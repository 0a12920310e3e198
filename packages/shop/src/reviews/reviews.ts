import { findUnstorable } from '@vitrine/contracts';
import { isProductId as isUuid } from '../catalog/product-cards.store.ts';
import type { ReviewSummary } from '../catalog/product.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { insertReview, selectRating, selectReviews } from './reviews.store.ts';

/** Why a review was not taken. */
export type WriteReviewFailure =
  | { readonly code: 'reviews.product_not_found' }
  | { readonly code: 'reviews.already_reviewed' }
  | { readonly code: 'reviews.invalid'; readonly field: string; readonly message: string };

/** What customers say. */
export interface ReviewUseCases {
  /** Null when there is no such product. `page` counts from 1. */
  list(
    productId: string,
    options?: { page?: number; perPage?: number },
  ): Promise<(ReviewSummary & { page: number; perPage: number }) | null>;
  /** One a customer and product; marked verified when they bought it here. */
  write(review: {
    productId: string;
    customerId: string;
    rating: number;
    title: string;
    body: string;
  }): Promise<Outcome<{ id: string; verified: boolean }, WriteReviewFailure>>;
}

const maxTitle = 200;
const maxBody = 10_000;

async function list(context: ShopContext, productId: string, options: { page?: number; perPage?: number }) {
  const rating = isUuid(productId) ? await selectRating(context, productId) : null;
  if (rating === null) return null;
  const page = Math.max(1, Math.trunc(options.page ?? 1));
  const perPage = Math.min(100, Math.max(1, Math.trunc(options.perPage ?? 10)));
  const latest = await selectReviews(context, productId, { limit: perPage, offset: (page - 1) * perPage });
  return { ...rating, count: rating.histogram.reduce((sum, stars) => sum + stars, 0), latest, page, perPage };
}

/** The review use cases. */
export function bindReviews(context: ShopContext): ReviewUseCases {
  return {
    list: (productId, options = {}) => list(context, productId, options),
    async write(review) {
      const invalid = (field: string, message: string) => failure({ code: 'reviews.invalid' as const, field, message });
      if (!Number.isInteger(review.rating) || review.rating < 1 || review.rating > 5)
        return invalid('rating', 'must be 1, 2, 3, 4 or 5');
      if (review.title.length > maxTitle || findUnstorable(review.title) !== null)
        return invalid('title', `must be a text of at most ${maxTitle} characters`);
      if (review.body.length > maxBody || findUnstorable(review.body) !== null)
        return invalid('body', `must be a text of at most ${maxBody} characters`);
      if (!isUuid(review.productId) || (await selectRating(context, review.productId)) === null)
        return failure({ code: 'reviews.product_not_found' });
      const written = await insertReview(context, review);
      return written === null ? failure({ code: 'reviews.already_reviewed' }) : success(written);
    },
  };
}
