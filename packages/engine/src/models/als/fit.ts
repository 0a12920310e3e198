import { type Kernels, type Matrix, RandomStream, type SparseRows, transposeSparseRows } from '@vitrine/kernels';
import { type AlternatingLoss, makeTurnedFactors, solveSide, sumRows, whiten } from '../../factors/alternate.ts';
import { plainKernels } from '../../factors/kernel-source.ts';
import { type KernelRows, toKernelRows } from '../../factors/sparse-in-memory.ts';
import type { Interactions } from '../../interactions/interactions.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';
import type { FitRun } from '../model.ts';
import { type AlsConfig, unobservedWeight } from './config.ts';

/** Items in the coordinates in which a visitor is folded in; see `foldIn`. */
export interface AlsFactors {
  /** rows x width, a row an item: V L^-T, or V Q with an own regularisation for each visitor. */
  readonly values: Float32Array;
  readonly rows: number;
  readonly width: number;
  /** Eigenvalues of the weighted Gram matrix; null with the classical loss, whose whitening is in `items`. */
  readonly spectrum: Float64Array | null;
  /** Regularisation as it was used. */
  readonly regularization: number;
}

/** Alternates between users and items; about 4 x interactions x factors x (steps + 1) operations a half epoch, and the products of matrices. */
export function fitAls(interactions: Interactions, config: AlsConfig, run: FitRun): AlsFactors {
  const kernels = (run.kernels ?? plainKernels)();
  kernels.startThreads();
  try {
    return alternate(kernels, userItemRows(interactions, config.signal), { config, run });
  } finally {
    kernels.end();
  }
}

function alternate(kernels: Kernels, byUser: SparseRows, how: { config: AlsConfig; run: FitRun }): AlsFactors {
  const { config, run } = how;
  const width = Math.ceil(Math.min(config.factors, Math.max(1, byUser.columnCount)) / 16) * 16;
  const loss = lossOf(config, byUser.columnCount);
  const byItem = transposeSparseRows(byUser);
  const extra = (value: number): number => (config.scaling === 'plain' ? config.confidence : 1) * value;
  const users = {
    rows: toKernelRows(kernels, byUser, (_user, _item, value) => extra(value)),
    longest: longestRow(byUser),
  };
  const items = {
    rows: toKernelRows(kernels, byItem, (_item, _user, value) => extra(value)),
    longest: longestRow(byItem),
  };
  const [userFactors, itemFactors] = [
    makeTurnedFactors(kernels, byUser.rowCount, width),
    makeTurnedFactors(kernels, byItem.rowCount, width),
  ];
  startRandomly(itemFactors.rows, items.rows, { seed: run.seed, factors: config.factors });
  sumRows(kernels, itemFactors);
  for (let epoch = 0; epoch < config.epochs; epoch++) {
    run.progress?.(epoch, config.epochs, 'factors');
    solveSide(kernels, { ...users, fixed: itemFactors, solved: userFactors }, loss);
    solveSide(kernels, { ...items, fixed: userFactors, solved: itemFactors }, loss);
  }
  const { z, spectrum } = whiten(kernels, itemFactors, loss);
  return { values: z.values.slice(), rows: z.rows, width, spectrum, regularization: loss.regularization };
}

function lossOf(config: AlsConfig, items: number): AlternatingLoss {
  const plain = config.scaling === 'plain';
  const unobserved = plain ? 1 : unobservedWeight(config, items);
  const regularization = config.regularization ?? (plain ? 5 : Math.min(0.02, 2 / (unobserved * Math.max(1, items))));
  return { unobserved, regularization, scaling: config.scaling, steps: config.steps ?? (plain ? 2 : 3), exactBelow: 8 };
}

/** Small numbers of variance 0.01 / factors; nothing for items that nobody has, and for columns that only fill up. */
function startRandomly(
  matrix: Matrix,
  rows: KernelRows,
  how: { readonly seed: number; readonly factors: number },
): void {
  const random = new RandomStream(how.seed).derive('als');
  const scale = Math.sqrt(0.03 / how.factors);
  for (let row = 0; row < matrix.rows; row++) {
    const known = rows.starts[row + 1] > rows.starts[row];
    for (let column = 0; column < how.factors && column < matrix.columns; column++) {
      const value = random.nextSigned() * scale;
      if (known) matrix.values[row * matrix.columns + column] = value;
    }
  }
}

function longestRow(rows: SparseRows): number {
  let longest = 0;
  for (let row = 0; row < rows.rowCount; row++) longest = Math.max(longest, rows.starts[row + 1] - rows.starts[row]);
  return longest;
}
