import { finish, type SparseRows, sparseRowSums, transposeSparseRowsInSteps } from '@vitrine/kernels';
import type { Interactions } from '../../interactions/interactions.ts';
import { scaledRows } from '../item-links.ts';
import type { FitRun } from '../model.ts';
import { userItemPairInSteps } from '../user-item-pair.ts';
import type { TwoHopConfig } from './config.ts';

/** B = D_u^-c/2 X D_i^-b, both ways round; one hop is B'B. */
export interface HopRows {
  /** users x items. */
  readonly byUser: SparseRows;
  /** items x users. */
  readonly byItem: SparseRows;
}

/** Scales the rows; O(interactions). The item-item matrix is never made: walking over people costs 2 x interactions, it many times that. */
export function fitTwoHop(interactions: Interactions, config: TwoHopConfig, run: Pick<FitRun, 'shared'>): HopRows {
  return finish(twoHopInSteps(interactions, config, run));
}

/** As `fitTwoHop`, pausing every few milliseconds. */
export function* twoHopInSteps(
  interactions: Interactions,
  config: TwoHopConfig,
  run: Pick<FitRun, 'shared'>,
): Generator<void, HopRows> {
  const { byUser: rows, byItem } = yield* userItemPairInSteps(interactions, config.signal, run);
  const discount = (sums: Float64Array, exponent: number): Float64Array =>
    sums.map((degree) => (degree > 0 ? Math.pow(degree, -exponent) : 0));
  const userScale = discount(sparseRowSums(rows), config.userExponent / 2);
  const itemScale = discount(sparseRowSums(byItem), config.itemExponent);
  yield;
  const byUser = scaledRows({ ...rows, values: rows.values.slice() }, userScale, itemScale);
  yield;
  return { byUser, byItem: yield* transposeSparseRowsInSteps(byUser) };
}
