import type { Interactions } from './interactions.ts';

/** Two sets of rows under one set of ids, and where the second one's ids went. */
export interface MergedInteractions {
  readonly merged: Interactions;
  /** Index in `merged.itemIds` of each item of the delta. */
  readonly itemOf: Int32Array;
  /** Index in `merged.userIds` of each user of the delta. */
  readonly userOf: Int32Array;
}

/**
 * Adds `delta` to `base`: ids of `base` keep their index, new ids are appended in the delta's order, rows are ordered by time again.
 * Sessions of the delta continue a session of `base` only when the caller numbered them alike; otherwise they are new.
 */
export function mergeInteractions(base: Interactions, delta: Interactions): MergedInteractions {
  const users = appendIds(base.userIds, delta.userIds);
  const items = appendIds(base.itemIds, delta.itemIds);
  const firstSession = base.sessions.reduce((top, session) => Math.max(top, session), -1) + 1;
  const order = mergeOrder(base.timesSec, delta.timesSec);
  const merged = {
    userIds: users.ids,
    itemIds: items.ids,
    users: new Int32Array(order.length),
    items: new Int32Array(order.length),
    weights: new Float32Array(order.length),
    types: new Uint8Array(order.length),
    timesSec: new Float64Array(order.length),
    sessions: new Int32Array(order.length),
  };
  for (let at = 0; at < order.length; at++) {
    const fromDelta = order[at] < 0;
    const row = fromDelta ? -order[at] - 1 : order[at];
    const source = fromDelta ? delta : base;
    merged.users[at] = fromDelta ? users.indexOf[source.users[row]] : source.users[row];
    merged.items[at] = fromDelta ? items.indexOf[source.items[row]] : source.items[row];
    merged.weights[at] = source.weights[row];
    merged.types[at] = source.types[row];
    merged.timesSec[at] = source.timesSec[row];
    const session = source.sessions[row];
    merged.sessions[at] = fromDelta && session >= 0 ? session + firstSession : session;
  }
  return { merged, itemOf: items.indexOf, userOf: users.indexOf };
}

/** The rows of `from` at `rows` (ascending), under the same ids; O(rows). */
export function selectRows(from: Interactions, rows: Int32Array): Interactions {
  return {
    userIds: from.userIds,
    itemIds: from.itemIds,
    users: pick(from.users, rows, new Int32Array(rows.length)),
    items: pick(from.items, rows, new Int32Array(rows.length)),
    weights: pick(from.weights, rows, new Float32Array(rows.length)),
    types: pick(from.types, rows, new Uint8Array(rows.length)),
    timesSec: pick(from.timesSec, rows, new Float64Array(rows.length)),
    sessions: pick(from.sessions, rows, new Int32Array(rows.length)),
  };
}

function pick<C extends Int32Array | Float32Array | Uint8Array | Float64Array>(from: C, rows: Int32Array, to: C): C {
  // A plain loop: the mapping form of `from` costs tenfold on ten million rows.
  for (let at = 0; at < rows.length; at++) to[at] = from[rows[at]];
  return to;
}

/** The rows for which `keep` holds, ascending. */
export function rowsWhere(count: number, keep: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(count);
  let size = 0;
  for (let row = 0; row < count; row++) if (keep(row)) rows[size++] = row;
  return rows.slice(0, size);
}

function appendIds(base: readonly string[], added: readonly string[]): { ids: readonly string[]; indexOf: Int32Array } {
  if (base === added) return { ids: base, indexOf: Int32Array.from(base, (_, index) => index) };
  const ids = [...base];
  const indices = new Map(base.map((id, index) => [id, index]));
  const indexOf = Int32Array.from(added, (id) => {
    const known = indices.get(id);
    if (known !== undefined) return known;
    indices.set(id, ids.length);
    return ids.push(id) - 1;
  });
  return { ids, indexOf };
}

/** Row numbers of the base as they are, of the delta as -1 - row; equal times keep the base first. */
function mergeOrder(base: Float64Array, delta: Float64Array): Int32Array {
  const order = new Int32Array(base.length + delta.length);
  let left = 0;
  let right = 0;
  for (let at = 0; at < order.length; at++) {
    const takeBase = left < base.length && (right >= delta.length || base[left] <= delta[right]);
    order[at] = takeBase ? left++ : -1 - right++;
  }
  return order;
}
