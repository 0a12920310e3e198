import { parseFields } from '../config-fields.ts';

/** What of an item's description counts, and how a visitor's events become interest. */
export interface ContentConfig {
  /** Words kept, those that tell the catalog apart best. */
  readonly features: number;
  /** Shares of the squared length of an item's vector; a part that no item of the catalog has leaves its share to the others. */
  readonly textShare: number;
  readonly categoryShare: number;
  readonly tagShare: number;
  readonly priceShare: number;
  /** Share of the score that is the visitor's affinity to the item's category; the rest is likeness. */
  readonly affinityShare: number;
  /** Share of the likeness that text embeddings say instead: they see parts of words too. 0 makes none. */
  readonly embeddingShare: number;
  readonly signal: 'binary' | 'weighted';
  readonly recencyHalfLifeDays: number | null;
}

export const contentDefaults: ContentConfig = {
  features: 500,
  textShare: 0.5,
  categoryShare: 0.25,
  tagShare: 0.2,
  priceShare: 0.02,
  affinityShare: 0.2,
  embeddingShare: 0,
  signal: 'weighted',
  recencyHalfLifeDays: 90,
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseContentConfig(raw: unknown): ContentConfig {
  const share = { kind: 'number', min: 0, max: 1 } as const;
  return parseFields(raw, contentDefaults, {
    features: { kind: 'number', min: 1, max: 100_000, whole: true },
    textShare: share,
    categoryShare: share,
    tagShare: share,
    priceShare: share,
    affinityShare: share,
    embeddingShare: share,
    signal: { kind: 'choice', choices: ['binary', 'weighted'] },
    recencyHalfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
  });
}
