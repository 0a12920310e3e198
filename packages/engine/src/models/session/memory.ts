import { type SparseRows, transposeSparseRows } from '@vitrine/kernels';
import type { Sequences } from '../../interactions/sequences.ts';
import { keepLargest } from '../keep-largest.ts';
import { linkSequences } from '../sequence-links.ts';
import type { SessionConfig } from './config.ts';

/** What a session model remembers. */
export interface SessionMemory {
  /** sessions x items, each item once, in the order of its last place in the session. Later sessions have higher rows. */
  readonly bySession: SparseRows;
  /** items x sessions, sessions ascending. */
  readonly byItem: SparseRows;
  /** Item to items that followed it. */
  readonly rules: SparseRows;
}

/** How loud the rules are beside the neighbours. */
export interface SessionMixture {
  readonly ruleWeight: number;
  readonly ruleBackward: number;
}

/** Remembers sessions without judging them. */
export function rememberSessions(sequences: Sequences, itemCount: number, config: SessionConfig): SessionMemory {
  const bySession = distinctItems(sequences, itemCount);
  const links = linkSequences(sequences, itemCount, {
    steps: config.ruleSteps,
    seconds: Infinity,
    backward: 0,
    weightOf: (distance) => 1 / distance,
  });
  return { bySession, byItem: transposeSparseRows(bySession), rules: keepLargest(links, config.rulesPerItem, () => 1) };
}

function distinctItems(sequences: Sequences, itemCount: number): SparseRows {
  const rowCount = sequences.starts.length - 1;
  const starts = new Int32Array(rowCount + 1);
  const indices = new Int32Array(sequences.items.length);
  const seenIn = new Int32Array(itemCount).fill(-1);
  let size = 0;
  for (let session = 0; session < rowCount; session++) {
    const begin = size;
    // From the back, so that the last place of an item is the one that counts.
    for (let at = sequences.starts[session + 1] - 1; at >= sequences.starts[session]; at--) {
      const item = sequences.items[at];
      if (seenIn[item] === session) continue;
      seenIn[item] = session;
      indices[size++] = item;
    }
    indices.subarray(begin, size).reverse();
    starts[session + 1] = size;
  }
  return {
    rowCount,
    columnCount: itemCount,
    starts,
    indices: indices.slice(0, size),
    values: new Float32Array(size).fill(1),
  };
}
