export { bindReviews } from './reviews.ts';
export type { ReviewUseCases, WriteReviewFailure } from './reviews.ts';
