import { type SparseRows, transposeSparseRows } from '@vitrine/kernels';
import { plainKernels } from '../../factors/kernel-source.ts';
import { toKernelRows } from '../../factors/sparse-in-memory.ts';
import { keepLargest } from '../keep-largest.ts';
import type { FitRun } from '../model.ts';
import type { EaseConfig } from './config.ts';
import type { NeighbourWeights } from './fit.ts';

/** Targets that threads take at once. */
const grain = 16;

/**
 * For each item a regression on its best neighbours (by count over the root of their popularity): (G_NN + lambda I)^-1 G_Nt.
 * Costs items x neighbours^3 / 3 operations, each item for itself; on sparse catalogs as good as the exact solution, whose cost is items^3.
 */
export function fitNeighbourhoods(gram: SparseRows, config: EaseConfig, run: FitRun): NeighbourWeights {
  const counts = diagonalOf(gram);
  const near = keepLargest(
    gram,
    config.neighbours,
    (_target, neighbour) => 1 / Math.sqrt(Math.max(1, counts[neighbour])),
  );
  const kernels = (run.kernels ?? plainKernels)();
  try {
    const { memory } = kernels;
    const rows = toKernelRows(kernels, gram);
    const [starts, neighbours] = [memory.int32(near.starts.length), memory.int32(near.indices.length)];
    starts.set(near.starts);
    neighbours.set(near.indices);
    const weights = memory.float32(near.indices.length);
    const offsets = [rows.starts, rows.indices, rows.values, starts, neighbours].map((array) => memory.offsetOf(array));
    run.progress?.(0, 1, 'regressions');
    kernels.run('solveNeighbours', {
      args: [...offsets, config.regularization, config.neighbours, memory.offsetOf(weights)],
      total: gram.rowCount,
      grain,
      scratchBytes: (config.neighbours + 4) ** 2 * 4,
    });
    return { rows: transposeSparseRows({ ...near, values: weights.slice() }) };
  } finally {
    kernels.end();
  }
}

function diagonalOf(gram: SparseRows): Float64Array {
  const counts = new Float64Array(gram.rowCount);
  for (let row = 0; row < gram.rowCount; row++) {
    for (let at = gram.starts[row]; at < gram.starts[row + 1]; at++)
      if (gram.indices[at] === row) counts[row] = gram.values[at];
  }
  return counts;
}
