import { describeModel, purchases } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { models } from '../registry.ts';

describeModel(models['item-knn']);

describe('REC-3 item neighbours by hand', () => {
  const similar = (raw: object): number[] => {
    const out = new Float32Array(3);
    const shop = purchases('ab', 'ab', 'ac', 'b');
    models['item-knn'].fit(shop, models['item-knn'].parseConfig(raw), { seed: 1, nowSec: 0 }).similarItems(0, out);
    return [...out];
  };

  it('cosine: a and b share 2 of 3 and 3 buyers, a and c 1 of 3 and 1', () => {
    const [self, b, c] = similar({ similarity: 'cosine' });
    expect(self).toBe(0);
    expect(b).toBeCloseTo(2 / 3, 6);
    expect(c).toBeCloseTo(1 / Math.sqrt(3), 6);
  });

  it('keeps only the best neighbours', () => {
    expect(similar({ similarity: 'cosine', neighbours: 1 }).map((score) => score > 0)).toEqual([false, true, false]);
  });

  it.each(['tf-idf', 'bm25'])('%s agrees on who is a neighbour at all', (similarity) => {
    expect(similar({ similarity }).map((score) => score > 0)).toEqual([false, true, true]);
  });
});
