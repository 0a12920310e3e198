import type { Kernels } from '../machine/kernels.ts';
import { choleskyInPlace, invertLower } from './cholesky.ts';
import { makeMatrix, type Matrix, multiply } from './multiply.ts';

const block = 64;

/**
 * Inverts a symmetric positive definite matrix in place (float32, both triangles filled) by symmetric block sweeps: for each block of 64 pivots one
 * product of matrices over the whole. About 2 n^3 operations; the residual is that of float32, 1e-5 relative for well conditioned matrices.
 * @throws RangeError when the matrix is not positive definite.
 */
export function invertSymmetric(
  kernels: Kernels,
  matrix: Matrix,
  onBlock?: (done: number, total: number) => void,
): void {
  const n = matrix.rows;
  for (let first = 0; first < n; first += block) {
    onBlock?.(first, n);
    sweep(kernels, matrix, { first, width: Math.min(block, n - first) });
  }
  const { values } = matrix;
  // A sweep leaves minus the inverse.
  for (let row = 0; row < n; row++) {
    for (let column = row; column < n; column++) {
      const value = -(values[row * n + column] + values[column * n + row]) / 2;
      values[row * n + column] = value;
      values[column * n + row] = value;
    }
  }
}

/** Exchanges one block of unknowns: A_kk -> -A_kk^-1, A_k: -> A_kk^-1 A_k:, the rest loses A_:k A_kk^-1 A_k:. */
function sweep(kernels: Kernels, matrix: Matrix, at: { readonly first: number; readonly width: number }): void {
  const n = matrix.rows;
  const { first, width } = at;
  const { values } = matrix;
  kernels.memory.scope(() => {
    const pivot = makeMatrix(kernels, width, width);
    const rows = makeMatrix(kernels, width, n);
    const solved = makeMatrix(kernels, width, n);
    rows.values.set(values.subarray(first * n, (first + width) * n));
    pivot.values.set(inverseOfPivot(rows.values, { n, first, width }));
    multiply(kernels, { left: pivot, right: rows, out: solved });
    multiply(kernels, { left: rows, right: solved, out: matrix, transposeLeft: true, alpha: -1, beta: 1 });
    for (let row = 0; row < width; row++) {
      for (let column = 0; column < n; column++) {
        const value = solved.values[row * n + column];
        values[(first + row) * n + column] = value;
        values[column * n + first + row] = value;
      }
    }
    for (let row = 0; row < width; row++) {
      for (let column = 0; column < width; column++) {
        values[(first + row) * n + first + column] = -pivot.values[row * width + column];
      }
    }
  });
}

/** The inverse of the pivot block in float64. */
function inverseOfPivot(
  rows: Float32Array,
  at: { readonly n: number; readonly first: number; readonly width: number },
): Float64Array {
  const { n, first, width } = at;
  const factor = new Float64Array(width * width);
  for (let row = 0; row < width; row++) {
    for (let column = 0; column < width; column++) factor[row * width + column] = rows[row * n + first + column];
  }
  choleskyInPlace(factor, width);
  const lower = invertLower(factor, width);
  const inverse = new Float64Array(width * width);
  for (let k = 0; k < width; k++) {
    for (let row = 0; row <= k; row++) {
      for (let column = 0; column <= k; column++) {
        inverse[row * width + column] += lower[k * width + row] * lower[k * width + column];
      }
    }
  }
  return inverse;
}
