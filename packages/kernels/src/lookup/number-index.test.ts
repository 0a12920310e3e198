import { fc } from '@vitrine/testkit/property';
import { describe, expect, it } from 'vitest';
import { NumberIndex } from './number-index.ts';

describe('number index', () => {
  it('keeps the first row of each key, as a Map would, through growth and clearing', () => {
    const index = new NumberIndex(2);
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.nat(40), fc.maxSafeNat()), { maxLength: 200 }), (keys) => {
        index.clear();
        const known = new Map<number, number>();
        keys.forEach((key, row) => {
          if (!known.has(key)) known.set(key, row);
          expect(index.add(key, row)).toBe(known.get(key));
        });
        expect(index.size).toBe(known.size);
      }),
    );
  });
});
