import { CartIcon } from '../../design/components/icons.tsx';
import { usePage } from '../../language/index.ts';
import { CauseInputs, type BuyPlace } from './cause-inputs.tsx';

/** Adds from a card with one press; a product of several kinds leads to its page instead, which asks which. */
export function QuickAdd({
  productId,
  name,
  place,
  back,
}: {
  productId: string;
  name: string;
  place: BuyPlace;
  /** The page to stay on, without the prefix of a language. */
  back: string;
}) {
  const { t, to } = usePage();
  return (
    <form method="post" action={to('/cart')} className="quick-add" data-swap="#toasts">
      <input type="hidden" name="intent" value="add" />
      <input type="hidden" name="product" value={productId} />
      <input type="hidden" name="back" value={back} />
      <CauseInputs place={place} />
      <button type="submit" className="quick-add-button" aria-label={t.cart.addNamed(name)}>
        <CartIcon />
      </button>
    </form>
  );
}
