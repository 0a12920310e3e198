import { describeModel, purchases } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { models } from '../registry.ts';

describeModel(models['item-knn']);
describeModel(models['item-knn'], { config: { similarity: 'powers', cellExponent: 0.7, neighbours: 30 } });

describe('REC-3 item neighbours by hand', () => {
  // Degrees of a b c: 3 3 1; of the people: 2 2 2 1.
  const shop = purchases('ab', 'ab', 'ac', 'b');
  const similar = (raw: object): number[] => {
    const out = new Float32Array(3);
    models['item-knn'].fit(shop, models['item-knn'].parseConfig(raw), { seed: 1, nowSec: 0 }).similarItems(0, out);
    return [...out];
  };
  const close = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 6) as number);

  it('cosine: a and b share 2 of 3 and 3 buyers, a and c 1 of 3 and 1', () => {
    expect(similar({ similarity: 'cosine' })).toEqual(close([0, 2 / 3, 1 / Math.sqrt(3)]));
  });

  it('keeps only the best neighbours', () => {
    expect(similar({ similarity: 'cosine', neighbours: 1 }).map((score) => score > 0)).toEqual([false, true, false]);
  });

  // What a person says, squared: of two of three items as little as is possible, of one of them log 3 - log 2.
  const [busy, quiet] = [0.05 ** 2, Math.log(3 / 2) ** 2];

  it('tf-idf: who has little says more, in what is shared and in the length', () => {
    expect(similar({ similarity: 'tf-idf' })).toEqual(
      close([0, (2 * busy) / Math.sqrt(3 * busy * (2 * busy + quiet)), busy / Math.sqrt(3 * busy * busy)]),
    );
  });

  it('bm25: both items are damped by their buyers beside the average', () => {
    const damped = (buyers: number): number => 101 / (100 * (0.2 + (0.8 * buyers) / (7 / 3)) + 1);
    expect(similar({ similarity: 'bm25' })).toEqual(
      close([0, 2 * busy * damped(3) * damped(3), busy * damped(3) * damped(1)]),
    );
  });

  it('powers: shared people over their degree, to a power, over both popularities; those of the graph filter, cut', () => {
    const powers = { userExponent: 1.2, itemExponent: 0.3, cellExponent: 0.7 };
    const shared = 2 ** -1.2;
    const wanted = [0, (2 * shared) ** 0.7 * 3 ** -0.3 * 3 ** -0.3, shared ** 0.7 * 3 ** -0.3];
    expect(similar({ similarity: 'powers', ...powers })).toEqual(close(wanted));
    // One buyer of one beats two buyers of three when popularity counts enough: the cut is made by the final link.
    expect(similar({ similarity: 'powers', ...powers, itemExponent: 1, neighbours: 1 }).map((s) => s > 0)).toEqual([
      false,
      false,
      true,
    ]);
    const filter = models['graph-filter'].fit(shop, models['graph-filter'].parseConfig(powers), { seed: 1, nowSec: 0 });
    const out = new Float32Array(3);
    filter.similarItems(0, out);
    expect([...out]).toEqual(close(wanted));
  });
});
