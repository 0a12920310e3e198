import { RandomStream } from '@vitrine/kernels';
import { describe, expect, it } from 'vitest';
import { holmAdjusted, pairedTest } from './paired-test.ts';

const zeros = (count: number): Float64Array => new Float64Array(count);

describe('REC-14 paired tests', () => {
  it('by hand: differences 3, 1, -1 among five users', () => {
    const { p, signP, wins, losses, mean } = pairedTest(Float64Array.of(3, 0, 1, 0, -1), zeros(5), { seed: 1 });
    // Sums of +-3 +-1 +-1: 5, 3, 3, 1 and their negatives; |sum| >= 3 for six of eight.
    expect([p, wins, losses]).toEqual([0.75, 2, 1]);
    // Two heads of three, two-sided: 2 x P(at most one) = 2 x 4 / 8.
    expect(signP).toBe(1);
    expect(mean).toBeCloseTo(0.6, 12);
    expect(pairedTest(zeros(4), zeros(4), { seed: 1 })).toMatchObject({ p: 1, signP: 1, clear: false });
  });

  it('ten wins of ten: both tests say 2 / 1024', () => {
    const { p, signP } = pairedTest(zeros(10).fill(1), zeros(10), { seed: 1 });
    expect([p, signP]).toEqual([2 / 1024, 2 / 1024]);
  });

  it('drawn signs agree with the normal approximation on many users', () => {
    const stream = new RandomStream(4);
    const a = Float64Array.from({ length: 900 }, () => 0.05 + stream.nextNormal());
    const { p, signP } = pairedTest(a, zeros(900), { seed: 1, samples: 10 });
    const z = a.reduce((sum, value) => sum + value, 0) / Math.sqrt(a.reduce((sum, value) => sum + value * value, 0));
    // Two-sided tail of the normal by Simpson's rule.
    const steps = 2000;
    const width = (8 - Math.abs(z)) / steps;
    let tail = 0;
    for (let at = 0; at <= steps; at++) {
      const weight = at === 0 || at === steps ? 1 : at % 2 === 1 ? 4 : 2;
      tail += (weight * Math.exp(-((Math.abs(z) + at * width) ** 2) / 2)) / Math.sqrt(2 * Math.PI);
    }
    expect(p).toBeCloseTo((2 * tail * width) / 3, 1);
    expect(Math.abs(p - (2 * tail * width) / 3)).toBeLessThan(0.02);
    expect(signP).toBeGreaterThan(0);
  });

  it('false alarms are as rare as the level says when there is no difference', () => {
    const stream = new RandomStream(9);
    let alarms = 0;
    for (let trial = 0; trial < 200; trial++) {
      const a = Float64Array.from({ length: 13 }, () => stream.nextNormal());
      if (pairedTest(a, zeros(13), { seed: trial, samples: 1 }).p < 0.1) alarms++;
    }
    // 20 expected; five standard errors are 21.
    expect(alarms).toBeGreaterThan(4);
    expect(alarms).toBeLessThan(42);
  });

  it('Holm by hand, in any order', () => {
    expect(holmAdjusted([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    expect(holmAdjusted([0.5, NaN, 0.9])).toEqual([1, NaN, 1]);
    expect(holmAdjusted([])).toEqual([]);
  });
});
