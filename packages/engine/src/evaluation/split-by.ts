import { RandomStream } from '@vitrine/kernels';
import { countInteractions, type Interactions } from '../interactions/interactions.ts';
import { cutRows, firstOfKnown, leaveLastOut, randomSplit, temporalSplit, type Split } from './split.ts';

/** How somebody's rows are cut into what trains and what judges. */
export interface SplitRequest {
  /** `time`: the newest rows judge; `random`: any; `last`: the last row of each user. */
  readonly by: 'time' | 'random' | 'last';
  /** Share of the rows that judge, above 0 and below 1; with `last` and not per user it places the moment of the cut. */
  readonly testShare: number;
  /** Cut each user's rows by themselves instead of all rows at once. Then training may know what others did after a judged row. */
  readonly perUser: boolean;
  /** Judge only by what known users took up for the first time. */
  readonly newItems: boolean;
  readonly seed: number;
}

/**
 * Cuts rows in one of six ways. Per user: of each user with two rows (or items, for `random`) at least one row judges and at least one trains.
 * `last` without `perUser` first cuts all rows at one moment and judges by the last row of each user who did something before and after it.
 * @throws RangeError when a cut by time meets rows without times, or one side would be empty; it says what to change.
 */
export function splitInteractions(interactions: Interactions, request: SplitRequest): Split {
  const { testShare } = request;
  if (!(testShare > 0 && testShare < 1)) throw new RangeError(`the share is ${testShare}; take one between 0 and 1`);
  const cut = splitWhole(interactions, request);
  const split = request.newItems ? { ...cut, test: firstOfKnown(cut.train, cut.test) } : cut;
  if (countInteractions(split.train) === 0) throw new RangeError('nothing is left to train on; take a smaller share');
  if (countInteractions(split.test) === 0) {
    throw new RangeError(
      request.newItems
        ? 'no known user took up anything new in the judged part; take a larger share, or judge by repeats too'
        : 'nothing is left to judge by; take a larger share',
    );
  }
  return split;
}

function splitWhole(interactions: Interactions, { by, testShare, perUser, seed }: SplitRequest): Split {
  if (by === 'random')
    return perUser ? randomPerUser(interactions, testShare, seed) : randomSplit(interactions, { testShare, seed });
  if (by === 'last' && perUser) return leaveLastOut(interactions);
  const { timesSec } = interactions;
  if (!(timesSec[timesSec.length - 1] > 0))
    throw new RangeError('a split by time needs events with times; split at random instead');
  if (perUser) return newestPerUser(interactions, testShare);
  const split = temporalSplit(interactions, { trainShare: 1 - testShare, keep: 'everything' });
  return by === 'time' ? split : { ...split, test: lastOfKnown(split) };
}

/** Rows in order of time under each user. */
function rowsOfUsers({ users, userIds }: Interactions): { starts: Int32Array; rows: Int32Array } {
  const starts = new Int32Array(userIds.length + 1);
  for (const user of users) starts[user + 1]++;
  for (let user = 0; user < userIds.length; user++) starts[user + 1] += starts[user];
  const rows = new Int32Array(users.length);
  const next = starts.slice();
  for (let row = 0; row < users.length; row++) rows[next[users[row]]++] = row;
  return { starts, rows };
}

/** How many of `count` judge: the share, but at least one of two, and never all. */
function judgedOf(count: number, share: number): number {
  return count < 2 ? 0 : Math.min(count - 1, Math.max(1, Math.round(count * share)));
}

function newestPerUser(interactions: Interactions, share: number): Split {
  const { timesSec } = interactions;
  const { starts, rows } = rowsOfUsers(interactions);
  const isTest = new Uint8Array(rows.length);
  for (let user = 0; user + 1 < starts.length; user++) {
    const end = starts[user + 1];
    let first = end - judgedOf(end - starts[user], share);
    // Rows of one second are one basket: they stay together, on the judged side.
    while (first < end && first > starts[user] && timesSec[rows[first]] === timesSec[rows[first - 1]]) first--;
    // A user whose rows all share a second cannot be cut and trains.
    if (first === starts[user]) continue;
    for (let at = first; at < end; at++) isTest[rows[at]] = 1;
  }
  return cutRows(interactions, (row) => isTest[row] === 1, timesSec[timesSec.length - 1]);
}

function randomPerUser(interactions: Interactions, share: number, seed: number): Split {
  const { items, timesSec } = interactions;
  const { starts, rows } = rowsOfUsers(interactions);
  const stream = new RandomStream(seed);
  const isTest = new Uint8Array(rows.length);
  for (let user = 0; user + 1 < starts.length; user++) {
    const own = rows.subarray(starts[user], starts[user + 1]);
    const distinct = [...new Set(Array.from(own, (row) => items[row]))];
    stream.derive(user).shuffle(distinct);
    // Repeats of a pair stay on one side.
    const judged = new Set(distinct.slice(0, judgedOf(distinct.length, share)));
    for (const row of own) if (judged.has(items[row])) isTest[row] = 1;
  }
  return cutRows(interactions, (row) => isTest[row] === 1, timesSec.length === 0 ? 0 : timesSec[timesSec.length - 1]);
}

function lastOfKnown({ train, test }: Split): Interactions {
  const known = new Uint8Array(train.userIds.length);
  for (const user of train.users) known[user] = 1;
  const last = new Int32Array(train.userIds.length).fill(-1);
  test.users.forEach((user, row) => (last[user] = row));
  return cutRows(test, (row) => known[test.users[row]] === 1 && last[test.users[row]] === row, 0).test;
}
