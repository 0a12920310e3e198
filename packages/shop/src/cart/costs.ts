import { makeQuote, type OrderTerms, type Quote } from '../orders/quote.ts';
import { withDelivery } from '../orders/place-order.ts';
import type { CartLine } from './cart-reads.store.ts';

/** What a basket costs. `discountMinor` is 0 until codes are taken; delivery is by the cheapest way until one is chosen. */
export type CartCosts = Pick<
  Quote,
  'goodsMinor' | 'discountMinor' | 'deliveryMinor' | 'includedTaxMinor' | 'totalMinor'
> & {
  /** Goods still missing for free delivery; null when there is none to reach or it is reached. */
  readonly toFreeDeliveryMinor: number | null;
};

const nothing: CartCosts = {
  goodsMinor: 0,
  discountMinor: 0,
  deliveryMinor: 0,
  includedTaxMinor: 0,
  totalMinor: 0,
  toFreeDeliveryMinor: null,
};

/** Adds up the lines that are still sold, exactly as an order would. */
export function cartCosts(
  lines: readonly CartLine[],
  conditions: {
    readonly currency: string;
    readonly terms: OrderTerms;
    readonly way: { readonly priceMinor: number; readonly freeFromMinor: number | null } | null;
  },
): CartCosts {
  const sold = lines.flatMap(({ skuId, productId, name, unitPriceMinor, quantity }) =>
    unitPriceMinor === null ? [] : [{ sku: { skuId, productId, name, unitPriceMinor, priceVersion: 0 }, quantity }],
  );
  if (sold.length === 0) return nothing;
  const terms = withDelivery(conditions.terms, conditions.way);
  const quote = makeQuote(sold, { currency: conditions.currency, terms, promotion: null });
  const { goodsMinor, discountMinor, deliveryMinor, includedTaxMinor, totalMinor } = quote;
  const missing = terms.freeDeliveryFromMinor - goodsMinor;
  const toFreeDeliveryMinor = deliveryMinor > 0 && Number.isFinite(missing) && missing > 0 ? missing : null;
  return { goodsMinor, discountMinor, deliveryMinor, includedTaxMinor, totalMinor, toFreeDeliveryMinor };
}
