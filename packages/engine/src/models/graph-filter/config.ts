import { parseFields } from '../config-fields.ts';

/** Exponents of the graph filter (Park et al. 2024, "Turbo-CF", arXiv 2404.14243). */
export interface GraphFilterConfig {
  /** Discount of active users: a user's co-occurrences count degree^-c. */
  readonly userExponent: number;
  /** Discount of popular items on both sides: degree^-b. */
  readonly itemExponent: number;
  /** Power of each cell of the item-item matrix; below 1 flattens, above 1 sharpens. */
  readonly cellExponent: number;
  readonly signal: 'binary' | 'weighted';
  /** Fading of a visitor's history at request time. */
  readonly recencyHalfLifeDays: number | null;
}

export const graphFilterDefaults: GraphFilterConfig = {
  userExponent: 1,
  itemExponent: 0.5,
  cellExponent: 1,
  signal: 'binary',
  recencyHalfLifeDays: null,
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseGraphFilterConfig(raw: unknown): GraphFilterConfig {
  return parseFields(raw, graphFilterDefaults, {
    userExponent: { kind: 'number', min: 0, max: 4 },
    itemExponent: { kind: 'number', min: 0, max: 2 },
    cellExponent: { kind: 'number', min: 0.05, max: 4 },
    signal: { kind: 'choice', choices: ['binary', 'weighted'] },
    recencyHalfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
  });
}
