import { parseFields } from '../config-fields.ts';

/** How popularity is counted. */
export interface PopularityConfig {
  /** An event loses half its weight each time this many days pass; null counts all events alike. */
  readonly halfLifeDays: number | null;
  /** Exponent of the trend factor (recent share / all-time share); 0 switches it off. */
  readonly trendExponent: number;
  /** Half-life of the "recent" share in the trend factor. */
  readonly trendDays: number;
  /** `weighted` adds event weights, `binary` counts events. */
  readonly signal: 'binary' | 'weighted';
}

export const popularityDefaults: PopularityConfig = {
  halfLifeDays: 14,
  trendExponent: 0,
  trendDays: 7,
  signal: 'weighted',
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parsePopularityConfig(raw: unknown): PopularityConfig {
  return parseFields(raw, popularityDefaults, {
    halfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
    trendExponent: { kind: 'number', min: 0, max: 4 },
    trendDays: { kind: 'number', min: 0.01, max: 3650 },
    signal: { kind: 'choice', choices: ['binary', 'weighted'] },
  });
}
