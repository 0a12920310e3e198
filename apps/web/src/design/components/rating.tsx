import { StarIcon } from './icons.tsx';

/** Rating as number and star. */
export function Rating({ rating, count }: { rating: string | null; count: number }) {
  if (rating === null) return null;
  return (
    <span className="rating">
      <StarIcon />
      <span className="hidden-text">Rated </span>
      {rating}
      <span className="hidden-text"> out of 5</span>
      <span>({count})</span>
    </span>
  );
}

/** Five stars of one review; the number is said in words. */
export function Stars({ rating }: { rating: number }) {
  return (
    <span className="stars">
      <span className="hidden-text">{rating} out of 5 stars</span>
      {[1, 2, 3, 4, 5].map((place) => (
        <StarIcon key={place} className={place <= rating ? undefined : 'off'} />
      ))}
    </span>
  );
}
