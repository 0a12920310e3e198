import { parseFields } from '../config-fields.ts';

/** The leading right singular vectors of the user-item matrix (PureSVD, Cremonesi, Koren, Turrin 2010). */
export interface TruncatedSvdConfig {
  /** How many singular vectors at most; never more than a quarter of the smaller side, because all of them would only repeat a history. */
  readonly factors: number;
  /** `degrees` divides each cell by the roots of both degrees, so that neither the busy nor the popular fill the first vectors. */
  readonly normalise: 'none' | 'degrees';
  /** Rounds of the block power iteration. */
  readonly iterations: number;
  readonly signal: 'binary' | 'weighted';
  readonly recencyHalfLifeDays: number | null;
}

export const truncatedSvdDefaults: TruncatedSvdConfig = {
  factors: 256,
  normalise: 'degrees',
  iterations: 4,
  signal: 'binary',
  recencyHalfLifeDays: null,
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseTruncatedSvdConfig(raw: unknown): TruncatedSvdConfig {
  return parseFields(raw, truncatedSvdDefaults, {
    factors: { kind: 'number', min: 1, max: 2048, whole: true },
    normalise: { kind: 'choice', choices: ['none', 'degrees'] },
    iterations: { kind: 'number', min: 1, max: 50, whole: true },
    signal: { kind: 'choice', choices: ['binary', 'weighted'] },
    recencyHalfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
  });
}
