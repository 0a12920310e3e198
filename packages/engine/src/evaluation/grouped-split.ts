import { RandomStream, type SparseRows, transposeSparseRows } from '@vitrine/kernels';
import type { Interactions } from '../interactions/interactions.ts';
import { userItemRows } from '../interactions/user-item-rows.ts';
import { cutRows, type Split } from './split.ts';

/** People of one item that are asked what else they have. */
const mostAsked = 512;

/**
 * Hides together what belongs together: of each user one item drawn by seed and those of the user's items that are nearest to it (cosine of
 * co-occurrence), `testShare` of all, never the last one left. What somebody turns to next is more often new ground than the other half of what is
 * had; a random cut tears every pair apart and so favours models that only know pairs. For rows without times; O(users x people asked x their items).
 */
export function groupedSplit(
  interactions: Interactions,
  options: { readonly testShare: number; readonly seed: number },
): Split {
  const byUser = userItemRows(interactions, 'binary');
  const near = startNeighbourhoods(byUser);
  const hidden = new Uint8Array(byUser.indices.length);
  const stream = new RandomStream(options.seed);
  for (let user = 0; user < byUser.rowCount; user++) {
    const [begin, end] = [byUser.starts[user], byUser.starts[user + 1]];
    const hide = Math.min(end - begin - 1, Math.round((end - begin) * options.testShare));
    if (hide <= 0) continue;
    const random = stream.derive(user);
    const seedItem = byUser.indices[begin + Math.floor(random.next() * (end - begin))];
    const nearness = near(seedItem);
    const places = Array.from({ length: end - begin }, (_, at) => {
      const item = byUser.indices[begin + at];
      return { at: begin + at, near: item === seedItem ? Infinity : nearness(item), draw: random.next() };
    });
    places.sort((a, b) => b.near - a.near || a.draw - b.draw);
    for (const { at } of places.slice(0, hide)) hidden[at] = 1;
  }
  const { users, items, timesSec } = interactions;
  const isTest = (row: number): boolean => {
    const at = placeOf(byUser, users[row], items[row]);
    return at >= 0 && hidden[at] === 1;
  };
  return cutRows(interactions, isTest, timesSec.length === 0 ? 0 : timesSec[timesSec.length - 1]);
}

/** For one item after the other: how near another is to it, count of common people over the root of the other's. */
function startNeighbourhoods(byUser: SparseRows): (seedItem: number) => (item: number) => number {
  const byItem = transposeSparseRows(byUser);
  const counts = new Int32Array(byItem.rowCount);
  return (seedItem) => {
    counts.fill(0);
    const [begin, end] = [byItem.starts[seedItem], byItem.starts[seedItem + 1]];
    const stride = Math.max(1, Math.ceil((end - begin) / mostAsked));
    for (let at = begin; at < end; at += stride) {
      const user = byItem.indices[at];
      for (let cell = byUser.starts[user]; cell < byUser.starts[user + 1]; cell++) counts[byUser.indices[cell]]++;
    }
    return (item) => counts[item] / Math.sqrt(byItem.starts[item + 1] - byItem.starts[item]);
  };
}

/** Place of a user's item in the rows, by halving; -1 where it is none. */
function placeOf(rows: SparseRows, user: number, item: number): number {
  let low = rows.starts[user];
  let high = rows.starts[user + 1] - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = rows.indices[middle];
    if (found === item) return middle;
    if (found < item) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
