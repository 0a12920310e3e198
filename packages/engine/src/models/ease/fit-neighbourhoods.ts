import { bestOfGram, type Kernels, neighbourRidges, type SparseRows, transposeSparseRows } from '@vitrine/kernels';
import type { FitRun } from '../model.ts';
import type { UserItemPair } from '../user-item-pair.ts';
import type { EaseConfig } from './config.ts';

/** Weights of the neighbours of each item, by source. */
export interface NeighbourWeights {
  readonly rows: SparseRows;
}

/**
 * For each item a regression on its best neighbours (by count over the root of their popularity): (G_NN + lambda I)^-1 G_Nt.
 * Costs items x neighbours^3 / 3 operations, each item for itself; on sparse catalogs as good as the exact solution, whose cost is items^3.
 */
export function fitNeighbourhoods(
  kernels: Kernels,
  pair: UserItemPair,
  how: { readonly config: EaseConfig; readonly run: FitRun },
): NeighbourWeights {
  const { config, run } = how;
  const { starts, values } = pair.byItem;
  const columnScale = Float64Array.from({ length: pair.byItem.rowCount }, (_, item) => {
    let square = 0;
    for (let at = starts[item]; at < starts[item + 1]; at++) square += values[at] ** 2;
    return 1 / Math.sqrt(Math.max(1, square));
  });
  const near = bestOfGram(kernels, pair, {
    count: config.neighbours,
    columnScale,
    onRow: (done, total) => run.progress?.(done, total, 'co-occurrence'),
  });
  const weights = neighbourRidges(kernels, pair, {
    near,
    lambda: config.regularization,
    onList: (done, total) => run.progress?.(done, total, 'regressions'),
  });
  return { rows: transposeSparseRows({ ...near, values: weights }) };
}
