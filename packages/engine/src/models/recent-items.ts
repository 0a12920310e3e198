import type { UserContext } from './model.ts';

/** What a visitor did last. */
export interface RecentItems {
  /** Distinct items, newest first. */
  readonly items: Int32Array;
  /** How many steps back each lies, from 0: an item is a step in a running session, an instant (a basket) in a history. */
  readonly places: Int32Array;
  /** Whether they are a running session; otherwise the visitor's latest history stands in. */
  readonly isRunning: boolean;
}

/** Reads the running session, or the latest history where there is none; at most `most` items. */
export function recentItems(
  context: UserContext,
  bounds: { readonly itemCount: number; readonly most: number },
): RecentItems {
  const { session, history } = context;
  const isRunning = session.length > 0;
  const source = isRunning ? session : history.items;
  const placeOf = new Map<number, number>();
  let place = -1;
  let ageSec = NaN;
  for (let at = 0; at < source.length && placeOf.size < bounds.most; at++) {
    const item = source[at];
    if (item < 0 || item >= bounds.itemCount || placeOf.has(item)) continue;
    if (isRunning || history.ageSec[at] !== ageSec) place++;
    ageSec = history.ageSec[at] ?? NaN;
    placeOf.set(item, place);
  }
  return { items: Int32Array.from(placeOf.keys()), places: Int32Array.from(placeOf.values()), isRunning };
}

/** Distinct items, newest first, as a running session. */
export function runningSession(items: Int32Array): RecentItems {
  return { items, places: items.map((_, place) => place), isRunning: true };
}

/** `decay` to the power of each place. */
export function fading(places: Int32Array, decay: number): Float64Array {
  return Float64Array.from(places, (place) => Math.pow(decay, place));
}
