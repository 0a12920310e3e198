import type { UserContext } from './model.ts';

/** Distinct items of one visitor with what each counts. */
export interface FoldedHistory {
  readonly items: Int32Array;
  readonly weights: Float64Array;
}

/** How events become item weights. */
export interface FoldOptions {
  readonly itemCount: number;
  /** An item loses half its weight each time this many days pass; null keeps all alike. */
  readonly recencyHalfLifeDays: number | null;
  /** `binary` counts every item 1 before recency, `weighted` its largest event weight. */
  readonly signal: 'binary' | 'weighted';
}

/**
 * The items of a visitor's history and session, each once, with its largest recency-weighted event.
 * Ages count from the newest event: a common factor would not change any ranking, and old histories do not fade to zero.
 * Items outside the catalog and events of weight 0 are left out.
 */
export function foldHistory(context: UserContext, options: FoldOptions): FoldedHistory {
  const { history, session } = context;
  const best = new Map<number, number>();
  const decay = options.recencyHalfLifeDays === null ? 0 : Math.LN2 / (options.recencyHalfLifeDays * 86_400);
  let newestSec = session.length > 0 ? 0 : Infinity;
  for (const age of history.ageSec) newestSec = Math.min(newestSec, age);
  for (const item of session) {
    if (item >= 0 && item < options.itemCount) best.set(item, 1);
  }
  for (let at = 0; at < history.items.length; at++) {
    const item = history.items[at];
    const eventWeight = history.weights[at];
    if (!(eventWeight > 0) || item < 0 || item >= options.itemCount) continue;
    const base = options.signal === 'binary' ? 1 : eventWeight;
    const weight = decay === 0 ? base : base * Math.exp(-decay * (history.ageSec[at] - newestSec));
    if (weight > (best.get(item) ?? 0)) best.set(item, weight);
  }
  return { items: Int32Array.from(best.keys()), weights: Float64Array.from(best.values()) };
}
