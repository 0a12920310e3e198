import { denseGram, invertPositiveDefinite, invertSymmetric, type Kernels, type Matrix } from '@vitrine/kernels';
import { plainKernels } from '../../factors/kernel-source.ts';
import type { Interactions } from '../../interactions/interactions.ts';
import type { FitRun } from '../model.ts';
import { userItemPair, type UserItemPair } from '../user-item-pair.ts';
import type { EaseConfig } from './config.ts';
import { fitNeighbourhoods, type NeighbourWeights } from './fit-neighbourhoods.ts';

/** Dense weights between the items that take part. */
export interface EaseWeights {
  /** Catalog index of each row, ascending. */
  readonly members: Int32Array;
  /** members x members, row-major: row is the source, column the target; the diagonal is 0. */
  readonly weights: Float32Array;
}

/** The exact solution where the catalog allows it, else one regression for each item over its neighbours. */
export function fitEase(interactions: Interactions, config: EaseConfig, run: FitRun): EaseWeights | NeighbourWeights {
  const pair = userItemPair(interactions, config.signal, run);
  const { starts } = pair.byItem;
  const members = Int32Array.from(starts.keys()).filter((item) => starts[item + 1] > starts[item]);
  const kernels = (run.kernels ?? plainKernels)();
  try {
    return members.length <= config.exactItems
      ? fitExactly(kernels, { pair, members }, { config, run })
      : fitNeighbourhoods(kernels, pair, { config, run });
  } finally {
    kernels.end();
  }
}

/** B = I - P diag(1 / diag P) with P = (X'X + regularization I)^-1; about 2 n^3 floating point operations. */
function fitExactly(
  kernels: Kernels,
  from: { readonly pair: UserItemPair; readonly members: Int32Array },
  how: { readonly config: EaseConfig; readonly run: FitRun },
): EaseWeights {
  const { members } = from;
  const { config, run } = how;
  const n = members.length;
  run.progress?.(0, n, 'co-occurrence');
  const matrix = denseGram(kernels, pairOfMembers(from.pair, members));
  const { values } = matrix;
  for (let row = 0; row < n; row++) values[row * n + row] += config.regularization;
  invert(kernels, matrix, (done, total) => run.progress?.(done, total, 'inverse'));
  const weights = new Float32Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      if (row !== column) weights[row * n + column] = -values[row * n + column] / values[column * n + column];
    }
  }
  return { members, weights };
}

/** The matrix without the items that nobody has. */
function pairOfMembers(pair: UserItemPair, members: Int32Array): UserItemPair {
  if (members.length === pair.byItem.rowCount) return pair;
  const rowOf = new Int32Array(pair.byItem.rowCount);
  members.forEach((item, row) => (rowOf[item] = row));
  const starts = new Int32Array(members.length + 1);
  members.forEach((item, row) => (starts[row + 1] = pair.byItem.starts[item + 1]));
  return {
    byUser: { ...pair.byUser, columnCount: members.length, indices: pair.byUser.indices.map((item) => rowOf[item]) },
    byItem: { ...pair.byItem, rowCount: members.length, starts },
  };
}

/** By products of matrices where they are fast, else in float64 by rows: half the operations, and more digits. */
function invert(kernels: Kernels, matrix: Matrix, onRow: (done: number, total: number) => void): void {
  if (kernels.kind === 'simd') return invertSymmetric(kernels, matrix, onRow);
  matrix.values.set(invertPositiveDefinite(Float64Array.from(matrix.values), matrix.rows, onRow));
}
