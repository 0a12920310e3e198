import { parseFields } from '../config-fields.ts';

/** How vectors that another program trained are used. */
export interface ExternalConfig {
  /** `dot` scores by the product of vectors, `cosine` by their angle alone. */
  readonly similarity: 'dot' | 'cosine';
  /** A known user's own `vector`, or `history` to fold everybody in. */
  readonly knownUsers: 'vector' | 'history';
  /** Share of the running session in a known user's vector, 0 to 1. */
  readonly sessionShare: number;
  /** `mean` of the vectors of a history, or the `ridge` regression that alternating least squares solves for a user. */
  readonly foldIn: 'mean' | 'ridge';
  /** Regularisation of the ridge. */
  readonly ridge: number;
  /** Weight of all pairs that were not observed, in the ridge; 1 for classical implicit ALS. */
  readonly unobserved: number;
  /** Weight of an observed pair above that, times its value, in the ridge. */
  readonly confidence: number;
  readonly recencyHalfLifeDays: number | null;
  /** `int8` keeps a byte a number and says what that costs. */
  readonly storage: 'float32' | 'int8';
}

export const externalDefaults: ExternalConfig = {
  similarity: 'dot',
  knownUsers: 'vector',
  sessionShare: 0.3,
  foldIn: 'mean',
  ridge: 1,
  unobserved: 1,
  confidence: 1,
  recencyHalfLifeDays: null,
  storage: 'float32',
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseExternalConfig(raw: unknown): ExternalConfig {
  return parseFields(raw, externalDefaults, {
    similarity: { kind: 'choice', choices: ['dot', 'cosine'] },
    knownUsers: { kind: 'choice', choices: ['vector', 'history'] },
    sessionShare: { kind: 'number', min: 0, max: 1 },
    foldIn: { kind: 'choice', choices: ['mean', 'ridge'] },
    ridge: { kind: 'number', min: 1e-9, max: 1e9 },
    unobserved: { kind: 'number', min: 0, max: 1e6 },
    confidence: { kind: 'number', min: 1e-6, max: 1e6 },
    recencyHalfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
    storage: { kind: 'choice', choices: ['float32', 'int8'] },
  });
}
