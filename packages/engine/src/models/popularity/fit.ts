import type { Interactions } from '../../interactions/interactions.ts';
import { addDecayed, trendFactors, type DecayedCounts } from '../trend.ts';
import type { PopularityConfig } from './config.ts';

/** Sufficient statistics: with them, counting more rows equals counting all rows. */
export interface PopularityState {
  readonly allTime: DecayedCounts;
  readonly decayed: DecayedCounts;
  readonly recent: DecayedCounts;
}

/** Counts rows into a state, from nothing or on top of `before`; O(rows + items). */
export function countPopularity(
  rows: Interactions,
  config: PopularityConfig,
  before: PopularityState | null,
): PopularityState {
  const counting = { signal: config.signal, itemCount: rows.itemIds.length };
  return {
    allTime: addDecayed(rows, { ...counting, halfLifeDays: null }, before?.allTime ?? null),
    decayed: addDecayed(rows, { ...counting, halfLifeDays: config.halfLifeDays }, before?.decayed ?? null),
    recent: addDecayed(rows, { ...counting, halfLifeDays: config.trendDays }, before?.recent ?? null),
  };
}

/** Popularity times trend, scaled so that the best item has 1; and the trend factor alone. */
export function popularityScores(
  state: PopularityState,
  config: PopularityConfig,
): { base: Float32Array; trend: Float32Array } {
  const trend = trendFactors(state.recent.counts, state.allTime.counts, config.trendExponent);
  const raw = Float64Array.from(state.decayed.counts);
  let top = 0;
  for (let item = 0; item < raw.length; item++) top = Math.max(top, raw[item] * trend[item]);
  const base = Float32Array.from(raw, (count) => (top > 0 ? count / top : 0));
  return { base, trend };
}
