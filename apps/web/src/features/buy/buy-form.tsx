import { Button } from '../../design/components/button.tsx';
import { Quantity } from '../../design/components/quantity.tsx';
import { usePage } from '../../language/index.ts';
import { CauseInputs } from './cause-inputs.tsx';
import type { BuyView } from './present-buy.ts';

/**
 * The choice of a kind, how many, and the button. Without JavaScript the server finds the kind that the chosen values mean;
 * with it `enhance/buy.ts` keeps price, stock and what cannot be combined up to date.
 */
export function BuyForm({ buy }: { buy: BuyView }) {
  const { t, to } = usePage();
  const single = buy.groups.length === 0;
  const optionNames: Readonly<Record<string, string>> = t.product.optionNames;
  return (
    <form
      method="post"
      action={to('/cart')}
      id="buy"
      className="buy"
      data-swap="#buy"
      data-buy={buy.productId}
      data-kinds={single ? undefined : JSON.stringify(buy.kinds)}
    >
      <input type="hidden" name="intent" value="add" />
      <input type="hidden" name="product" value={buy.productId} />
      <input type="hidden" name="back" value={`/products/${buy.slug}`} />
      <input type="hidden" name="key" value={buy.formKey} />
      {single && buy.skuId ? <input type="hidden" name="sku" value={buy.skuId} /> : null}
      <CauseInputs place={buy.place} />
      {buy.groups.map((group) => (
        <fieldset key={group.name} className="kinds">
          <legend>{optionNames[group.name.toLowerCase()] ?? group.name}</legend>
          <div className="options">
            {group.values.map(({ value, chosen, out }) => (
              <label key={value} className={out ? 'option option-out' : 'option'}>
                <input
                  type="radio"
                  className="hidden-text"
                  name={`option:${group.name}`}
                  value={value}
                  defaultChecked={chosen}
                  disabled={out}
                  required
                />
                {value}
                {out ? <span className="hidden-text"> ({t.cart.out})</span> : null}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
      {buy.available ? (
        <div className="buy-act">
          <Quantity
            id="buy-quantity"
            label={t.cart.quantity}
            value={1}
            max={buy.max}
            less={t.cart.less}
            more={t.cart.more}
          />
          <Button className="buy-button">{t.cart.add}</Button>
        </div>
      ) : (
        <p className="buy-none">
          {buy.unpriced ? t.product.noPriceWhy : t.cart.noneLeft}{' '}
          <a className="link" href="#similar-title">
            {t.surfaces.similar}
          </a>
        </p>
      )}
    </form>
  );
}
