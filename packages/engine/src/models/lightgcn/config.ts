import { parseFields } from '../config-fields.ts';

/** A linear graph network trained by gradient descent (He et al. 2020, "LightGCN", arXiv 2002.02126). */
export interface LightGcnConfig {
  readonly factors: number;
  /** Steps along the graph; what is met at each is averaged. */
  readonly layers: number;
  /** `softmax` tells each taken item from many drawn ones by the cosine, `bpr` from one by the product. */
  readonly loss: 'softmax' | 'bpr';
  /** Items drawn for each step; `softmax` only. */
  readonly negatives: number;
  /** Items are drawn in proportion to their degree to this power: 0 draws all alike, 1 takes popularity out of what is learnt. Null tries both on the slice held out. */
  readonly drawExponent: number | null;
  /** Each interaction of a user counts by its degree to minus this power: 0 weighs interactions alike, 1 users. */
  readonly userExponent: number;
  /** Cosines are divided by this before the softmax. */
  readonly temperature: number;
  /** At the start; falls to nothing along half a cosine until the last round, or the end of the time. */
  readonly learningRate: number;
  /** Weight of half the squared parameters. */
  readonly regularization: number;
  /** Interactions of a step; whole users are taken until there are as many. Null takes a twelfth of all, so that the steps do not grow in number with the shop. */
  readonly batchSize: number | null;
  /** Rounds over all users at most. */
  readonly epochs: number;
  /** Rounds between two looks at the slice held out. */
  readonly judgeEvery: number;
  /** Looks without a better one before the training stops; null goes through all rounds and takes the last state. */
  readonly patience: number | null;
  /** The training stops here when the run has a clock; what was best so far is used. */
  readonly timeBudgetSec: number | null;
  /** How the embeddings are kept: as they are, or as bytes with a factor a row. */
  readonly quantise: 'none' | 'int8';
  readonly signal: 'binary' | 'weighted';
  /** Fading of a visitor's history at request time. */
  readonly recencyHalfLifeDays: number | null;
}

export const lightGcnDefaults: LightGcnConfig = {
  factors: 64,
  layers: 3,
  loss: 'softmax',
  negatives: 1024,
  drawExponent: null,
  userExponent: 0.5,
  temperature: 0.1,
  learningRate: 0.05,
  regularization: 0,
  batchSize: null,
  epochs: 32,
  judgeEvery: 4,
  patience: 3,
  timeBudgetSec: null,
  quantise: 'none',
  signal: 'binary',
  recencyHalfLifeDays: null,
};

/** @throws ModelConfigError on unknown or invalid settings. */
export function parseLightGcnConfig(raw: unknown): LightGcnConfig {
  return parseFields(raw, lightGcnDefaults, {
    factors: { kind: 'number', min: 1, max: 1024, whole: true },
    layers: { kind: 'number', min: 1, max: 8, whole: true },
    loss: { kind: 'choice', choices: ['softmax', 'bpr'] },
    negatives: { kind: 'number', min: 1, max: 65_536, whole: true },
    drawExponent: { kind: 'number', min: 0, max: 1, orNull: true },
    userExponent: { kind: 'number', min: 0, max: 1 },
    temperature: { kind: 'number', min: 0.01, max: 10 },
    learningRate: { kind: 'number', min: 1e-6, max: 1 },
    regularization: { kind: 'number', min: 0, max: 1 },
    batchSize: { kind: 'number', min: 1, max: 100_000_000, whole: true, orNull: true },
    epochs: { kind: 'number', min: 1, max: 10_000, whole: true },
    judgeEvery: { kind: 'number', min: 1, max: 1000, whole: true },
    patience: { kind: 'number', min: 1, max: 1000, whole: true, orNull: true },
    timeBudgetSec: { kind: 'number', min: 0, max: 86_400, orNull: true },
    quantise: { kind: 'choice', choices: ['none', 'int8'] },
    signal: { kind: 'choice', choices: ['binary', 'weighted'] },
    recencyHalfLifeDays: { kind: 'number', min: 0.01, max: 36_500, orNull: true },
  });
}
