import { usePage } from '../../language/index.ts';
import { StarIcon } from './icons.tsx';

/** Rating as number and star. */
export function Rating({ rating, count }: { rating: string | null; count: number }) {
  const { t } = usePage();
  if (rating === null) return null;
  return (
    <span className="rating">
      <StarIcon />
      <span className="hidden-text">{t.product.rated} </span>
      {rating}
      <span className="hidden-text"> {t.product.outOf}</span>
      <span>({count})</span>
    </span>
  );
}

/** Five stars of one review; the number is said in words. */
export function Stars({ rating }: { rating: number }) {
  const { t } = usePage();
  return (
    <span className="stars">
      <span className="hidden-text">{t.product.stars(rating)}</span>
      {[1, 2, 3, 4, 5].map((place) => (
        <StarIcon key={place} className={place <= rating ? undefined : 'off'} />
      ))}
    </span>
  );
}
