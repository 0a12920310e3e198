import type { CSSProperties } from 'react';
import { usePage } from '../../language/index.ts';

/** Rating as number and star; the star is drawn by the style sheet, because a page has dozens of them. */
export function Rating({ rating, count }: { rating: string | null; count: number }) {
  const { t } = usePage();
  if (rating === null) return null;
  return (
    <span className="rating" role="img" aria-label={`${t.product.rated} ${rating} ${t.product.outOf} (${count})`}>
      {rating}
      <span>{`(${count})`}</span>
    </span>
  );
}

/** Five stars, so many of them lit; said in words unless something beside them says it. */
export function Stars({ rating, silent = false }: { rating: number; silent?: boolean }) {
  const { t } = usePage();
  return (
    <span className="stars" style={{ '--stars': rating } as CSSProperties}>
      {silent ? null : <span className="hidden-text">{t.product.stars(rating)}</span>}
    </span>
  );
}
