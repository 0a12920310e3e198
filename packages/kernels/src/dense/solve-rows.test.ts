import { compiledKernels } from '@vitrine/testkit/kernels';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Kernels, startKernels } from '../machine/kernels.ts';
import { RandomStream } from '../random/random-stream.ts';
import { tallGram } from './gram-shares.ts';
import { makeMatrix, type Matrix } from './multiply.ts';
import { conjugateRows, solveTriangleRows } from './solve-rows.ts';
import {
  choleskySquare,
  invertLowerSquare,
  makeSquare,
  multiplySquare,
  type Square,
  transposeSquare,
} from './square-doubles.ts';

const n = 32;

/** A'A + I of random numbers, in float64 and float32, and three right-hand sides. */
function system(kernels: Kernels): { square: Square; matrix: Matrix; right: Matrix } {
  const random = new RandomStream(5);
  const [tall, square] = [makeMatrix(kernels, 200, n), makeSquare(kernels, n)];
  for (let at = 0; at < tall.values.length; at++) tall.values[at] = random.next() - 0.5;
  tallGram(kernels, tall, square.values);
  for (let at = 0; at < n; at++) square.values[at * n + at] = (square.values[at * n + at] ?? 0) + 1;
  const [matrix, right] = [makeMatrix(kernels, n, n), makeMatrix(kernels, 3, n)];
  matrix.values.set(square.values);
  for (let at = 0; at < right.values.length; at++) right.values[at] = random.next();
  return { square, matrix, right };
}

/** The largest |A x - b| over rows. */
function residual(square: Square, x: Float32Array, b: Float32Array): number {
  let worst = 0;
  for (let row = 0; row < b.length / n; row++) {
    for (let i = 0; i < n; i++) {
      let sum = -(b[row * n + i] ?? 0);
      for (let j = 0; j < n; j++) sum += (square.values[i * n + j] ?? 0) * (x[row * n + j] ?? 0);
      worst = Math.max(worst, Math.abs(sum));
    }
  }
  return worst;
}

describe.each(['plain', 'simd'] as const)('REC-17 systems of equations, %s', (kind) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = startKernels(kind === 'simd' ? { module: await compiledKernels() } : {});
  });

  it('are solved by the Cholesky factor and its triangles', () => {
    kernels.memory.scope(() => {
      const { square, right } = system(kernels);
      const before = { values: square.values.slice(), n };
      const asked = right.values.slice();
      choleskySquare(kernels, square);
      solveTriangleRows(kernels, { lower: square, rows: right });
      solveTriangleRows(kernels, { lower: square, rows: right, transposed: true });
      expect(residual(before, right.values, asked)).toBeLessThan(1e-4);
    });
  });

  it('are solved by conjugate gradients, each with a ridge of its own', () => {
    kernels.memory.scope(() => {
      const { square, matrix, right } = system(kernels);
      const [out, ridges] = [makeMatrix(kernels, 3, n), kernels.memory.float32(3)];
      ridges.set([0, 0, 7]);
      conjugateRows(kernels, { matrix, right, out, ridges, steps: 60, tolerance: 1e-6 });
      expect(residual(square, out.values.subarray(0, 2 * n), right.values.subarray(0, 2 * n))).toBeLessThan(1e-3);
      for (let at = 0; at < n; at++) square.values[at * n + at] = (square.values[at * n + at] ?? 0) + 7;
      expect(residual(square, out.values.subarray(2 * n), right.values.subarray(2 * n))).toBeLessThan(1e-3);
    });
  });

  it('have an inverse factor whose product with the factor is the identity, and a matrix that is not positive is named by its row', () => {
    kernels.memory.scope(() => {
      const { square } = system(kernels);
      choleskySquare(kernels, square);
      const [inverse, out, turned] = [makeSquare(kernels, n), makeSquare(kernels, n), makeSquare(kernels, n)];
      for (let row = 0; row < n; row++) square.values.fill(0, row * n + row + 1, row * n + n);
      invertLowerSquare(kernels, square, inverse);
      multiplySquare(kernels, { left: square, right: inverse, out });
      out.values.forEach((value, at) => expect(value).toBeCloseTo(at % (n + 1) === 0 ? 1 : 0, 10));
      transposeSquare(inverse, turned);
      multiplySquare(kernels, { left: square, right: turned, out, transposeRight: true });
      out.values.forEach((value, at) => expect(value).toBeCloseTo(at % (n + 1) === 0 ? 1 : 0, 10));
      square.values[5 * n + 5] = -4;
      expect(() => choleskySquare(kernels, square)).toThrow(/row 5/);
    });
  });

  it('refuse shapes that do not fit', () => {
    kernels.memory.scope(() => {
      const { matrix, right } = system(kernels);
      expect(() => solveTriangleRows(kernels, { lower: makeSquare(kernels, 16), rows: right })).toThrow(/16 unknowns/);
      const odd = makeMatrix(kernels, 20, 20);
      expect(() => conjugateRows(kernels, { matrix: odd, right, out: matrix, steps: 1, tolerance: 0 })).toThrow(
        /multiple of 16/,
      );
    });
  });
});
