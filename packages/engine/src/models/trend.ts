import { sumOf } from '@vitrine/kernels';
import type { Interactions } from '../interactions/interactions.ts';

/** Event counts that fade: what each item's events weigh at `asOfSec`. */
export interface DecayedCounts {
  readonly counts: Float64Array;
  /** Unix seconds of the newest event counted; fading is measured from it, so that a quiet month changes no ranking. */
  readonly asOfSec: number;
}

/** How events are counted. */
export interface Counting {
  readonly itemCount: number;
  readonly halfLifeDays: number | null;
  readonly signal: 'binary' | 'weighted';
}

/** Adds rows to counts (from nothing when `before` is null). Counting in two steps equals counting at once; O(rows + items). */
export function addDecayed(rows: Interactions, how: Counting, before: DecayedCounts | null): DecayedCounts {
  const lastSec = rows.timesSec.length === 0 ? 0 : rows.timesSec[rows.timesSec.length - 1];
  const asOfSec = before === null ? lastSec : Math.max(before.asOfSec, lastSec);
  const decay = how.halfLifeDays === null ? 0 : Math.LN2 / (how.halfLifeDays * 86_400);
  const counts = new Float64Array(how.itemCount);
  if (before !== null) {
    const fade = Math.exp(-decay * (asOfSec - before.asOfSec));
    for (let item = 0; item < before.counts.length; item++) counts[item] = before.counts[item] * fade;
  }
  for (let row = 0; row < rows.items.length; row++) {
    const weight = rows.weights[row];
    if (!(weight > 0)) continue;
    const base = how.signal === 'binary' ? 1 : weight;
    counts[rows.items[row]] += decay === 0 ? base : base * Math.exp(-decay * (asOfSec - rows.timesSec[row]));
  }
  return { counts, asOfSec };
}

/** Events of trend-neutral behaviour that every item is credited with, in average items: keeps a first sale from looking like a craze. */
const neutralShare = 0.5;

/**
 * (recent share / share of all events) ^ exponent for each item, both shares with half an average item's events added,
 * so that factors of rarely seen items stay near 1 and none is infinite.
 */
export function trendFactors(recent: Float64Array, allTime: Float64Array, exponent: number): Float32Array {
  const factors = new Float32Array(recent.length).fill(1);
  const recentTotal = sumOf(recent);
  const total = sumOf(allTime);
  if (exponent === 0 || !(recentTotal > 0) || !(total > 0)) return factors;
  const neutral = (neutralShare * total) / recent.length;
  for (let item = 0; item < recent.length; item++) {
    const expected = (recent[item] * total) / recentTotal;
    factors[item] = Math.pow((expected + neutral) / (allTime[item] + neutral), exponent);
  }
  return factors;
}
