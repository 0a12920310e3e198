import { parseFields } from '../config-fields.ts';
import { similarities, type Similarity } from '../similarity-scales.ts';

/** Similarity of people by what they have in common, by default with powers (a user-side twin of Turbo-CF's graph filter). */
export interface UserKnnConfig {
  /** `powers` by the four exponents below, which the others leave aside; `cosine`, `tf-idf` and `bm25` as for item neighbours, of the people's rows. */
  readonly similarity: Similarity;
  /** Most people who speak for a visitor, the most alike first; null lets everybody speak who has something in common. */
  readonly neighbours: number | null;
  /** Power of the similarity; above 1 listens to the nearest, the soft form of a bound on neighbours. */
  readonly similarityExponent: number;
  /** Discount of active people in the similarity: degree^-a. */
  readonly userExponent: number;
  /** Discount of popular items in the similarity: degree^-b. */
  readonly itemExponent: number;
  /** Discount of popular items in the score: degree^-c. */
  readonly targetExponent: number;
  readonly signal: 'binary' | 'weighted';
  readonly recencyHalfLifeDays: number | null;
}

export const userKnnDefaults: UserKnnConfig = {
  similarity: 'powers',
  neighbours: null,
  similarityExponent: 1.5,
  userExponent: 0.5,
  itemExponent: 0.5,
  targetExponent: 0.2,
  signal: 'binary',
  recencyHalfLifeDays: null,
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseUserKnnConfig(raw: unknown): UserKnnConfig {
  return parseFields(raw, userKnnDefaults, {
    similarity: { kind: 'choice', choices: similarities },
    neighbours: { kind: 'number', min: 1, max: 1_000_000, whole: true, orNull: true },
    similarityExponent: { kind: 'number', min: 0.1, max: 10 },
    userExponent: { kind: 'number', min: 0, max: 2 },
    itemExponent: { kind: 'number', min: 0, max: 2 },
    targetExponent: { kind: 'number', min: 0, max: 2 },
    signal: { kind: 'choice', choices: ['binary', 'weighted'] },
    recencyHalfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
  });
}
