import { RandomStream } from '@vitrine/kernels';
import { describe, expect, it } from 'vitest';
import { bootstrapMean, pairedDifference } from './bootstrap.ts';

describe('REC-17 bootstrap intervals', () => {
  const stream = new RandomStream(3);
  const values = Float64Array.from({ length: 400 }, () => 10 + 2 * stream.nextNormal());

  it('match the normal interval of a large sample within a tenth of its width, and repeat by seed', () => {
    const interval = bootstrapMean(values, { seed: 1, samples: 2000 });
    const halfWidth = (1.96 * 2) / Math.sqrt(400);
    expect(Math.abs(interval.high - interval.low - 2 * halfWidth)).toBeLessThan(0.2 * halfWidth);
    expect(bootstrapMean(values, { seed: 1, samples: 2000 })).toEqual(interval);
    expect(bootstrapMean(new Float64Array(0), { seed: 1 }).mean).toBeNaN();
  });

  it('see a small paired difference that overlapping intervals would hide, and none where there is none', () => {
    const better = values.map((value) => value + 0.05 + 0.05 * stream.nextNormal());
    const difference = pairedDifference(better, values, { seed: 1 });
    expect(difference.clear).toBe(true);
    expect(difference.mean).toBeGreaterThan(0.04);
    const noise = values.map((value) => value + (stream.next() < 0.5 ? 1 : -1));
    expect(pairedDifference(values, noise, { seed: 1 }).low).toBeLessThan(0.1);
    expect(() => pairedDifference(values, new Float64Array(2), { seed: 1 })).toThrow(/same split/);
  });
});
