import { compiledKernels } from '@vitrine/testkit/kernels';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeMatrix, type Matrix } from '../dense/multiply.ts';
import { type Kernels, startKernels } from '../machine/kernels.ts';
import { RandomStream } from '../random/random-stream.ts';
import { kMeans, nearestCentres } from './k-means.ts';

/** Rows around `centres` points far apart. */
function clouds(kernels: Kernels, shape: { rows: number; centres: number; spread: number }): Matrix {
  const random = new RandomStream(2);
  const matrix = makeMatrix(kernels, shape.rows, 16);
  for (let at = 0; at < matrix.values.length; at++) {
    const [row, column] = [Math.floor(at / 16), at % 16];
    const cloud = row % shape.centres;
    matrix.values[at] =
      (column === cloud % 16 ? 10 * (1 + Math.floor(cloud / 16)) : 0) + shape.spread * random.nextNormal();
  }
  return matrix;
}

describe.each(['plain', 'simd'] as const)('REC-17 k-means, %s', (kind) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = startKernels(kind === 'simd' ? { module: await compiledKernels() } : {});
  });

  it('finds clouds of points, the same for the same seed', () => {
    kernels.memory.scope(() => {
      const rows = clouds(kernels, { rows: 5000, centres: 8, spread: 0.3 });
      const find = () => kMeans(kernels, rows, { clusters: 8, rounds: 30, random: new RandomStream(1) });
      const found = find();
      expect(found.count).toBe(8);
      found.labels.forEach((label, row) => expect(label).toBe(found.labels[row % 8]));
      expect(new Set(found.labels.subarray(0, 8)).size).toBe(8);
      // 16 squares of a normal number times 0.3 for each row.
      expect(found.inertia / (5000 * 16 * 0.09)).toBeCloseTo(1, 1);
      expect(find()).toEqual(found);
      const centres = makeMatrix(kernels, found.count, 16);
      centres.values.set(found.centres);
      expect(nearestCentres(kernels, rows, centres)).toEqual(found.labels);
    });
  });

  it('never ends a round worse than it began', () => {
    kernels.memory.scope(() => {
      const rows = clouds(kernels, { rows: 700, centres: 20, spread: 4 });
      const inertia = [1, 2, 4, 8, 16].map(
        (rounds) => kMeans(kernels, rows, { clusters: 12, rounds, random: new RandomStream(3) }).inertia,
      );
      inertia.forEach((value, at) => expect(value).toBeLessThanOrEqual((inertia[at - 1] ?? Infinity) * 1.000_01));
    });
  });

  it('gives fewer clusters where there are fewer different rows, and none for no rows', () => {
    kernels.memory.scope(() => {
      const rows = clouds(kernels, { rows: 40, centres: 3, spread: 0 });
      const found = kMeans(kernels, rows, { clusters: 10, rounds: 5, random: new RandomStream(1) });
      expect([found.count, found.inertia]).toEqual([3, 0]);
      const none = kMeans(kernels, makeMatrix(kernels, 0, 16), { clusters: 4, rounds: 5, random: new RandomStream(1) });
      expect([none.count, none.labels.length]).toEqual([0, 0]);
    });
  });
});
