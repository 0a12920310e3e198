import type { UserContext } from '../models/model.ts';
import type { Interactions } from './interactions.ts';

const none: Int32Array = new Int32Array(0);

/** A visitor of whom nothing is known but perhaps a running session (newest item first). */
export function anonymousContext(nowSec: number, session: Int32Array = none): UserContext {
  return {
    userIndex: -1,
    history: { items: none, weights: new Float32Array(0), ageSec: new Float64Array(0) },
    session,
    nowSec,
  };
}

/** Contexts of the users of some interactions. */
export interface ContextSource {
  /** What `user` did, newest first; rows of weight 0 are left out. Allocates; O(rows of the user). */
  contextOf(user: number): UserContext;
}

/** Prepares contexts at `nowSec` from rows (item and user indices are those of the rows); O(rows) once. */
export function contextsOf(interactions: Interactions, nowSec: number): ContextSource {
  const { users, items, weights, timesSec } = interactions;
  const starts = new Int32Array(interactions.userIds.length + 1);
  for (let row = 0; row < users.length; row++) if (weights[row] > 0) starts[users[row] + 1]++;
  for (let user = 0; user + 1 < starts.length; user++) starts[user + 1] += starts[user];
  const rows = new Int32Array(starts[starts.length - 1]);
  const ends = starts.slice(1);
  // Filled from the back while reading forwards: newest first within each user.
  for (let row = 0; row < users.length; row++) if (weights[row] > 0) rows[--ends[users[row]]] = row;
  return {
    contextOf(user) {
      const own = rows.subarray(starts[user], starts[user + 1]);
      return {
        userIndex: user,
        history: {
          items: own.map((row) => items[row]),
          weights: Float32Array.from(own, (row) => weights[row]),
          ageSec: Float64Array.from(own, (row) => Math.max(0, nowSec - timesSec[row])),
        },
        session: none,
        nowSec,
      };
    },
  };
}
