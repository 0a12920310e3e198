import { datedPurchases, describeModel } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { anonymousContext } from '../../interactions/index.ts';
import { models } from '../registry.ts';

describeModel(models.session);

describe('REC-10 session model by hand', () => {
  const fit = (raw: object, ...visits: string[]): ((session: number[]) => number[]) => {
    const shop = datedPurchases(0.1, ...visits);
    const model = models.session.fit(shop, models.session.parseConfig(raw), { seed: 1, nowSec: 0 });
    return (session) => {
      const out = new Float32Array(shop.itemIds.length);
      model.scoreItems(anonymousContext(0, Int32Array.from(session)), out);
      return [...out];
    };
  };

  it('neighbours: sessions that share more, newer and with fewer other items vote louder', () => {
    // Query b a (b newest): weights 1 and 1/2. "abc" overlaps 1.5 / sqrt(3); "ad" only a: 0.5 / sqrt(2), newest common item at place 1: halved.
    const [, , c = 0, d = 0] = fit({ ruleWeight: 0 }, 'abc', 'ad')([1, 0]);
    expect(d / c).toBeCloseTo(0.5 / Math.sqrt(2) / 2 / (1.5 / Math.sqrt(3)), 5);
  });

  it('rules: what came next counts 1, one step later 1/2, and never what came before', () => {
    const rulesOnly = fit({ neighbours: 1, ruleWeight: 100 }, 'xab', 'xab');
    // Items sort as a b x: after x comes a (1) and then b (1/2).
    const [a = 0, b = 0] = rulesOnly([2]);
    expect(b / a).toBeCloseTo(51 / 101, 5);
    expect(rulesOnly([1])[0]).toBeLessThan(2);
  });

  it('follows the first click without any training in between', () => {
    const scores = fit({}, 'abc', 'abc', 'def', 'def');
    expect(scores([0])[1]).toBeGreaterThan(scores([0])[4] ?? NaN);
    expect(scores([3])[4]).toBeGreaterThan(scores([3])[1] ?? NaN);
  });
});
