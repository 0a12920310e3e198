import { parseFields } from '../config-fields.ts';
import { similarities, type Similarity } from '../similarity-scales.ts';

/** How item neighbours are found. */
export interface ItemKnnConfig {
  /**
   * `cosine` of the item columns; `tf-idf` discounts active users first; `bm25` also discounts popular items (Robertson and Zaragoza 2009);
   * `powers` are those of the graph filter, cut to the best neighbours.
   */
  readonly similarity: Similarity;
  /** Neighbours kept per item. */
  readonly neighbours: number;
  /** Discount of active users: degree^-c; `powers` only, as the two below. */
  readonly userExponent: number;
  /** Discount of popular items on both sides: degree^-b. */
  readonly itemExponent: number;
  /** Power of what two items have in common; below 1 flattens, above 1 sharpens. */
  readonly cellExponent: number;
  readonly signal: 'binary' | 'weighted';
  readonly recencyHalfLifeDays: number | null;
}

export const itemKnnDefaults: ItemKnnConfig = {
  similarity: 'tf-idf',
  neighbours: 100,
  userExponent: 1,
  itemExponent: 0.5,
  cellExponent: 1,
  signal: 'binary',
  recencyHalfLifeDays: null,
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseItemKnnConfig(raw: unknown): ItemKnnConfig {
  return parseFields(raw, itemKnnDefaults, {
    similarity: { kind: 'choice', choices: similarities },
    neighbours: { kind: 'number', min: 1, max: 100_000, whole: true },
    userExponent: { kind: 'number', min: 0, max: 4 },
    itemExponent: { kind: 'number', min: 0, max: 2 },
    cellExponent: { kind: 'number', min: 0.05, max: 4 },
    signal: { kind: 'choice', choices: ['binary', 'weighted'] },
    recencyHalfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
  });
}
