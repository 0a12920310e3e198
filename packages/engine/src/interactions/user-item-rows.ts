import { buildSparseRows, type SparseRows } from '@vitrine/kernels';
import type { Interactions } from './interactions.ts';

/**
 * The user-item matrix (users x items): each pair once, with its largest weight, or 1 when `binary`.
 * Rows of weight 0 (impressions) are left out.
 */
export function userItemRows(interactions: Interactions, signal: 'binary' | 'weighted'): SparseRows {
  const { users, items, weights } = interactions;
  let kept = 0;
  for (const weight of weights) if (weight > 0) kept++;
  const rows = new Int32Array(kept);
  const columns = new Int32Array(kept);
  const values = signal === 'binary' ? undefined : new Float32Array(kept);
  let at = 0;
  for (let row = 0; row < weights.length; row++) {
    if (!(weights[row] > 0)) continue;
    rows[at] = users[row];
    columns[at] = items[row];
    if (values !== undefined) values[at] = weights[row];
    at++;
  }
  return buildSparseRows({
    rowCount: interactions.userIds.length,
    columnCount: interactions.itemIds.length,
    rows,
    columns,
    ...(values === undefined ? {} : { values }),
  });
}
