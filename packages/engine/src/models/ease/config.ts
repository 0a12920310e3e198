import { parseFields } from '../config-fields.ts';

/** Ridge of the item-item regression (Steck 2019, "Embarrassingly shallow autoencoders", arXiv 1905.03257), whole or by neighbourhoods. */
export interface EaseConfig {
  /** Added to the diagonal of the Gram matrix; 50 to 100 for sparse shops, 200 and more for dense ones. */
  readonly regularization: number;
  /** Catalogs of at most this many items are solved exactly: time grows with the cube, memory with the square. Larger ones by neighbourhoods. */
  readonly exactItems: number;
  /** Items that may vote for another in a large catalog. */
  readonly neighbours: number;
  readonly signal: 'binary' | 'weighted';
  readonly recencyHalfLifeDays: number | null;
}

export const easeDefaults: EaseConfig = {
  regularization: 200,
  exactItems: 4000,
  neighbours: 120,
  signal: 'binary',
  recencyHalfLifeDays: null,
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseEaseConfig(raw: unknown): EaseConfig {
  return parseFields(raw, easeDefaults, {
    regularization: { kind: 'number', min: 0.001, max: 1e9 },
    exactItems: { kind: 'number', min: 0, max: 20_000, whole: true },
    neighbours: { kind: 'number', min: 1, max: 1000, whole: true },
    signal: { kind: 'choice', choices: ['binary', 'weighted'] },
    recencyHalfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
  });
}
