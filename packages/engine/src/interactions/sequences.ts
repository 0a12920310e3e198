import type { Interactions } from './interactions.ts';

/** Ordered runs of items (one per user or per session), oldest item first. */
export interface Sequences {
  /** Length `count + 1`. */
  readonly starts: Int32Array;
  readonly items: Int32Array;
  readonly timesSec: Float64Array;
}

/**
 * Groups rows of positive weight by session, or by user where a row has no session; a user's rows are cut wherever they pause longer than `gapSec`.
 * Sequences come in the order of their first row; O(rows).
 */
export function sessionSequences(interactions: Interactions, gapSec: number): Sequences {
  const { users, sessions, timesSec, weights } = interactions;
  const openOfUser = new Map<number, { sequence: number; lastSec: number }>();
  const ofSession = new Map<number, number>();
  const sequenceOf = new Int32Array(users.length);
  let count = 0;
  for (let row = 0; row < users.length; row++) {
    if (!(weights[row] > 0)) {
      sequenceOf[row] = -1;
      continue;
    }
    if (sessions[row] >= 0) {
      const known = ofSession.get(sessions[row]) ?? count++;
      ofSession.set(sessions[row], known);
      sequenceOf[row] = known;
      continue;
    }
    const open = openOfUser.get(users[row]);
    const continues = open !== undefined && timesSec[row] - open.lastSec <= gapSec;
    const sequence = continues ? open.sequence : count++;
    openOfUser.set(users[row], { sequence, lastSec: timesSec[row] });
    sequenceOf[row] = sequence;
  }
  return gatherSequences(interactions, sequenceOf, count);
}

/** Every user's rows of positive weight as one sequence; sequence `u` is user `u`. */
export function userSequences(interactions: Interactions): Sequences {
  const sequenceOf = interactions.users.map((user, row) => (interactions.weights[row] > 0 ? user : -1));
  return gatherSequences(interactions, sequenceOf, interactions.userIds.length);
}

function gatherSequences(interactions: Interactions, sequenceOf: Int32Array, count: number): Sequences {
  const starts = new Int32Array(count + 1);
  for (const sequence of sequenceOf) if (sequence >= 0) starts[sequence + 1]++;
  for (let sequence = 0; sequence < count; sequence++) starts[sequence + 1] += starts[sequence];
  const next = starts.slice(0, count);
  const items = new Int32Array(starts[count]);
  const timesSec = new Float64Array(starts[count]);
  for (let row = 0; row < sequenceOf.length; row++) {
    const sequence = sequenceOf[row];
    if (sequence < 0) continue;
    const to = next[sequence]++;
    items[to] = interactions.items[row];
    timesSec[to] = interactions.timesSec[row];
  }
  return { starts, items, timesSec };
}
