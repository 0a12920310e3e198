import type { SparseRows } from '@vitrine/kernels';
import type { Interactions } from '../../interactions/interactions.ts';
import { type Sequences, sessionSequences } from '../../interactions/sequences.ts';
import { keepLargest } from '../keep-largest.ts';
import { linkSequences } from '../sequence-links.ts';
import type { SequentialRulesConfig } from './config.ts';

/** What follows what. */
export interface SequentialRules {
  /** Item to items that followed it, each step away worth 1 / distance. */
  readonly rows: SparseRows;
  /** The same from the start of a session, as if one item stood before them all; one entry per item. */
  readonly first: Float32Array;
}

/** Rules of all sessions; O(rows x steps). */
export function fitSequentialRules(interactions: Interactions, config: SequentialRulesConfig): SequentialRules {
  return rulesOf(sessionSequences(interactions, config.gapMinutes * 60), interactions.itemIds.length, config);
}

/** Rules of given sessions. */
export function rulesOf(sequences: Sequences, itemCount: number, config: SequentialRulesConfig): SequentialRules {
  return { rows: followers(sequences, itemCount, config), first: startRules(sequences, itemCount, config.steps) };
}

/**
 * The rules after more rows, the same to the last bit as of a training on all: a row of rules is made of the sessions its item occurs in, so only items of
 * people who did something new are counted again. O(rows + sessions of those items x steps).
 */
export function renewSequentialRules(
  known: SequentialRules,
  change: { readonly merged: Interactions; readonly added: Interactions },
  config: SequentialRulesConfig,
): SequentialRules {
  const { merged, added } = change;
  const itemCount = merged.itemIds.length;
  const sequences = sessionSequences(merged, config.gapMinutes * 60);
  const isTouched = new Uint8Array(merged.userIds.length);
  for (const user of added.users) isTouched[user] = 1;
  const only = new Uint8Array(itemCount);
  for (let row = 0; row < merged.users.length; row++)
    if (isTouched[merged.users[row]] === 1) only[merged.items[row]] = 1;
  const renewed = followers(sequences, itemCount, config, only);
  return { rows: takeRows(known.rows, renewed, only), first: startRules(sequences, itemCount, config.steps) };
}

function followers(
  sequences: Sequences,
  itemCount: number,
  ...[config, only]: [config: SequentialRulesConfig, only?: Uint8Array]
): SparseRows {
  const links = linkSequences(sequences, itemCount, {
    steps: config.steps,
    seconds: Infinity,
    backward: 0,
    weightOf: (distance) => 1 / distance,
    ...(only === undefined ? {} : { only }),
  });
  return keepLargest(links, config.rulesPerItem, () => 1);
}

function startRules(sequences: Sequences, itemCount: number, steps: number): Float32Array {
  const sums = new Float64Array(itemCount);
  const { starts, items } = sequences;
  for (let session = 0; session + 1 < starts.length; session++) {
    const end = Math.min(starts[session + 1], starts[session] + steps);
    for (let at = starts[session]; at < end; at++) sums[items[at]] += 1 / (at - starts[session] + 1);
  }
  return Float32Array.from(sums);
}

/** Rows of `renewed` where `only` says so, of `known` elsewhere. */
function takeRows(known: SparseRows, renewed: SparseRows, only: Uint8Array): SparseRows {
  const rowCount = only.length;
  const starts = new Int32Array(rowCount + 1);
  const sourceOf = (row: number): SparseRows => (only[row] === 1 || row >= known.rowCount ? renewed : known);
  for (let row = 0; row < rowCount; row++) {
    const from = sourceOf(row);
    starts[row + 1] = starts[row] + from.starts[row + 1] - from.starts[row];
  }
  const indices = new Int32Array(starts[rowCount]);
  const values = new Float32Array(starts[rowCount]);
  for (let row = 0; row < rowCount; row++) {
    const from = sourceOf(row);
    indices.set(from.indices.subarray(from.starts[row], from.starts[row + 1]), starts[row]);
    values.set(from.values.subarray(from.starts[row], from.starts[row + 1]), starts[row]);
  }
  return { rowCount, columnCount: rowCount, starts, indices, values };
}
