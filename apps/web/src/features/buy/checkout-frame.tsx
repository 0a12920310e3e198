import type { ReactNode } from 'react';
import { CheckIcon } from '../../design/components/icons.tsx';
import { usePage } from '../../language/index.ts';
import { LineTile } from './cart-line.tsx';
import { Costs } from './costs.tsx';
import type { CheckoutView } from './present-checkout.ts';
import { steps, type Step } from './present-checkout.ts';

/** The frame of every step: where one is, the step itself, and what is being bought. */
export function CheckoutFrame({
  checkout,
  step,
  title,
  children,
}: {
  checkout: CheckoutView;
  step: Step;
  title: string;
  children: ReactNode;
}) {
  return (
    <div className="wrap page-top" data-page="checkout" id="checkout">
      <Progress step={step} next={checkout.next} />
      <div className="till">
        <section aria-labelledby="step-title">
          <h1 id="step-title" className="step-title">
            {title}
          </h1>
          {children}
        </section>
        <Summary checkout={checkout} />
      </div>
    </div>
  );
}

function Progress({ step, next }: { step: Step; next: Step }) {
  const { t, to } = usePage();
  const at = steps.indexOf(step);
  const reach = steps.indexOf(next);
  return (
    <nav aria-label={t.checkout.progress} className="steps">
      <p className="steps-short">{t.checkout.stepOf(at + 1, steps.length)}</p>
      <ol>
        {steps.map((one, place) => {
          const isDone = place < at;
          const name = (
            <>
              <span className="step-mark tabular" aria-hidden="true">
                {isDone ? <CheckIcon /> : place + 1}
              </span>
              {t.checkout.steps[one]}
              {isDone ? <span className="hidden-text"> ({t.checkout.done})</span> : null}
            </>
          );
          return (
            <li
              key={one}
              className={place === at ? 'step step-now' : 'step'}
              aria-current={place === at ? 'step' : undefined}
            >
              {place !== at && place <= reach ? <a href={to(`/checkout/${one}`)}>{name}</a> : <span>{name}</span>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Summary({ checkout }: { checkout: CheckoutView }) {
  const { t, to } = usePage();
  return (
    <Costs costs={checkout.costs} title={t.cart.costs} from={checkout.delivery === null}>
      <ul className="mini-lines">
        {checkout.lines.map((line) => (
          <li key={line.skuId}>
            <LineTile line={line} />
            <span className="mini-words">
              {line.name}
              {line.kind ? <span className="line-kind">{line.kind}</span> : null}
            </span>
            <span className="tabular mini-sum">
              {line.quantity > 1 ? `${line.quantity} × ` : ''}
              {line.each ?? '–'}
            </span>
          </li>
        ))}
      </ul>
      <a className="link costs-on" href={to('/cart')}>
        {t.checkout.editCart}
      </a>
    </Costs>
  );
}
