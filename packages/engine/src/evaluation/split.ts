import { NumberIndex, RandomStream, sparseCell } from '@vitrine/kernels';
import type { Interactions } from '../interactions/interactions.ts';
import { rowsWhere, selectRows } from '../interactions/merge-interactions.ts';
import { userItemRows } from '../interactions/user-item-rows.ts';

/** Train and test rows under the same ids, and the moment at which the test begins. */
export interface Split {
  readonly train: Interactions;
  readonly test: Interactions;
  /** Unix seconds: contexts are made as of this moment. */
  readonly cutSec: number;
}

/** How a temporal split is made. */
export interface TemporalSplitOptions {
  /** Share of the rows that train, 0..1. */
  readonly trainShare: number;
  /** `new-items`: only the first row of each user-item pair that the train part lacks, and only of users whom it knows (first purchases of known customers). */
  readonly keep: 'everything' | 'new-items';
  /** Rows of these event types are tested; all when left out. */
  readonly testTypes?: readonly number[];
}

/**
 * Cuts all rows at one moment, as a shop lives through it. Rows of the cut's very second all go to the test, so no order is torn apart.
 * @throws RangeError when the rows carry no time, or nothing is left on one side.
 */
export function temporalSplit(interactions: Interactions, options: TemporalSplitOptions): Split {
  const { timesSec } = interactions;
  const rows = timesSec.length;
  const at = Math.min(rows - 1, Math.floor(rows * options.trainShare));
  const cutSec = rows === 0 ? 0 : timesSec[at];
  if (!(cutSec > 0)) throw new RangeError('a temporal split needs events with times; use leaveLastOut or randomSplit');
  let first = at;
  while (first > 0 && timesSec[first - 1] === cutSec) first--;
  if (first === 0) {
    throw new RangeError(
      'all events up to the cut share its second and cannot be parted; judge by a smaller share, or split at random',
    );
  }
  const split = cutRows(interactions, (row) => row >= first, cutSec);
  const types = options.testTypes;
  const ofType = types === undefined ? null : (row: number): boolean => types.includes(split.test.types[row]);
  const test = ofType === null ? split.test : keepRows(split.test, ofType);
  return { ...split, test: options.keep === 'everything' ? test : firstOfKnown(split.train, test) };
}

/** Each user's last row (of users with at least two) is the test. */
export function leaveLastOut(interactions: Interactions): Split {
  const { users, timesSec } = interactions;
  const last = new Int32Array(interactions.userIds.length).fill(-1);
  const counts = new Int32Array(interactions.userIds.length);
  for (let row = 0; row < users.length; row++) {
    last[users[row]] = row;
    counts[users[row]]++;
  }
  const isLast = (row: number): boolean => counts[users[row]] > 1 && last[users[row]] === row;
  return cutRows(interactions, isLast, timesSec.length === 0 ? 0 : timesSec[timesSec.length - 1]);
}

/** A random share of each user's distinct items is the test; the same seed gives the same split whatever the order of users. */
export function randomSplit(interactions: Interactions, options: { testShare: number; seed: number }): Split {
  const { users, items, timesSec } = interactions;
  const stream = new RandomStream(options.seed);
  // One draw per user and item: repeats of a pair stay on one side.
  const isTest = (row: number): boolean => stream.derive(users[row]).derive(items[row]).next() < options.testShare;
  return cutRows(interactions, isTest, timesSec.length === 0 ? 0 : timesSec[timesSec.length - 1]);
}

/** The rows for which `isTest` holds, and the others. */
export function cutRows(interactions: Interactions, isTest: (row: number) => boolean, cutSec: number): Split {
  const count = interactions.users.length;
  return {
    train: selectRows(
      interactions,
      rowsWhere(count, (row) => !isTest(row)),
    ),
    test: selectRows(interactions, rowsWhere(count, isTest)),
    cutSec,
  };
}

function keepRows(interactions: Interactions, keep: (row: number) => boolean): Interactions {
  return selectRows(interactions, rowsWhere(interactions.users.length, keep));
}

/** Of the judged rows the first of each user-item pair that the training part lacks, of users whom it knows. */
export function firstOfKnown(train: Interactions, test: Interactions): Interactions {
  const seen = userItemRows(train, 'binary');
  const itemCount = train.itemIds.length;
  const taken = new NumberIndex(test.users.length);
  return keepRows(test, (row) => {
    const user = test.users[row];
    const item = test.items[row];
    const known = seen.starts[user + 1] > seen.starts[user];
    if (!known || !(test.weights[row] > 0) || sparseCell(seen, user, item) > 0) return false;
    return taken.add(user * itemCount + item, row) === row;
  });
}
