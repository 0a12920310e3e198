import {
  type CatalogMetrics,
  countInteractions,
  evaluateModel,
  type Evaluation,
  type FittedModel,
  type Interactions,
  type Interval,
  type MetricName,
  type ModelName,
  models,
  type PairedDifference,
  pairedDifference,
  type Split,
  temporalSplit,
} from '@vitrine/engine';
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
  readonly nowSec: number;
  /** Milliseconds since any fixed point. */
  elapsedMs(): number;
  progress?(done: number, total: number, phase: string): void;
}

/** One model's row of the comparison. */
export interface ComparedModel {
  readonly name: ModelName;
  readonly label: string;
  readonly isBaseline: boolean;
  readonly config: object;
  readonly fitSeconds: number;
  readonly evaluateSeconds: number;
  readonly sizeBytes: number;
  readonly summary: Readonly<Record<MetricName, Interval>>;
  readonly catalog: CatalogMetrics;
  /** NDCG difference to the best baseline over the same users; null for that baseline itself. */
  readonly againstBaseline: PairedDifference | null;
  readonly notes: Readonly<Record<string, unknown>>;
}

/** Models judged on one cut, best NDCG first. */
export interface Comparison {
  readonly k: number;
  readonly seed: number;
  readonly trainShare: number;
  readonly cut: Date;
  readonly events: { readonly train: number; readonly test: number };
  readonly users: { readonly known: number; readonly judged: number };
  readonly items: number;
  readonly bestBaseline: string;
  readonly rows: readonly ComparedModel[];
}

interface Judged {
  readonly row: Omit<ComparedModel, 'againstBaseline'>;
  readonly evaluation: Evaluation;
}

/**
 * Trains the popularity baselines and the named models on the oldest part of the events and judges all on the same later ones:
 * what users known by then took up for the first time.
 * @throws RangeError when the events carry no times or are too few to cut.
 */
export function compareModels(interactions: Interactions, options: CompareOptions): Comparison {
  const { k = 20, trainShare = 0.8, seed = 1 } = options;
  const split = temporalSplit(interactions, {
    trainShare,
    keep: 'new-items',
    ...(options.testTypes === undefined ? {} : { testTypes: options.testTypes }),
  });
  const plan = [
    ...baselineHalfLives.map((halfLifeDays) => ({
      name: 'popularity' as const,
      config: { halfLifeDays },
      label: baselineLabel(halfLifeDays),
      isBaseline: true,
    })),
    ...options.models.map(({ name, config, label }) => ({
      name,
      config: config ?? {},
      label: label ?? name,
      isBaseline: false,
    })),
  ];
  const judged = plan.map((entry, at) => {
    options.progress?.(at, plan.length, entry.label);
    return judgeOne(split, entry, { ...options, k, seed });
  });
  const best = judged
    .filter(({ row }) => row.isBaseline)
    .reduce((a, b) => (b.row.summary.ndcg.mean > a.row.summary.ndcg.mean ? b : a));
  const rows = judged.map(({ row, evaluation }) => ({
    ...row,
    againstBaseline: row === best.row ? null : difference(evaluation, best.evaluation, seed),
  }));
  return {
    k,
    seed,
    trainShare,
    cut: new Date(split.cutSec * 1000),
    events: { train: countInteractions(split.train), test: countInteractions(split.test) },
    users: { known: split.train.userIds.length, judged: best.evaluation.users.length },
    items: split.train.itemIds.length,
    bestBaseline: best.row.label,
    rows: rows.sort((a, b) => b.summary.ndcg.mean - a.summary.ndcg.mean),
  };
}

function difference(evaluation: Evaluation, baseline: Evaluation, seed: number): PairedDifference | null {
  return evaluation.users.length === 0
    ? null
    : pairedDifference(evaluation.perUser.ndcg, baseline.perUser.ndcg, { seed });
}

function judgeOne(
  split: Split,
  entry: { name: ModelName; config: unknown; label: string; isBaseline: boolean },
  options: CompareOptions & { k: number; seed: number },
): Judged {
  const definition = models[entry.name];
  const config = definition.parseConfig(entry.config);
  const beganMs = options.elapsedMs();
  const model = definition.fit(split.train, config, {
    seed: options.seed,
    nowSec: split.cutSec,
    elapsedMs: () => options.elapsedMs(),
  });
  const fittedMs = options.elapsedMs();
  const evaluation = judgeFitted(model, split, options);
  const judgedMs = options.elapsedMs();
  return {
    evaluation,
    row: {
      ...entry,
      config,
      fitSeconds: (fittedMs - beganMs) / 1000,
      evaluateSeconds: (judgedMs - fittedMs) / 1000,
      sizeBytes: model.encode().byteLength,
      summary: evaluation.summary,
      catalog: evaluation.catalog,
      notes: model.notes,
    },
  };
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
