import type { ReactNode } from 'react';
import { usePage } from '../../language/index.ts';
import type { CostsView } from './present-cart.ts';

/** What it comes to. `children` stand below the sum: the one action. A code's field has its place above it. */
export function Costs({
  costs,
  title,
  from = false,
  children,
}: {
  costs: CostsView;
  title: string;
  /** Delivery is not chosen yet. */
  from?: boolean;
  children?: ReactNode;
}) {
  const { t } = usePage();
  return (
    <section className="costs" aria-labelledby="costs-title">
      <h2 id="costs-title">{title}</h2>
      <dl className="tabular">
        <div>
          <dt>{t.cart.goods}</dt>
          <dd>{costs.goods}</dd>
        </div>
        {costs.discount ? (
          <div>
            <dt>{t.cart.discount}</dt>
            <dd>{costs.discount}</dd>
          </div>
        ) : null}
        <div>
          <dt>{from && !costs.deliveryIsFree ? t.cart.deliveryFrom : t.cart.delivery}</dt>
          <dd>{costs.delivery}</dd>
        </div>
        <div className="costs-total">
          <dt>{t.cart.total}</dt>
          <dd>{costs.total}</dd>
        </div>
      </dl>
      <p className="costs-tax tabular">{costs.tax}</p>
      {costs.toFree ? <p className="costs-free">{costs.toFree}</p> : null}
      {children}
    </section>
  );
}
