import {
  invertPositiveDefinite,
  invertSymmetric,
  type Kernels,
  makeMatrix,
  type Matrix,
  sparseGram,
  type SparseRows,
  transposeSparseRows,
} from '@vitrine/kernels';
import { plainKernels } from '../../factors/kernel-source.ts';
import type { Interactions } from '../../interactions/interactions.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';
import type { FitRun } from '../model.ts';
import type { EaseConfig } from './config.ts';
import { fitNeighbourhoods } from './fit-neighbourhoods.ts';

/** Dense weights between the items that take part. */
export interface EaseWeights {
  /** Catalog index of each row, ascending. */
  readonly members: Int32Array;
  /** members x members, row-major: row is the source, column the target; the diagonal is 0. */
  readonly weights: Float32Array;
}

/** Weights of the neighbours of each item, by source. */
export interface NeighbourWeights {
  readonly rows: SparseRows;
}

/** The exact solution where the catalog allows it, else one regression for each item over its neighbours. */
export function fitEase(interactions: Interactions, config: EaseConfig, run: FitRun): EaseWeights | NeighbourWeights {
  const byUser = userItemRows(interactions, config.signal);
  const byItem = transposeSparseRows(byUser);
  run.progress?.(0, byItem.rowCount, 'co-occurrence');
  const gram = sparseGram({ byUser, byItem, userScale: new Float64Array(byUser.rowCount).fill(1) });
  const members = Int32Array.from({ length: byItem.rowCount }, (_, item) => item).filter(
    (item) => byItem.starts[item + 1] > byItem.starts[item],
  );
  return members.length <= config.exactItems
    ? fitExactly({ gram, members }, config, run)
    : fitNeighbourhoods(gram, config, run);
}

/** B = I - P diag(1 / diag P) with P = (X'X + regularization I)^-1; about 2 n^3 floating point operations. */
function fitExactly(
  from: { readonly gram: SparseRows; readonly members: Int32Array },
  config: EaseConfig,
  run: FitRun,
): EaseWeights {
  const { gram, members } = from;
  const n = members.length;
  const rowOf = new Int32Array(gram.rowCount).fill(-1);
  members.forEach((item, row) => (rowOf[item] = row));
  const kernels = (run.kernels ?? plainKernels)();
  try {
    const matrix = makeMatrix(kernels, n, n);
    const { values } = matrix;
    for (let row = 0; row < n; row++) {
      for (let at = gram.starts[members[row]]; at < gram.starts[members[row] + 1]; at++) {
        const column = rowOf[gram.indices[at]];
        if (column >= 0) values[row * n + column] = gram.values[at];
      }
      values[row * n + row] += config.regularization;
    }
    invert(kernels, matrix, (done, total) => run.progress?.(done, total, 'inverse'));
    const weights = new Float32Array(n * n);
    for (let row = 0; row < n; row++) {
      for (let column = 0; column < n; column++) {
        if (row !== column) weights[row * n + column] = -values[row * n + column] / values[column * n + column];
      }
    }
    return { members, weights };
  } finally {
    kernels.end();
  }
}

/** By products of matrices where they are fast, else in float64 by rows: half the operations, and more digits. */
function invert(kernels: Kernels, matrix: Matrix, onRow: (done: number, total: number) => void): void {
  if (kernels.kind === 'simd') return invertSymmetric(kernels, matrix, onRow);
  matrix.values.set(invertPositiveDefinite(Float64Array.from(matrix.values), matrix.rows, onRow));
}
