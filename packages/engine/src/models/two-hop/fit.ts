import { type SparseRows, sparseRowSums, transposeSparseRows } from '@vitrine/kernels';
import type { Interactions } from '../../interactions/interactions.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';
import type { TwoHopConfig } from './config.ts';

/** B = D_u^-c/2 X D_i^-b, both ways round; one hop is B'B. */
export interface HopRows {
  /** users x items. */
  readonly byUser: SparseRows;
  /** items x users. */
  readonly byItem: SparseRows;
}

/** Scales the rows; O(interactions). The item-item matrix is never made: walking over people costs 2 x interactions, it many times that. */
export function fitTwoHop(interactions: Interactions, config: TwoHopConfig): HopRows {
  const rows = userItemRows(interactions, config.signal);
  const discount = (sums: Float64Array, exponent: number): Float64Array =>
    sums.map((degree) => (degree > 0 ? Math.pow(degree, -exponent) : 0));
  const userScale = discount(sparseRowSums(rows), config.userExponent / 2);
  const itemScale = discount(sparseRowSums(transposeSparseRows(rows)), config.itemExponent);
  const values = rows.values.slice();
  for (let user = 0; user < rows.rowCount; user++) {
    for (let at = rows.starts[user]; at < rows.starts[user + 1]; at++) {
      values[at] *= userScale[user] * itemScale[rows.indices[at]];
    }
  }
  const byUser = { ...rows, values };
  return { byUser, byItem: transposeSparseRows(byUser) };
}
