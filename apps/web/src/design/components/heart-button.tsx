import { usePage } from '../../language/index.ts';
import { HeartIcon } from './icons.tsx';

/** Puts a product on the wishlist, or takes it off; a plain form that stays on the page. */
export function HeartButton({ productId, wished, back }: { productId: string; wished: boolean; back: string }) {
  const { t, to } = usePage();
  return (
    <form method="post" action={to('/wishlist')} id="wish" className="wish" data-swap="#wish">
      <input type="hidden" name="product" value={productId} />
      <input type="hidden" name="back" value={back} />
      {wished ? <input type="hidden" name="intent" value="remove" /> : null}
      <button
        className="round wish-button"
        aria-pressed={wished}
        aria-label={wished ? t.product.wished : t.product.wish}
        title={wished ? t.product.wished : t.product.wish}
      >
        <HeartIcon />
      </button>
    </form>
  );
}

/** One form for the hearts of all cards of a page: they name it, and only the product differs. */
export function WishForm({ path }: { path: string }) {
  const { to } = usePage();
  return (
    <form id="wishing" method="post" action={to('/wishlist')} data-swap=".card-wish #wish">
      <input type="hidden" name="back" value={path} />
    </form>
  );
}
