import { Picture, tintStyle } from '../../design/components/picture.tsx';
import { Quantity } from '../../design/components/quantity.tsx';
import { usePage } from '../../language/index.ts';
import type { CartLineView, LineView } from './present-cart.ts';

const SWAP = '#cart';

/** The picture of a line on its tile. */
export function LineTile({ line }: { line: Pick<LineView, 'image' | 'tint'> }) {
  return (
    <span className="tile line-tile" style={tintStyle(line.tint)}>
      <Picture image={line.image} sizes="96px" />
    </span>
  );
}

/** One line of the basket: each change is a plain form of its own. */
export function CartLine({ line }: { line: CartLineView }) {
  const { t, to } = usePage();
  return (
    <li className="line" id={`line-${line.skuId}`} data-sku-id={line.skuId}>
      <LineTile line={line} />
      <div className="line-words">
        <h2 className="line-name">
          <a href={line.href}>{line.name}</a>
        </h2>
        {line.kind ? <p className="line-kind">{line.kind}</p> : null}
        {line.each ? (
          <p className="line-each tabular">
            {line.each} {line.quantity > 1 ? t.cart.each : null}
          </p>
        ) : null}
        {line.notice ? <LineNotice line={line} /> : null}
      </div>
      <div className="line-change">
        {line.notice?.stop ? null : (
          <form method="post" action={to('/cart')} data-swap={SWAP} data-auto-submit="">
            <input type="hidden" name="intent" value="change" />
            <input type="hidden" name="sku" value={line.skuId} />
            <Quantity
              id={`quantity-${line.skuId}`}
              label={t.cart.quantityOf(line.name)}
              value={line.quantity}
              max={line.max}
              less={t.cart.less}
              more={t.cart.more}
            />
            <button type="submit" className="line-update link">
              {t.cart.update}
            </button>
          </form>
        )}
        <form method="post" action={to('/cart')} data-swap={SWAP}>
          <input type="hidden" name="intent" value="remove" />
          <input type="hidden" name="sku" value={line.skuId} />
          <button type="submit" className="line-remove link" aria-label={t.cart.removeNamed(line.name)}>
            {t.cart.remove}
          </button>
        </form>
      </div>
      <p className="line-sum tabular">{line.sum ?? '–'}</p>
    </li>
  );
}

function LineNotice({ line }: { line: CartLineView }) {
  const { to } = usePage();
  const { notice } = line;
  if (!notice) return null;
  return (
    <div className={notice.stop ? 'line-notice line-stop' : 'line-notice'}>
      <p>{notice.text}</p>
      {notice.take ? (
        <form method="post" action={to('/cart')} data-swap={SWAP}>
          <input type="hidden" name="intent" value="change" />
          <input type="hidden" name="sku" value={line.skuId} />
          <input type="hidden" name="quantity" value={notice.take.quantity} />
          <button type="submit" className="link">
            {notice.take.label}
          </button>
        </form>
      ) : null}
    </div>
  );
}
