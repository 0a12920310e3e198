import { finish, type SparseRows, transposeSparseRowsInSteps } from '@vitrine/kernels';
import type { Interactions } from '../interactions/interactions.ts';
import { userItemRowsInSteps } from '../interactions/user-item-rows.ts';
import type { FitRun } from './model.ts';

/** The user-item matrix from both sides. */
export interface UserItemPair {
  /** users x items. */
  readonly byUser: SparseRows;
  /** items x users. */
  readonly byItem: SparseRows;
}

/** The matrix of a training, made once for all models that share a run. */
export function userItemPair(
  interactions: Interactions,
  signal: 'binary' | 'weighted',
  run: Pick<FitRun, 'shared'> = {},
): UserItemPair {
  return finish(userItemPairInSteps(interactions, signal, run));
}

/** As `userItemPair`, pausing every few milliseconds. */
export function* userItemPairInSteps(
  interactions: Interactions,
  signal: 'binary' | 'weighted',
  run: Pick<FitRun, 'shared'> = {},
): Generator<void, UserItemPair> {
  const key = `user-item pair ${signal}`;
  // Nobody else writes under this key.
  const known = run.shared?.get(key) as UserItemPair | undefined;
  if (known !== undefined) return known;
  const byUser = yield* userItemRowsInSteps(interactions, signal);
  const pair = { byUser, byItem: yield* transposeSparseRowsInSteps(byUser) };
  run.shared?.set(key, pair);
  return pair;
}
