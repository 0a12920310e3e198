import {
  evaluateModel,
  type Evaluation,
  type FittedModel,
  type Interactions,
  type ItemFeatures,
  type KernelSource,
  type ModelName,
  type Split,
  temporalSplit,
} from '@vitrine/engine';
import { compareOnSplit, type SplitComparison } from '@vitrine/engine/lab';
import { baselineHalfLives, baselineLabel } from './model-metrics.ts';

/** What is compared and how. */
export interface CompareOptions {
  readonly models: readonly { readonly name: ModelName; readonly config?: unknown; readonly label?: string }[];
  /** Length of the judged lists; 20 when left out. */
  readonly k?: number;
  /** Share of the events, the oldest, that train; 0.8 when left out. */
  readonly trainShare?: number;
  /** Event types that count as success; all when left out. */
  readonly testTypes?: readonly number[];
  readonly seed?: number;
  readonly maxUsers?: number;
  readonly bootstrapSamples?: number;
  /** Where matrices are multiplied; plain TypeScript when left out. */
  readonly kernels?: KernelSource;
  /** What the catalog says of its items, for models that read it and for the diversity of categories. */
  readonly itemFeatures?: ItemFeatures;
  /** Counts the most memory held; those figures are null without it. */
  readonly memory?: { restart(): void; peakBytes(): number };
  readonly nowSec: number;
  /** Milliseconds since any fixed point. */
  elapsedMs(): number;
  progress?(done: number, total: number, phase: string): void;
}

/** Models judged on one cut by time, best NDCG first. */
export interface Comparison extends SplitComparison {
  readonly trainShare: number;
  readonly cut: Date;
}

/**
 * Trains the popularity baselines and the named models on the oldest part of the events and judges all on the same later ones:
 * what users known by then took up for the first time.
 * @throws RangeError when the events carry no times or are too few to cut.
 */
export function compareModels(interactions: Interactions, options: CompareOptions): Comparison {
  const { models, k = 20, trainShare = 0.8, seed = 1 } = options;
  const split = temporalSplit(interactions, {
    trainShare,
    keep: 'new-items',
    ...(options.testTypes === undefined ? {} : { testTypes: options.testTypes }),
  });
  const entries = [
    ...baselineHalfLives.map((halfLifeDays) => ({
      name: 'popularity' as const,
      config: { halfLifeDays },
      label: baselineLabel(halfLifeDays),
      isBaseline: true,
    })),
    ...models.map(({ name, config, label }) => ({ name, config, label: label ?? name, isBaseline: false })),
  ];
  const comparison = compareOnSplit(split, entries, {
    ...options,
    k,
    seed,
    elapsedMs: () => options.elapsedMs(),
    progress: (done, total, phase) => options.progress?.(done, total, phase),
  });
  return { ...comparison, trainShare, cut: new Date(split.cutSec * 1000) };
}

/** Judges a fitted model on a split; repeated purchases are no success, as the split holds first ones only. */
export function judgeFitted(
  model: FittedModel,
  split: Split,
  options: Pick<CompareOptions, 'maxUsers' | 'bootstrapSamples'> & { k: number; seed: number },
): Evaluation {
  return evaluateModel(model, split, {
    k: options.k,
    seed: options.seed,
    ...(options.maxUsers === undefined ? {} : { maxUsers: options.maxUsers }),
    ...(options.bootstrapSamples === undefined ? {} : { bootstrapSamples: options.bootstrapSamples }),
  });
}
