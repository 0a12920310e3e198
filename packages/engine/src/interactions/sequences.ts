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
  const openOfUser = new Int32Array(interactions.userIds.length).fill(-1);
  const lastOfUser = new Float64Array(interactions.userIds.length);
  const ofSession = new Int32Array(1 + sessions.reduce((top, session) => Math.max(top, session), -1)).fill(-1);
  const sequenceOf = new Int32Array(users.length);
  let count = 0;
  for (let row = 0; row < users.length; row++) {
    const user = users[row];
    if (!(weights[row] > 0)) {
      sequenceOf[row] = -1;
    } else if (sessions[row] >= 0) {
      if (ofSession[sessions[row]] < 0) ofSession[sessions[row]] = count++;
      sequenceOf[row] = ofSession[sessions[row]];
    } else {
      const continues = openOfUser[user] >= 0 && timesSec[row] - lastOfUser[user] <= gapSec;
      if (!continues) openOfUser[user] = count++;
      lastOfUser[user] = timesSec[row];
      sequenceOf[row] = openOfUser[user];
    }
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
