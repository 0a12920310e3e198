import { parseFields } from '../config-fields.ts';

/**
 * One hop over the item graph plus its smooth part minus two hops: a band of the graph's spectrum, in the spirit of blurring and sharpening
 * (Choi et al. 2023, "Blurring-sharpening process models for collaborative filtering", arXiv 2211.09324; Shen et al. 2021, GF-CF).
 */
export interface GraphLowpassConfig {
  /** Leading singular vectors of the normalised user-item matrix that make up the smooth part; never more than a sixteenth of its smaller side. */
  readonly rank: number;
  /** Weight of the smooth part beside one hop, both in units of their usual deviation. */
  readonly smooth: number;
  /** Weight of two hops that is taken away: what everything is near to says little about anybody. */
  readonly sharpen: number;
  /** Exponents of one hop, see the graph filter. */
  readonly userExponent: number;
  readonly itemExponent: number;
  readonly cellExponent: number;
  /** Rounds of the block power iteration. */
  readonly iterations: number;
  readonly signal: 'binary' | 'weighted';
  readonly recencyHalfLifeDays: number | null;
}

export const graphLowpassDefaults: GraphLowpassConfig = {
  rank: 512,
  smooth: 1,
  sharpen: 0.5,
  userExponent: 1,
  itemExponent: 0.5,
  cellExponent: 1,
  iterations: 2,
  signal: 'binary',
  recencyHalfLifeDays: null,
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseGraphLowpassConfig(raw: unknown): GraphLowpassConfig {
  return parseFields(raw, graphLowpassDefaults, {
    rank: { kind: 'number', min: 1, max: 2048, whole: true },
    smooth: { kind: 'number', min: -10, max: 10 },
    sharpen: { kind: 'number', min: -10, max: 10 },
    userExponent: { kind: 'number', min: 0, max: 4 },
    itemExponent: { kind: 'number', min: 0, max: 2 },
    cellExponent: { kind: 'number', min: 0.05, max: 4 },
    iterations: { kind: 'number', min: 1, max: 50, whole: true },
    signal: { kind: 'choice', choices: ['binary', 'weighted'] },
    recencyHalfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
  });
}
