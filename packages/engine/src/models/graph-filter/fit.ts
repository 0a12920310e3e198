import { finish } from '@vitrine/kernels';
import { plainKernels } from '../../factors/kernel-source.ts';
import type { Interactions } from '../../interactions/interactions.ts';
import type { FitRun } from '../model.ts';
import { userItemPairInSteps } from '../user-item-pair.ts';
import { type HopExponents, ItemHop } from './item-hop.ts';

/** The hop over the item graph, one for all models that share a run and its exponents; O(rows), see `ItemHop` for what a score costs. */
export function fitGraphFilter(
  interactions: Interactions,
  config: HopExponents,
  run: Pick<FitRun, 'shared' | 'kernels'>,
): ItemHop {
  return finish(graphFilterInSteps(interactions, config, run));
}

/** As `fitGraphFilter`, pausing every few milliseconds. */
export function* graphFilterInSteps(
  interactions: Interactions,
  config: HopExponents,
  run: Pick<FitRun, 'shared' | 'kernels'>,
): Generator<void, ItemHop> {
  const { signal, userExponent, itemExponent, cellExponent } = config;
  const key = `graph filter ${signal} ${userExponent} ${itemExponent} ${cellExponent}`;
  // Nobody else writes under this key.
  const known = run.shared?.get(key) as ItemHop | undefined;
  if (known !== undefined) return known;
  const pair = yield* userItemPairInSteps(interactions, signal, run);
  yield;
  const hop = new ItemHop(pair, config, run.kernels ?? plainKernels);
  run.shared?.set(key, hop);
  yield;
  return hop;
}
