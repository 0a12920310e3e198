import { sparseCell } from '@vitrine/kernels';
import { countInteractions } from '../interactions/interactions.ts';
import { userItemRows } from '../interactions/user-item-rows.ts';
import type { Split } from './split.ts';

/** What can be wrong with a split, counted. Train and test share their ids. */
export interface SplitCheck {
  readonly trainRows: number;
  readonly testRows: number;
  readonly trainUsers: number;
  readonly testUsers: number;
  readonly trainItems: number;
  /** Judged users and items that the training part does not know: nothing personal can be foretold for the former, the latter never. */
  readonly unknownUsers: number;
  readonly unknownItems: number;
  /** Judged rows whose user and item also stand together in the training part. Wrong where a model may not list what it was trained on. */
  readonly repeatedRows: number;
  /** Training rows later than the same user's first judged row: the future of the very person. Must be 0 in a split by time. */
  readonly lateOwnRows: number;
  /** Training rows later than the first judged row of anybody. 0 only where all rows are cut at one moment. */
  readonly lateRows: number;
}

/** Counts what leaks from the judged part into the training part; O(rows). Rows without times are never late. */
export function checkSplit({ train, test }: Split): SplitCheck {
  const users = train.userIds.length;
  const items = train.itemIds.length;
  const pairs = userItemRows(train, 'binary');
  const knownUsers = new Uint8Array(users);
  const knownItems = new Uint8Array(items);
  for (let row = 0; row < train.users.length; row++) {
    knownUsers[train.users[row]] = 1;
    knownItems[train.items[row]] = 1;
  }
  const firstSec = new Float64Array(users).fill(Infinity);
  const judgedUsers = new Uint8Array(users);
  const judgedItems = new Uint8Array(items);
  let repeatedRows = 0;
  for (let row = 0; row < test.users.length; row++) {
    const user = test.users[row];
    judgedUsers[user] = 1;
    judgedItems[test.items[row]] = 1;
    if (sparseCell(pairs, user, test.items[row]) > 0) repeatedRows++;
    firstSec[user] = Math.min(firstSec[user], test.timesSec[row]);
  }
  const first = firstSec.reduce((least, time) => Math.min(least, time), Infinity);
  const countRows = (isLate: (row: number) => boolean): number =>
    train.timesSec.reduce((sum, _, row) => sum + (isLate(row) ? 1 : 0), 0);
  const countFlags = (flags: Uint8Array, but?: Uint8Array): number =>
    flags.reduce((sum, flag, at) => sum + (but?.[at] === 1 ? 0 : flag), 0);
  return {
    trainRows: countInteractions(train),
    testRows: countInteractions(test),
    trainUsers: countFlags(knownUsers),
    testUsers: countFlags(judgedUsers),
    trainItems: countFlags(knownItems),
    unknownUsers: countFlags(judgedUsers, knownUsers),
    unknownItems: countFlags(judgedItems, knownItems),
    repeatedRows,
    lateOwnRows: countRows((row) => train.timesSec[row] > firstSec[train.users[row]]),
    lateRows: countRows((row) => train.timesSec[row] > first),
  };
}
