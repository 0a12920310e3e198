import { fc } from '@vitrine/testkit/property';
import { describe, expect, it } from 'vitest';
import { TopK, topIndices } from './top-k.ts';

describe('top-k selection', () => {
  it('orders by score, then by lower index, and leaves out what is excluded or not a number', () => {
    const scores = Float32Array.of(1, 3, 3, NaN, 5, 2);
    expect([...topIndices(scores, 3, Uint8Array.of(0, 0, 0, 0, 1, 0))]).toEqual([1, 2, 5]);
    expect([...topIndices(scores, 9)]).toEqual([4, 1, 2, 5, 0]);
  });

  it('equals a full sort for any scores, k and mask, however often it is used again', () => {
    const selection = new TopK(7);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.boolean()), { maxLength: 60 }), (rows) => {
        const expected = rows
          .map(([score, excluded], index) => ({ score, excluded, index }))
          .filter((row) => !row.excluded)
          .sort((a, b) => b.score - a.score || a.index - b.index)
          .slice(0, 7);
        const count = selection.select(
          Float32Array.from(rows, (row) => row[0]),
          Uint8Array.from(rows, (row) => (row[1] ? 1 : 0)),
        );
        expect([...selection.indices.subarray(0, count)]).toEqual(expected.map((row) => row.index));
        expect([...selection.scores.subarray(0, count)]).toEqual(expected.map((row) => row.score));
      }),
    );
  });

  it('refuses a k that is not a positive whole number', () => {
    expect(() => new TopK(0)).toThrow(/at least 1/);
  });
});
