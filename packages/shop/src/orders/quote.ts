/** What the shop adds to the goods: one flat delivery fee up to a value, and the tax contained in every price. */
export interface OrderTerms {
  /** Minor units. */
  readonly deliveryMinor: number;
  /** Goods from this value on (after discount) are delivered free. */
  readonly freeDeliveryFromMinor: number;
  /** Tax contained in prices, in basis points: 1900 is 19%. */
  readonly includedTaxBp: number;
}

/** A SKU as it can be bought now. */
export interface QuotedSku {
  readonly skuId: string;
  readonly productId: string;
  readonly name: string;
  readonly unitPriceMinor: number;
  readonly priceVersion: number;
}

/** A code that takes something off. */
export interface QuotedPromotion {
  readonly id: string;
  readonly kind: 'percent' | 'amount' | 'free_delivery';
  readonly percentBp: number | null;
  /** Null when an `amount` promotion has none in this currency. */
  readonly amountMinor: number | null;
  readonly minimumMinor: number;
  readonly campaignId: string | null;
  readonly influencerId: string | null;
}

/** One line of a quote. */
export interface QuoteLine extends QuotedSku {
  readonly quantity: number;
  readonly lineMinor: number;
}

/** What an order would cost, to the minor unit. `totalMinor = goodsMinor - discountMinor + deliveryMinor`. */
export interface Quote {
  readonly currency: string;
  readonly lines: readonly QuoteLine[];
  readonly goodsMinor: number;
  readonly discountMinor: number;
  readonly deliveryMinor: number;
  readonly includedTaxMinor: number;
  readonly totalMinor: number;
}

// Half up, in whole numbers only: n * bp may pass 2^53 where n alone does not.
function share(minor: number, bp: number, whole: number): number {
  return Number((BigInt(minor) * BigInt(bp) * 2n + BigInt(whole)) / (2n * BigInt(whole)));
}

/** The discount a promotion gives on goods; 0 below its minimum. */
export function discountOf(promotion: QuotedPromotion | null, goodsMinor: number): number {
  if (promotion === null || goodsMinor < promotion.minimumMinor) return 0;
  if (promotion.kind === 'percent') return share(goodsMinor, promotion.percentBp ?? 0, 10_000);
  if (promotion.kind === 'amount') return Math.min(goodsMinor, promotion.amountMinor ?? 0);
  return 0;
}

/** Adds up a basket: pure, in integer minor units. */
export function makeQuote(
  basket: readonly { readonly sku: QuotedSku; readonly quantity: number }[],
  conditions: { readonly currency: string; readonly terms: OrderTerms; readonly promotion: QuotedPromotion | null },
): Quote {
  const { currency, terms, promotion } = conditions;
  const lines = basket.map(({ sku, quantity }) => ({ ...sku, quantity, lineMinor: sku.unitPriceMinor * quantity }));
  const goodsMinor = lines.reduce((sum, line) => sum + line.lineMinor, 0);
  const discountMinor = discountOf(promotion, goodsMinor);
  const afterDiscount = goodsMinor - discountMinor;
  const deliversFree = promotion?.kind === 'free_delivery' || afterDiscount >= terms.freeDeliveryFromMinor;
  const deliveryMinor = deliversFree ? 0 : terms.deliveryMinor;
  const totalMinor = afterDiscount + deliveryMinor;
  if (!Number.isSafeInteger(totalMinor))
    throw new RangeError('A basket adds up to more money than can be counted exactly: split the order.');
  const includedTaxMinor = share(totalMinor, terms.includedTaxBp, 10_000 + terms.includedTaxBp);
  return { currency, lines, goodsMinor, discountMinor, deliveryMinor, includedTaxMinor, totalMinor };
}
