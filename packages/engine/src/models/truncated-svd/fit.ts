import {
  RandomStream,
  type SparseRows,
  sparseRowSums,
  sumOf,
  transposeSparseRows,
  truncatedSvd,
} from '@vitrine/kernels';
import { plainKernels } from '../../factors/kernel-source.ts';
import { toKernelRows } from '../../factors/sparse-in-memory.ts';
import type { Interactions } from '../../interactions/interactions.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';
import type { FitRun } from '../model.ts';
import type { TruncatedSvdConfig } from './config.ts';

/** V of X = U S V', as one table that is read on both sides: score(j) = sum over the history of weight x sourceScale_i x row_i . row_j. */
export interface SvdFactors {
  /** items x width: V, each row times the root of its item's degree when the matrix was normalised. */
  readonly values: Float32Array;
  readonly rows: number;
  readonly width: number;
  /** 1, or 1 / degree when the matrix was normalised; 0 for items that nobody has. */
  readonly sourceScale: Float32Array;
  /** Share of the matrix's squared sum that the vectors hold. */
  readonly kept: number;
}

/** About factors x (interactions + items x factors) operations a round. */
export function fitTruncatedSvd(interactions: Interactions, config: TruncatedSvdConfig, run: FitRun): SvdFactors {
  const byUser = userItemRows(interactions, config.signal);
  const byItem = transposeSparseRows(byUser);
  const itemDegrees = sparseRowSums(byItem);
  const normalised = config.normalise === 'degrees';
  const { vectors, width, kept } = singularVectors({ byUser, byItem, normalised }, config, run);
  const rootOf = (item: number): number => (normalised ? Math.sqrt(itemDegrees[item]) : 1);
  for (let at = 0; at < vectors.length; at++) vectors[at] *= rootOf(Math.floor(at / width));
  const sourceScale = Float32Array.from(itemDegrees, (degree) => (degree > 0 ? (normalised ? 1 / degree : 1) : 0));
  return { values: vectors, rows: byItem.rowCount, width, sourceScale, kept };
}

interface TwoWays {
  readonly byUser: SparseRows;
  readonly byItem: SparseRows;
  readonly normalised: boolean;
}

function singularVectors(
  { byUser, byItem, normalised }: TwoWays,
  config: TruncatedSvdConfig,
  run: FitRun,
): { vectors: Float32Array; width: number; kept: number } {
  const [userRoots, itemRoots] = [byUser, byItem].map((rows) => sparseRowSums(rows).map(Math.sqrt));
  const scaled = (user: number, item: number, value: number): number =>
    normalised ? value / (userRoots[user] * itemRoots[item]) : value;
  const smaller = Math.min(byUser.rowCount, byItem.rowCount);
  const kernels = (run.kernels ?? plainKernels)();
  try {
    const byRow = toKernelRows(kernels, byUser, scaled);
    const total = sumOf(byRow.values.map((value) => value * value));
    const { vectors, values } = truncatedSvd(
      kernels,
      {
        rows: byUser.rowCount,
        columns: byItem.rowCount,
        byRow,
        byColumn: toKernelRows(kernels, byItem, (item, user, value) => scaled(user, item, value)),
      },
      {
        rank: Math.min(config.factors, Math.ceil(smaller / 4)),
        iterations: config.iterations,
        random: new RandomStream(run.seed).derive('truncated-svd'),
        progress: (done, all) => run.progress?.(done, all, 'singular vectors'),
      },
    );
    const held = sumOf(values.map((value) => value * value));
    return { vectors: vectors.values.slice(), width: vectors.columns, kept: total > 0 ? held / total : 0 };
  } finally {
    kernels.end();
  }
}
