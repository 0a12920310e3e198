import { describeModel, purchases } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { models } from '../registry.ts';

describeModel(models.ease, { config: { regularization: 5 } });

describe('REC-3 EASE by hand', () => {
  it('of two items: the weight is common buyers over buyers of the source plus the ridge', () => {
    // Closed form of 2 x 2: B(a, b) = both / (buyers of a + regularization).
    const shop = purchases('ab', 'ab', 'a', 'b', 'b');
    const model = models.ease.fit(shop, models.ease.parseConfig({ regularization: 2 }), { seed: 1, nowSec: 0 });
    const out = new Float32Array(2);
    model.similarItems(0, out);
    expect([...out]).toEqual([0, Math.fround(2 / (3 + 2))]);
    model.similarItems(1, out);
    expect([...out]).toEqual([Math.fround(2 / (4 + 2)), 0]);
  });

  it('beyond maxItems the rarest items score 0 and say nothing', () => {
    const shop = purchases('ab', 'ab', 'ac');
    const model = models.ease.fit(shop, models.ease.parseConfig({ regularization: 1, maxItems: 2 }), {
      seed: 1,
      nowSec: 0,
    });
    const out = new Float32Array(3);
    model.similarItems(0, out);
    expect(out[1]).toBeGreaterThan(0);
    expect(out[2]).toBe(0);
    model.similarItems(2, out);
    expect([...out]).toEqual([0, 0, 0]);
  });
});
