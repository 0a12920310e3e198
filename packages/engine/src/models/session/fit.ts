import { buildSparseRows, transposeSparseRows, type SparseRows } from '@vitrine/kernels';
import type { Interactions } from '../../interactions/interactions.ts';
import { sessionSequences } from '../../interactions/sequences.ts';
import { keepLargest } from '../keep-largest.ts';
import type { FitRun } from '../model.ts';
import { linkSequences } from '../sequence-links.ts';
import type { SessionConfig } from './config.ts';

/** What a session model remembers. */
export interface SessionMemory {
  /** sessions x items, each item once. Later sessions have higher rows. */
  readonly bySession: SparseRows;
  /** items x sessions, sessions ascending. */
  readonly byItem: SparseRows;
  /** Item to items that followed it. */
  readonly rules: SparseRows;
}

/** Remembers sessions and what followed what; O(rows x ruleSteps). */
export function fitSession(interactions: Interactions, config: SessionConfig, run: FitRun): SessionMemory {
  const itemCount = interactions.itemIds.length;
  const sequences = sessionSequences(interactions, config.gapMinutes * 60);
  run.progress?.(0, 2, 'sessions');
  const rowCount = sequences.starts.length - 1;
  const rows = new Int32Array(sequences.items.length);
  for (let session = 0; session < rowCount; session++) {
    rows.fill(session, sequences.starts[session], sequences.starts[session + 1]);
  }
  const bySession = buildSparseRows({ rowCount, columnCount: itemCount, rows, columns: sequences.items });
  run.progress?.(1, 2, 'rules');
  const links = linkSequences(sequences, itemCount, {
    steps: config.ruleSteps,
    seconds: Infinity,
    backward: 0,
    weightOf: (distance) => 1 / distance,
  });
  return { bySession, byItem: transposeSparseRows(bySession), rules: keepLargest(links, config.rulesPerItem, () => 1) };
}
