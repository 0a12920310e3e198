import { parseFields } from '../config-fields.ts';

/** Ridge of the exact item-item regression (Steck 2019, "Embarrassingly shallow autoencoders", arXiv 1905.03257). */
export interface EaseConfig {
  /** Added to the diagonal of the Gram matrix; 50 to 100 for sparse shops, 200 and more for dense ones. */
  readonly regularization: number;
  /** Catalogs beyond this keep their most popular items; the rest score 0. Training time grows with its cube, memory with its square. */
  readonly maxItems: number;
  readonly signal: 'binary' | 'weighted';
  readonly recencyHalfLifeDays: number | null;
}

export const easeDefaults: EaseConfig = {
  regularization: 200,
  maxItems: 4000,
  signal: 'binary',
  recencyHalfLifeDays: null,
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseEaseConfig(raw: unknown): EaseConfig {
  return parseFields(raw, easeDefaults, {
    regularization: { kind: 'number', min: 0.001, max: 1e9 },
    maxItems: { kind: 'number', min: 1, max: 12_000, whole: true },
    signal: { kind: 'choice', choices: ['binary', 'weighted'] },
    recencyHalfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
  });
}
