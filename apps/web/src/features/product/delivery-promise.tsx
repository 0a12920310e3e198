import { usePage } from '../../language/index.ts';
import type { PageText } from '../../language/index.ts';
import type { Checkout } from '../../services/buy-services.ts';

/** What it costs and takes to bring it, in sentences; none where the shop delivers nothing yet. */
export function deliverySentences(
  ways: Checkout['methods'],
  currency: string,
  { t, money }: Pick<PageText, 't' | 'money'>,
): readonly string[] {
  const [usual] = ways;
  if (usual === undefined) return [];
  const days = t.checkout.days(usual.minDays, usual.maxDays);
  const isFreeLater = usual.freeFromMinor !== null && usual.priceMinor > 0;
  return [
    usual.priceMinor === 0 ? t.product.arrivesFree(days) : t.product.arrives(days, money(usual.priceMinor, currency)),
    ...(isFreeLater ? [t.product.freeFrom(money(usual.freeFromMinor, currency))] : []),
    t.product.returns,
  ];
}

/** Beside the button: what a buyer asks before pressing it. */
export function DeliveryPromise({ sentences }: { sentences: readonly string[] }) {
  const { t, to } = usePage();
  if (sentences.length === 0) return null;
  return (
    <div className="facts-prose order-note" id="delivery">
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>
        <a className="link" href={to('/shipping-and-returns')}>
          {t.frame.delivery}
        </a>
      </p>
    </div>
  );
}
