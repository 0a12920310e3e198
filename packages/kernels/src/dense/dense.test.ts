import { compiledKernels } from '@vitrine/testkit/kernels';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Kernels, startKernels } from '../machine/kernels.ts';
import { RandomStream } from '../random/random-stream.ts';
import { choleskyInPlace, invertLower } from './cholesky.ts';
import { invertSymmetric } from './invert-symmetric.ts';
import { makeMatrix, multiply, multiplySymmetric } from './multiply.ts';
import { makeSquare } from './square-doubles.ts';
import { symmetricEigen } from './symmetric-eigen.ts';
import { truncatedSvd } from './truncated-svd.ts';

/** A well conditioned symmetric positive definite matrix. */
function definite(n: number): Float64Array {
  const random = new RandomStream(3);
  const half = Float64Array.from({ length: n * n }, () => random.next() - 0.5);
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < n; k++)
        out[i * n + j] = (out[i * n + j] ?? 0) + ((half[i * n + k] ?? 0) * (half[j * n + k] ?? 0)) / n;
    }
    out[i * n + i] = (out[i * n + i] ?? 0) + 0.5;
  }
  return out;
}

describe('REC-17 dense algebra', () => {
  it('factors, and inverts the factor', () => {
    const matrix = definite(37);
    const factor = matrix.slice();
    choleskyInPlace(factor, 37);
    const inverse = invertLower(factor, 37);
    for (let i = 0; i < 37; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let k = j; k <= i; k++) sum += (factor[i * 37 + k] ?? 0) * (inverse[k * 37 + j] ?? 0);
        expect(sum).toBeCloseTo(i === j ? 1 : 0, 12);
      }
    }
  });

  it('refuses a matrix that is not positive definite', () => {
    expect(() => choleskyInPlace(Float64Array.of(1, 2, 2, 1), 2)).toThrow(/not positive definite \(row 1\)/);
  });
});

describe.each(['plain', 'simd'] as const)('REC-17 algebra over kernels, %s', (kind) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = startKernels(kind === 'simd' ? { module: await compiledKernels() } : {});
  });

  it.each([1, 2, 3, 40, 130])('turns a symmetric matrix of %i into eigenvalues and vectors, largest first', (n) => {
    const matrix = definite(n);
    const [square, unit] = [makeSquare(kernels, n), makeSquare(kernels, n)];
    square.values.set(matrix);
    const values = symmetricEigen(kernels, square, unit);
    const vectors = unit.values;
    for (let k = 0; k < n; k++) {
      expect(values[k]).toBeLessThanOrEqual(values[k - 1] ?? Infinity);
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += (matrix[i * n + j] ?? 0) * (vectors[k * n + j] ?? 0);
        expect(Math.abs(sum - (values[k] ?? NaN) * (vectors[k * n + i] ?? NaN))).toBeLessThan(1e-11);
      }
    }
  });

  it.each([1e-170, 1e170])('finds eigenvalues where squares leave the range of numbers: %f', (scale) => {
    const [square, unit] = [makeSquare(kernels, 3), makeSquare(kernels, 3)];
    square.values.set([2, 1, 0, 1, 2, 1, 0, 1, 2].map((value) => value * scale));
    const found = symmetricEigen(kernels, square, unit);
    [2 + Math.SQRT2, 2, 2 - Math.SQRT2].forEach((value, at) =>
      expect((found[at] ?? NaN) / scale).toBeCloseTo(value, 12),
    );
    expect(Math.abs(unit.values[0] ?? NaN)).toBeCloseTo(0.5, 12);
  });

  it('refuses the eigenvalues of what is not finite', () => {
    const [square, unit] = [makeSquare(kernels, 1), makeSquare(kernels, 1)];
    square.values[0] = NaN;
    expect(() => symmetricEigen(kernels, square, unit)).toThrow(/not finite/);
  });

  it.each([1, 63, 64, 200])('inverts a symmetric matrix of %i', (n) => {
    kernels.memory.scope(() => {
      const matrix = definite(n);
      const [inverse, whole, product] = [
        makeMatrix(kernels, n, n),
        makeMatrix(kernels, n, n),
        makeMatrix(kernels, n, n),
      ];
      inverse.values.set(matrix);
      whole.values.set(matrix);
      invertSymmetric(kernels, inverse);
      multiply(kernels, { left: whole, right: inverse, out: product });
      product.values.forEach((value, at) => expect(Math.abs(value - (at % (n + 1) === 0 ? 1 : 0))).toBeLessThan(2e-5));
    });
  });

  it('finds the leading singular vectors of a sparse matrix', () => {
    kernels.memory.scope(() => {
      const [rows, columns, rank] = [60, 40, 5];
      const random = new RandomStream(9);
      const cells = Array.from({ length: rows * columns }, () => (random.next() < 0.2 ? 1 + random.next() : 0));
      const byRow = sparse(kernels, [rows, columns], (row, column) => cells[row * columns + column] ?? 0);
      const byColumn = sparse(kernels, [columns, rows], (column, row) => cells[row * columns + column] ?? 0);
      const found = truncatedSvd(
        kernels,
        { rows, columns, byRow, byColumn },
        { rank, iterations: 12, random: new RandomStream(1) },
      );
      const gram = new Float64Array(columns * columns);
      for (let row = 0; row < rows; row++) {
        for (let a = 0; a < columns; a++) {
          for (let b = 0; b < columns; b++)
            gram[a * columns + b] =
              (gram[a * columns + b] ?? 0) + (cells[row * columns + a] ?? 0) * (cells[row * columns + b] ?? 0);
        }
      }
      const [square, unit] = [makeSquare(kernels, columns), makeSquare(kernels, columns)];
      square.values.set(gram);
      const exact = symmetricEigen(kernels, square, unit);
      for (let k = 0; k < rank; k++) {
        expect(found.values[k]).toBeCloseTo(Math.sqrt(exact[k] ?? NaN), 3);
        let dot = 0;
        for (let column = 0; column < columns; column++)
          dot += (found.vectors.values[column * rank + k] ?? 0) * (unit.values[k * columns + column] ?? 0);
        expect(Math.abs(dot)).toBeCloseTo(1, 3);
      }
      const product = makeMatrix(kernels, rank, rank);
      multiplySymmetric(kernels, { left: found.vectors, out: product, transposeLeft: true });
      product.values.forEach((value, at) =>
        expect(Math.abs(value - (at % (rank + 1) === 0 ? 1 : 0))).toBeLessThan(1e-4),
      );
    });
  });
});

function sparse(
  kernels: Kernels,
  [rows, columns]: readonly [number, number],
  cell: (row: number, column: number) => number,
) {
  const starts = kernels.memory.int32(rows + 1);
  const [found, kept]: [number[], number[]] = [[], []];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (cell(row, column) === 0) continue;
      found.push(column);
      kept.push(cell(row, column));
    }
    starts[row + 1] = found.length;
  }
  const [indices, values] = [kernels.memory.int32(found.length), kernels.memory.float32(found.length)];
  indices.set(found);
  values.set(kept);
  return { starts, indices, values };
}
