import { buildSparseRowsInSteps, type Coordinates, finish, type SparseRows } from '@vitrine/kernels';
import type { Interactions } from './interactions.ts';

/**
 * The user-item matrix (users x items): each pair once, with its largest weight, or 1 when `binary`.
 * Rows of weight 0 (impressions) are left out.
 */
export function userItemRows(interactions: Interactions, signal: 'binary' | 'weighted'): SparseRows {
  return finish(userItemRowsInSteps(interactions, signal));
}

/** As `userItemRows`, pausing every few milliseconds. */
export function* userItemRowsInSteps(
  interactions: Interactions,
  signal: 'binary' | 'weighted',
): Generator<void, SparseRows> {
  const { users, items, weights, userIds, itemIds } = interactions;
  const rowCount = userIds.length;
  const columnCount = itemIds.length;
  let kept = 0;
  for (let begin = 0; begin < weights.length; begin += slice) {
    kept += countPositive(weights.subarray(begin, begin + slice));
    yield;
  }
  // Nearly always all rows count, and nothing need be copied.
  if (kept === weights.length) {
    const values = signal === 'binary' ? {} : { values: weights };
    return yield* buildSparseRowsInSteps({ rowCount, columnCount, rows: users, columns: items, ...values });
  }
  const rows = new Int32Array(kept);
  const columns = new Int32Array(kept);
  const values = signal === 'binary' ? {} : { values: new Float32Array(kept) };
  let size = 0;
  for (let begin = 0; begin < weights.length; begin += slice) {
    size = keepPositive(interactions, { begin, end: begin + slice, size }, { rows, columns, ...values });
    yield;
  }
  return yield* buildSparseRowsInSteps({ rowCount, columnCount, rows, columns, ...values });
}

/** Rows that are looked at between two pauses. */
const slice = 250_000;

function countPositive(weights: Float32Array): number {
  let count = 0;
  for (const weight of weights) if (weight > 0) count++;
  return count;
}

/** Copies what some rows say, where `size` are kept already; answers how many are then. */
function keepPositive(
  { users, items, weights }: Interactions,
  part: { readonly begin: number; readonly end: number; readonly size: number },
  to: Pick<Coordinates, 'rows' | 'columns' | 'values'>,
): number {
  let { size } = part;
  for (let row = part.begin; row < Math.min(part.end, weights.length); row++) {
    if (!(weights[row] > 0)) continue;
    to.rows[size] = users[row];
    to.columns[size] = items[row];
    if (to.values !== undefined) to.values[size] = weights[row];
    size++;
  }
  return size;
}
