import { describe, expect, it } from 'vitest';
import { discountOf, makeQuote, type QuotedPromotion } from './quote.ts';

const terms = { deliveryMinor: 490, freeDeliveryFromMinor: 5000, includedTaxBp: 1900 };
const sku = (unitPriceMinor: number) => ({
  skuId: 's',
  productId: 'p',
  name: 'Kettle',
  unitPriceMinor,
  priceVersion: 1,
});
const promotion = (part: Partial<QuotedPromotion>): QuotedPromotion => ({
  id: 'x',
  kind: 'percent',
  percentBp: null,
  amountMinor: null,
  minimumMinor: 0,
  campaignId: null,
  influencerId: null,
  ...part,
});
const quote = (minor: number, quantity: number, given: QuotedPromotion | null = null) =>
  makeQuote([{ sku: sku(minor), quantity }], { currency: 'EUR', terms, promotion: given });

describe('CAT-8 quotes in whole minor units', () => {
  it('adds delivery below the free value and none from it on', () => {
    expect(quote(1999, 2)).toMatchObject({ goodsMinor: 3998, deliveryMinor: 490, totalMinor: 4488 });
    expect(quote(2500, 2)).toMatchObject({ goodsMinor: 5000, deliveryMinor: 0, totalMinor: 5000 });
  });

  it('states the tax that the total contains: 19 parts in 119, half up', () => {
    expect(quote(11900, 1).includedTaxMinor).toBe(1900);
    // 5010 * 19 / 119 = 799.92
    expect(quote(5010, 1).includedTaxMinor).toBe(800);
  });

  it('rounds a percentage half up, also where the product passes 2^53', () => {
    expect(discountOf(promotion({ percentBp: 1000 }), 105)).toBe(11);
    expect(discountOf(promotion({ percentBp: 1000 }), 104)).toBe(10);
    expect(discountOf(promotion({ percentBp: 3333 }), 9_007_199_254_740_991)).toBe(3_002_099_511_605_172);
  });

  it('never takes off more than the goods cost, and nothing below the minimum', () => {
    expect(discountOf(promotion({ kind: 'amount', amountMinor: 1000 }), 700)).toBe(700);
    expect(discountOf(promotion({ kind: 'amount', amountMinor: 1000, minimumMinor: 3000 }), 2999)).toBe(0);
  });

  it('lets a code pay the delivery', () => {
    expect(quote(1000, 1, promotion({ kind: 'free_delivery' }))).toMatchObject({
      discountMinor: 0,
      deliveryMinor: 0,
      totalMinor: 1000,
    });
  });

  it('refuses sums that cannot be counted exactly', () => {
    expect(() => quote(9_007_199_254_740_991, 2)).toThrow(RangeError);
  });
});
