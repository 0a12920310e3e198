import { invertPositiveDefinite, sparseGram, topIndices, transposeSparseRows } from '@vitrine/kernels';
import type { Interactions } from '../../interactions/interactions.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';
import type { FitRun } from '../model.ts';
import type { EaseConfig } from './config.ts';

/** Dense weights between the items that take part. */
export interface EaseWeights {
  /** Catalog index of each row, ascending. */
  readonly members: Int32Array;
  /** members x members, row-major: row is the source, column the target; the diagonal is 0. */
  readonly weights: Float32Array;
}

/** B = I - P diag(1 / diag P) with P = (X'X + regularization I)^-1; about n^3 floating point operations. */
export function fitEase(interactions: Interactions, config: EaseConfig, run: FitRun): EaseWeights {
  const byUser = userItemRows(interactions, config.signal);
  const byItem = transposeSparseRows(byUser);
  const counts = Float64Array.from(
    { length: byItem.rowCount },
    (_, item) => byItem.starts[item + 1] - byItem.starts[item],
  );
  const unseen = Uint8Array.from(counts, (count) => (count === 0 ? 1 : 0));
  const members = topIndices(counts, config.maxItems, unseen).sort();
  const n = members.length;
  const rowOf = new Int32Array(byItem.rowCount).fill(-1);
  members.forEach((item, row) => (rowOf[item] = row));
  run.progress?.(0, n, 'co-occurrence');
  const gram = sparseGram({ byUser, byItem, userScale: new Float64Array(byUser.rowCount).fill(1) });
  const dense = new Float64Array(n * n);
  for (let row = 0; row < n; row++) {
    const item = members[row];
    for (let at = gram.starts[item]; at < gram.starts[item + 1]; at++) {
      const column = rowOf[gram.indices[at]];
      if (column >= 0) dense[row * n + column] = gram.values[at];
    }
    dense[row * n + row] += config.regularization;
  }
  const inverse = invertPositiveDefinite(dense, n, (done, total) => run.progress?.(done, total, 'inverse'));
  const weights = new Float32Array(n * n);
  for (let row = 0; row < n; row++) {
    for (let column = 0; column < n; column++) {
      if (row !== column) weights[row * n + column] = -inverse[row * n + column] / inverse[column * n + column];
    }
  }
  return { members, weights };
}
