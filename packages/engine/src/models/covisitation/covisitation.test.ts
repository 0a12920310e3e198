import { datedPurchases, describeModel, purchases } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import type { Interactions } from '../../interactions/index.ts';
import { models } from '../registry.ts';

describeModel(models.covisitation);

describe('REC-3 co-visitation by hand', () => {
  const after = (shop: Interactions, item: number, raw: object = {}): number[] => {
    const plain = { popularityExponent: 0, stepDecay: 0.5, backwardShare: 0.25 };
    const config = models.covisitation.parseConfig({ ...plain, ...raw });
    const out = new Float32Array(shop.itemIds.length);
    models.covisitation.fit(shop, config, { seed: 1, nowSec: 0 }).similarItems(item, out);
    return [...out];
  };

  it('counts 1 for the next item, 1/2 for the one after, a quarter backwards', () => {
    expect(after(datedPurchases(1, 'abc'), 0)).toEqual([0, 1, 0.5]);
    expect(after(datedPurchases(1, 'abc'), 1)).toEqual([0.25, 0, 1]);
  });

  it('links nothing beyond the window of steps or hours, and both ways alike within one instant', () => {
    expect(after(datedPurchases(1, 'abc'), 0, { windowSteps: 1 })).toEqual([0, 1, 0]);
    expect(after(datedPurchases(30, 'abc'), 0)).toEqual([0, 0, 0]);
    expect(after(datedPurchases(1e-13, 'ab'), 1)).toEqual([1, 0]);
  });

  it('discounts popular items by the root of both counts', () => {
    const [, , rare = 0] = after(purchases('ac', 'ab', 'b', 'b', 'b'), 0, { popularityExponent: 0.5 });
    expect(rare).toBeCloseTo(1 / Math.sqrt(2 * 1), 6);
    expect(after(purchases('ac', 'ab', 'b', 'b', 'b'), 0, { popularityExponent: 0.5 })[1]).toBeCloseTo(
      1 / Math.sqrt(8),
      6,
    );
  });
});
