import { sparseGram, sparseRowSums, transposeSparseRows } from '@vitrine/kernels';
import type { Interactions } from '../../interactions/interactions.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';
import type { ItemLinks } from '../item-links.ts';
import type { FitRun } from '../model.ts';
import type { GraphFilterConfig } from './config.ts';

/**
 * P = X' diag(d_u^-c) X with cells to the power p, and d_i^-b for both sides; nothing is pruned, because pruning costs recall.
 * Time: sum over users of degree squared; memory 8 bytes per co-occurring pair.
 */
export function fitGraphFilter(interactions: Interactions, config: GraphExponents, run: FitRun): ItemLinks {
  const key = `graph filter ${config.signal} ${config.userExponent} ${config.itemExponent} ${config.cellExponent}`;
  // Nobody else writes under this key.
  const known = run.shared?.get(key) as ItemLinks | undefined;
  if (known !== undefined) return known;
  const links = linkItems(interactions, config, run);
  run.shared?.set(key, links);
  return links;
}

/** What the matrix depends on. */
type GraphExponents = Pick<GraphFilterConfig, 'signal' | 'userExponent' | 'itemExponent' | 'cellExponent'>;

function linkItems(interactions: Interactions, config: GraphExponents, run: FitRun): ItemLinks {
  const byUser = userItemRows(interactions, config.signal);
  const byItem = transposeSparseRows(byUser);
  const userScale = sparseRowSums(byUser).map((degree) => (degree > 0 ? Math.pow(degree, -config.userExponent) : 0));
  const onRow =
    run.progress === undefined
      ? undefined
      : (done: number, total: number): void => run.progress?.(done, total, 'item-item matrix');
  const rows = sparseGram(onRow === undefined ? { byUser, byItem, userScale } : { byUser, byItem, userScale, onRow });
  raiseCells(rows.values, config.cellExponent);
  const scale = Float32Array.from(sparseRowSums(byItem), (degree) =>
    degree > 0 ? Math.pow(degree, -config.itemExponent) : 0,
  );
  return { rows, sourceScale: scale, targetScale: scale };
}

/** Most cells come from one common user and repeat the same few values, so the last result is worth keeping. */
function raiseCells(values: Float32Array, exponent: number): void {
  if (exponent === 1) return;
  let lastValue = NaN;
  let lastPower = NaN;
  for (let cell = 0; cell < values.length; cell++) {
    const value = values[cell];
    if (value !== lastValue) {
      lastValue = value;
      lastPower = Math.pow(value, exponent);
    }
    values[cell] = lastPower;
  }
}
