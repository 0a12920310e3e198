import { aShop, describeModel, purchases } from '@vitrine/testkit/models';
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

  it('by neighbourhoods is the exact solution where every item is a neighbour of every other', () => {
    const shop = aShop({ users: 60, items: 12, eventsPerUser: 12 });
    const [exact, near] = [4000, 0].map((exactItems) =>
      models.ease.fit(shop, models.ease.parseConfig({ regularization: 5, exactItems }), { seed: 1, nowSec: 0 }),
    );
    const [whole, part] = [new Float32Array(12), new Float32Array(12)];
    for (let item = 0; item < 12; item++) {
      exact?.similarItems(item, whole);
      near?.similarItems(item, part);
      whole.forEach((weight, other) => expect(part[other]).toBeCloseTo(weight, 4));
    }
  });
});

describeModel(models.ease, { config: { regularization: 5, exactItems: 0 } });
