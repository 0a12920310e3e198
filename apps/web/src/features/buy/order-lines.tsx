import { usePage } from '../../language/index.ts';
import { LineTile } from './cart-line.tsx';
import type { LineView } from './present-cart.ts';
import type { MomentView } from './present-order.ts';

/** The lines of an order: facts of a past moment, nothing to change. */
export function OrderLines({ lines }: { lines: readonly LineView[] }) {
  const { t } = usePage();
  return (
    <ul className="lines">
      {lines.map((line) => (
        <li key={line.skuId} className="line line-fixed">
          <LineTile line={line} />
          <div className="line-words">
            <p className="line-name">
              <a href={line.href}>{line.name}</a>
            </p>
            {line.kind ? <p className="line-kind">{line.kind}</p> : null}
            <p className="line-each tabular">
              {line.quantity > 1 ? `${line.quantity} × ` : ''}
              {line.each} {line.quantity > 1 ? t.cart.each : null}
            </p>
          </div>
          <p className="line-sum tabular">{line.sum}</p>
        </li>
      ))}
    </ul>
  );
}

/** What happened to an order, one moment below the other, and what is still to come. */
export function Timeline({ moments }: { moments: readonly MomentView[] }) {
  const { t } = usePage();
  const now = moments.findLastIndex((moment) => moment.when !== null);
  return (
    <ol className="timeline">
      {moments.map((moment, place) => (
        <li
          key={moment.status}
          className={place < now ? 'moment' : place === now ? 'moment moment-now' : 'moment moment-ahead'}
          aria-current={place === now ? 'step' : undefined}
        >
          <p className="moment-name">{t.orders.status[moment.status]}</p>
          <p className="moment-when tabular">
            {moment.iso ? <time dateTime={moment.iso}>{moment.when}</time> : t.orders.still}
          </p>
          {place === now ? <p className="moment-why">{t.orders.statusWhy[moment.status]}</p> : null}
        </li>
      ))}
    </ol>
  );
}
