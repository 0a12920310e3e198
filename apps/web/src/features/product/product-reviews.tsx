import { RatingHistogram } from '../../design/components/rating-histogram.tsx';
import { Stars } from '../../design/components/rating.tsx';
import type { ProductView } from './present-product.ts';

export function ProductReviews({ product }: { product: ProductView }) {
  return (
    <section aria-labelledby="reviews">
      <h2 className="section-title mb-5" id="reviews">
        Reviews
      </h2>
      {product.reviewCount === 0 ? (
        <p className="text-[var(--muted)]">Nobody has reviewed the {product.card.name} yet.</p>
      ) : (
        <>
          <div className="reviews-head">
            <p className="flex items-end gap-4">
              <span className="score">{product.average}</span>
              <span className="pb-1 text-sm leading-snug text-[var(--muted)]">
                <Stars rating={Math.round(Number(product.average))} />
                <br />
                {product.reviewCount} {product.reviewCount === 1 ? 'review' : 'reviews'}
              </span>
            </p>
            <RatingHistogram counts={product.histogram} />
          </div>
          <div>
            {product.reviews.map((review) => (
              <article className="review" key={review.id}>
                <Stars rating={review.rating} />
                <h3>{review.title}</h3>
                <p>{review.body}</p>
                <footer>
                  {review.by}, {review.when}
                </footer>
              </article>
            ))}
          </div>
        </>
      )}
    </section>
  );
}
