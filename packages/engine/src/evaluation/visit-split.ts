import { NumberIndex } from '@vitrine/kernels';
import type { Interactions } from '../interactions/interactions.ts';
import { rowsWhere, selectRows } from '../interactions/merge-interactions.ts';
import type { Split } from './split.ts';

/** What somebody does within this is one visit. */
const visitSec = 86_400;
/** With more people than this share who come back, their next visit can be judged. */
const returning = 0.05;

/** Whether hardly anybody comes back, as where rows know visits and no people: of those seen at two moments nearly none is seen after a day. */
export function isOfVisits({ users, timesSec, userIds }: Interactions): boolean {
  const firstSec = new Float64Array(userIds.length).fill(Infinity);
  const lastSec = new Float64Array(userIds.length).fill(-Infinity);
  users.forEach((user, row) => {
    firstSec[user] = Math.min(firstSec[user], timesSec[row]);
    lastSec[user] = Math.max(lastSec[user], timesSec[row]);
  });
  let [several, once] = [0, 0];
  for (let user = 0; user < firstSec.length; user++) {
    const spanSec = lastSec[user] - firstSec[user];
    if (!(spanSec > 0)) continue;
    several++;
    if (spanSec <= visitSec) once++;
  }
  return several > 0 && once >= (1 - returning) * several;
}

/** Which visits are cut, and by what they are judged. */
export interface VisitSplitOptions {
  /** Share of the visits that are judged, the newest, 0..1. */
  readonly testShare: number;
  /** Rows of these event types are judged; all when left out. */
  readonly testTypes?: readonly number[];
}

/**
 * Of the newest visits, the item that was turned to last: it is judged, and the visit trains as far as it went before that item came up first. A moment
 * in time cuts few visits in two; their next step is what a shop of strangers recommends for. Visits of one item train whole. O(rows).
 */
export function visitSplit(interactions: Interactions, { testShare, testTypes }: VisitSplitOptions): Split {
  const { users, items, weights, types, timesSec, userIds, itemIds } = interactions;
  const rows = users.length;
  const firstOfPair = new NumberIndex(rows);
  const firstOfUser = new Int32Array(userIds.length).fill(-1);
  const lastOfUser = new Int32Array(userIds.length).fill(-1);
  const judged = new Int32Array(userIds.length).fill(-1);
  const hiddenFrom = new Int32Array(userIds.length).fill(rows);
  for (let row = 0; row < rows; row++) {
    const user = users[row];
    lastOfUser[user] = row;
    if (!(weights[row] > 0)) continue;
    if (firstOfUser[user] < 0) firstOfUser[user] = row;
    const first = firstOfPair.add(user * itemIds.length + items[row], row);
    const asked = testTypes === undefined ? first === row : testTypes.includes(types[row]);
    // Nothing is known before the first item.
    if (!asked || first === firstOfUser[user]) continue;
    judged[user] = row;
    hiddenFrom[user] = first;
  }
  const visits = Array.from(judged.keys())
    .filter((user) => judged[user] >= 0)
    .sort((a, b) => lastOfUser[b] - lastOfUser[a]);
  const isJudged = new Uint8Array(userIds.length);
  for (const user of visits.slice(0, Math.ceil(visits.length * testShare))) isJudged[user] = 1;
  const stays = (row: number): boolean => isJudged[users[row]] === 0 || row < hiddenFrom[users[row]];
  const asks = (row: number): boolean => isJudged[users[row]] === 1 && row === judged[users[row]];
  return {
    train: selectRows(interactions, rowsWhere(rows, stays)),
    test: selectRows(interactions, rowsWhere(rows, asks)),
    cutSec: rows === 0 ? 0 : timesSec[rows - 1],
  };
}
