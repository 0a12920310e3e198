import { RatingHistogram } from '../../design/components/rating-histogram.tsx';
import { Stars } from '../../design/components/rating.tsx';
import { usePage } from '../../language/index.ts';
import type { ProductView, ReviewView } from './present-product.ts';

/** Reviews at first sight; the others wait behind one click. */
const SHOWN = 4;

export function ProductReviews({ product }: { product: ProductView }) {
  const { t } = usePage();
  return (
    <section aria-labelledby="reviews">
      <h2 className="section-title" id="reviews">
        {t.product.reviews}
      </h2>
      {product.reviewCount === 0 ? (
        <div className="reviews-none">
          <Stars rating={0} silent />
          <p>{t.product.noReviews(product.card.name)}</p>
        </div>
      ) : (
        <>
          <div className="reviews-head">
            <p className="reviews-score">
              <span className="score">{product.average}</span>
              <span>
                <Stars rating={product.stars} />
                <br />
                {t.product.reviewCount(product.reviewCount)}
              </span>
            </p>
            {/* Ratings that came with a catalog have an average, but not how many gave which. */}
            {product.histogram.some((count) => count > 0) ? <RatingHistogram counts={product.histogram} /> : null}
          </div>
          <div className="reviews-list">
            {product.reviews.slice(0, SHOWN).map((review) => (
              <Review key={review.id} review={review} />
            ))}
          </div>
          {product.reviews.length > SHOWN ? (
            <details className="reviews-more">
              <summary className="button button-quiet button-small">
                {t.product.moreReviews(product.reviews.length - SHOWN)}
              </summary>
              <div className="reviews-list">
                {product.reviews.slice(SHOWN).map((review) => (
                  <Review key={review.id} review={review} />
                ))}
              </div>
            </details>
          ) : null}
        </>
      )}
    </section>
  );
}

function Review({ review }: { review: ReviewView }) {
  return (
    <article className="review">
      <Stars rating={review.rating} />
      <h3 lang={review.lang}>{review.title}</h3>
      <p lang={review.lang}>{review.body}</p>
      <footer>
        {review.by}, {review.when}
      </footer>
    </article>
  );
}
