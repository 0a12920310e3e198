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

  it('neighbours: sessions that share more, rarer and newer items and have fewer others vote louder', () => {
    // Query b a (b newest), of two sessions: a is in both, b in one. "abc" overlaps ln 3 + ln 2 / 2, over sqrt(3); "ad" ln 2 / 2, over sqrt(2).
    const plain = { ruleWeight: 0, positionDecay: 0.5, lengthExponent: 0.5 };
    const [, , c = 0, d = 0] = fit(plain, 'abc', 'ad')([1, 0]);
    const half = Math.log(2) / 2;
    expect(d / c).toBeCloseTo(half / Math.sqrt(2) / ((Math.log(3) + half) / Math.sqrt(3)), 5);
  });

  it('neighbours: an item next to what both sessions have gets more of a vote than one further on', () => {
    const [, b = 0, , , e = 0] = fit({ ruleWeight: 0, distanceExponent: 0.5 }, 'abcde')([0]);
    expect(e / b).toBeCloseTo(1 / Math.sqrt(4), 5);
  });

  it('rules: what came next counts 1, one step later 1/2, and what came before only as far as asked', () => {
    const rulesOnly = (ruleBackward: number): ((session: number[]) => number[]) =>
      fit({ neighbours: 1, distanceExponent: 0, ruleWeight: 100, ruleBackward }, 'xab', 'xab');
    // Items sort as a b x: after x comes a (1) and then b (1/2).
    const [a = 0, b = 0] = rulesOnly(0)([2]);
    expect(b / a).toBeCloseTo(51 / 101, 5);
    expect(rulesOnly(0)([1])[0]).toBeLessThan(2);
    expect(rulesOnly(1)([1])[0]).toBeGreaterThan(50);
  });

  it('finds out on the latest sessions whether the order of visits says anything, and keeps what it was told', () => {
    const items = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN'];
    // A visit is an item and one of the five after it, the next one most often; the last tenth of them may go the other way.
    const steps = [1, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 5];
    const visits = (turned: boolean): string[] =>
      Array.from({ length: 4000 }, (_, at) => {
        const pair = [items[at % 40], items[((at % 40) + (steps[Math.floor(at / 40) % 15] ?? 0)) % 40]];
        return (turned && at >= 3600 ? pair.toReversed() : pair).join('');
      });
    const found = (turned: boolean, raw?: object): Readonly<Record<string, unknown>> =>
      models.session.fit(datedPurchases(0.1, ...visits(turned)), models.session.parseConfig(raw), {
        seed: 1,
        nowSec: 0,
      }).notes;
    const [straight, back] = [found(false), found(true)];
    expect(Number(straight['ruleWeight']) * (1 - Number(straight['ruleBackward']))).toBeGreaterThan(0);
    expect(Number(back['ruleWeight']) * (1 - Number(back['ruleBackward']))).toBe(0);
    expect(found(false, { ruleWeight: 0.7, ruleBackward: 0.1 })).toMatchObject({ ruleWeight: 0.7, ruleBackward: 0.1 });
  });

  it('follows the first click without any training in between', () => {
    const scores = fit({}, 'abc', 'abc', 'def', 'def');
    expect(scores([0])[1]).toBeGreaterThan(scores([0])[4] ?? NaN);
    expect(scores([3])[4]).toBeGreaterThan(scores([3])[1] ?? NaN);
  });
});
