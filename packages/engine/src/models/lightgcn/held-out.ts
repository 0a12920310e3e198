import { RandomStream, type SparseRows } from '@vitrine/kernels';

/** A slice of the training rows that is not trained on, to see when the training is done. */
export interface HeldOut {
  /** users x items without the slice. */
  readonly rest: SparseRows;
  readonly users: Int32Array;
  /** What was held out of each of `users`. */
  readonly items: readonly Int32Array[];
}

/** Users that are judged at most, the least items one of them has, and the share that is held out. */
const mostUsers = 1500;
const leastItems = 5;
const share = 0.2;

/** Holds a fifth of the items of some users out, drawn by seed; O(interactions). */
export function holdOut(byUser: SparseRows, seed: number): HeldOut {
  const random = new RandomStream(seed).derive('held out');
  const sizeOf = (user: number): number => byUser.starts[user + 1] - byUser.starts[user];
  const fit = Int32Array.from({ length: byUser.rowCount }, (_, user) => user).filter(
    (user) => sizeOf(user) >= leastItems,
  );
  // A small shop keeps most of its people whole.
  const users = random.shuffle(fit).slice(0, Math.min(mostUsers, Math.ceil(fit.length / 4)));
  const dropped = new Uint8Array(byUser.indices.length);
  const items = Array.from(users, (user) => {
    const own = Int32Array.from({ length: sizeOf(user) }, (_, at) => byUser.starts[user] + at);
    const chosen = random.shuffle(own).slice(0, Math.ceil(own.length * share));
    for (const at of chosen) dropped[at] = 1;
    return chosen.map((at) => byUser.indices[at]).sort();
  });
  return { rest: without(byUser, dropped), users, items };
}

function without(rows: SparseRows, dropped: Uint8Array): SparseRows {
  const starts = new Int32Array(rows.rowCount + 1);
  for (let row = 0; row < rows.rowCount; row++) {
    let kept = 0;
    for (let at = rows.starts[row]; at < rows.starts[row + 1]; at++) kept += 1 - dropped[at];
    starts[row + 1] = starts[row] + kept;
  }
  const keep = (_: number, at: number): boolean => dropped[at] === 0;
  return { ...rows, starts, indices: rows.indices.filter(keep), values: rows.values.filter(keep) };
}
