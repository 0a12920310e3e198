import { describeModel, purchases } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { anonymousContext } from '../../interactions/index.ts';
import { models } from '../registry.ts';

describeModel(models['user-knn']);
describeModel(models['user-knn'], { config: { similarity: 'bm25', neighbours: 15, signal: 'weighted' } });

const run = { seed: 1, nowSec: 0 };

describe('REC-3 user neighbours by hand', () => {
  // u0 has a b, u1 has a b c, u2 has a d; the visitor has a and b. Degrees of a b c d: 3 2 1 1.
  const shop = purchases('ab', 'abc', 'ad');
  const scores = (raw: object): number[] => {
    const model = models['user-knn'].fit(shop, models['user-knn'].parseConfig(raw), run);
    const out = new Float32Array(4);
    model.scoreItems(anonymousContext(0, Int32Array.of(0, 1)), out);
    return [...out];
  };
  const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 5) as number);

  it('powers: what is in common over the degrees, to the power q, over the popularity of the item', () => {
    const [a, b] = [1 / Math.sqrt(3), 1 / Math.sqrt(2)];
    const alike = [((a + b) / Math.sqrt(2)) ** 1.5, ((a + b) / Math.sqrt(3)) ** 1.5, (a / Math.sqrt(2)) ** 1.5];
    const [u0 = 0, u1 = 0, u2 = 0] = alike;
    expect(scores({})).toEqual(close([(u0 + u1 + u2) / 3 ** 0.2, (u0 + u1) / 2 ** 0.2, u1, u2]));
  });

  it('cosine: common items over the root of the degree, the length of the visitor left out', () => {
    const [u0, u1, u2] = [2 / Math.sqrt(2), 2 / Math.sqrt(3), 1 / Math.sqrt(2)];
    expect(scores({ similarity: 'cosine' })).toEqual(close([u0 + u1 + u2, u0 + u1, u1, u2]));
  });

  it('tf-idf: rare items say more, in what is in common and in the length', () => {
    const [a, b, rare] = [0.05 ** 2, 0.05 ** 2, Math.log(3 / 2) ** 2];
    const u1 = (a + b) / Math.sqrt(a + b + rare);
    const u2 = a / Math.sqrt(a + rare);
    // log 3 - log(1 + 3) and log 3 - log(1 + 2) are below the least rarity, 0.05.
    expect(scores({ similarity: 'tf-idf' }).slice(2)).toEqual(close([u1, u2]));
  });

  it('bm25: people of many items are damped by their length beside the average one', () => {
    const saturated = (length: number): number => 101 / (100 * (0.2 + (0.8 * length) / (7 / 3)) + 1);
    expect(scores({ similarity: 'bm25' }).slice(2)).toEqual(
      close([2 * 0.05 ** 2 * saturated(3), 0.05 ** 2 * saturated(2)]),
    );
  });

  it('lets only the nearest speak when a number of them is given, of equal ones the first', () => {
    expect(scores({ similarity: 'cosine', neighbours: 2 })[3]).toBe(0);
    expect(scores({ similarity: 'cosine', neighbours: 1 }).map((score) => score > 0)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
