import { describe, expect, it } from 'vitest';
import { deviationOf, meanOf, sumOf } from './stable-sums.ts';

describe('stable sums', () => {
  it('keeps what plain addition loses', () => {
    expect(sumOf([1, 1e100, 1, -1e100])).toBe(2);
  });

  it('gives mean and population deviation as by hand', () => {
    expect(meanOf([2, 4, 4, 4, 5, 5, 7, 9])).toBe(5);
    expect(deviationOf([2, 4, 4, 4, 5, 5, 7, 9])).toBe(2);
    expect(meanOf([])).toBeNaN();
    expect(deviationOf([3])).toBe(0);
  });
});
