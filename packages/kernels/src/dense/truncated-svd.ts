import type { Kernels } from '../machine/kernels.ts';
import type { RandomStream } from '../random/random-stream.ts';
import { makeMatrix, makeUnsetMatrix, type Matrix, multiply, multiplySymmetric } from './multiply.ts';
import { choleskySquare, invertLowerSquare, makeSquare } from './square-doubles.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** A sparse matrix and its transpose in kernel memory. */
export interface SparsePair {
  readonly rows: number;
  readonly columns: number;
  readonly byRow: { readonly starts: Int32Array; readonly indices: Int32Array; readonly values: Float32Array };
  readonly byColumn: { readonly starts: Int32Array; readonly indices: Int32Array; readonly values: Float32Array };
}

/** The leading right singular vectors: `vectors` has one row a column of the matrix and `rank` numbers in it. */
export interface RightSingular {
  readonly vectors: Matrix;
  /** Largest first. */
  readonly values: Float64Array;
}

/** How closely singular vectors are sought. */
export interface SvdOptions {
  /** How many; the vectors beside them that speed convergence up are chosen here. */
  readonly rank: number;
  /** Products with A'A; more bring the last vectors nearer to the true ones. */
  readonly iterations: number;
  readonly random: RandomStream;
  progress?(done: number, total: number): void;
}

/**
 * Leading right singular vectors by block power iteration (Halko, Martinsson, Tropp 2011, "Finding structure with randomness", algorithm 4.4)
 * with the Gram matrix orthonormalised by its Cholesky factor, and Rayleigh-Ritz at the end. The vectors stay in kernel memory.
 */
export function truncatedSvd(kernels: Kernels, matrix: SparsePair, options: SvdOptions): RightSingular {
  const { memory } = kernels;
  const rank = Math.min(options.rank, matrix.rows, matrix.columns);
  const width = Math.min(Math.ceil((rank + 8) / 16) * 16, Math.ceil(matrix.columns / 4) * 4);
  kernels.startThreads();
  const vectors = makeUnsetMatrix(kernels, matrix.columns, rank);
  const values = memory.scope(() => {
    const block = makeUnsetMatrix(kernels, matrix.columns, width);
    const spare = makeUnsetMatrix(kernels, matrix.columns, width);
    const image = makeUnsetMatrix(kernels, matrix.rows, width);
    // Any independent numbers symmetric about 0 serve where normal ones do; these do not take longer to draw than a round of products.
    for (let at = 0; at < block.values.length; at++) block.values[at] = options.random.nextSigned();
    let current = orthonormalise(kernels, block, spare);
    for (let round = 0; round < options.iterations; round++) {
      options.progress?.(round, options.iterations);
      timesDense(kernels, matrix.byRow, { dense: current, out: image });
      timesDense(kernels, matrix.byColumn, { dense: image, out: current });
      current = orthonormalise(kernels, current, current === block ? spare : block);
    }
    timesDense(kernels, matrix.byRow, { dense: current, out: image });
    const gram = makeMatrix(kernels, width, width);
    multiplySymmetric(kernels, { left: image, out: gram, transposeLeft: true });
    const [square, unit] = [makeSquare(kernels, width), makeSquare(kernels, width)];
    square.values.set(gram.values);
    const found = symmetricEigen(kernels, square, unit);
    const turn = makeMatrix(kernels, rank, width);
    turn.values.set(unit.values.subarray(0, rank * width));
    multiply(kernels, { left: current, right: turn, out: vectors, transposeRight: true });
    return found.slice(0, rank).map((value) => Math.sqrt(Math.max(0, value)));
  });
  return { vectors, values };
}

/** out = S x for sparse rows S. */
function timesDense(
  kernels: Kernels,
  rows: SparsePair['byRow'],
  by: { readonly dense: Matrix; readonly out: Matrix },
): void {
  const { dense, out } = by;
  const { memory } = kernels;
  const offsets = [rows.starts, rows.indices, rows.values, dense.values].map((array) => memory.offsetOf(array));
  kernels.run('sparseTimesDense', {
    args: [...offsets, dense.columns, memory.offsetOf(out.values)],
    total: out.rows,
    grain: 64,
  });
}

/** Makes the columns orthonormal; the answer is in one of the two matrices. Twice, because the Gram matrix squares the condition. */
function orthonormalise(kernels: Kernels, from: Matrix, spare: Matrix): Matrix {
  const width = from.columns;
  let [current, other] = [from, spare];
  kernels.memory.scope(() => {
    const gram = makeMatrix(kernels, width, width);
    const turn = makeMatrix(kernels, width, width);
    const [factor, inverse] = [makeSquare(kernels, width), makeSquare(kernels, width)];
    for (let round = 0; round < 2; round++) {
      multiplySymmetric(kernels, { left: current, out: gram, transposeLeft: true });
      factor.values.set(gram.values);
      let trace = 0;
      for (let at = 0; at < width; at++) trace += gram.values[at * width + at];
      // What rounding can take from the smallest eigenvalue.
      for (let at = 0; at < width; at++) factor.values[at * width + at] += trace * 1e-7 + 1e-30;
      choleskySquare(kernels, factor);
      invertLowerSquare(kernels, factor, inverse);
      turn.values.set(inverse.values);
      multiply(kernels, { left: current, right: turn, out: other, transposeRight: true, triangularRight: true });
      [current, other] = [other, current];
    }
  });
  return current;
}
