import { parseFields } from '../config-fields.ts';

/** How item neighbours are found. */
export interface ItemKnnConfig {
  /** `cosine` of the item columns; `tf-idf` discounts active users first; `bm25` also discounts popular items (Robertson and Zaragoza 2009). */
  readonly similarity: 'cosine' | 'tf-idf' | 'bm25';
  /** Neighbours kept per item. */
  readonly neighbours: number;
  readonly signal: 'binary' | 'weighted';
  readonly recencyHalfLifeDays: number | null;
}

export const itemKnnDefaults: ItemKnnConfig = {
  similarity: 'tf-idf',
  neighbours: 100,
  signal: 'binary',
  recencyHalfLifeDays: null,
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseItemKnnConfig(raw: unknown): ItemKnnConfig {
  return parseFields(raw, itemKnnDefaults, {
    similarity: { kind: 'choice', choices: ['cosine', 'tf-idf', 'bm25'] },
    neighbours: { kind: 'number', min: 1, max: 100_000, whole: true },
    signal: { kind: 'choice', choices: ['binary', 'weighted'] },
    recencyHalfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
  });
}
