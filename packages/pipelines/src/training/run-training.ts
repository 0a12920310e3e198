import {
  countInteractions,
  type FitRun,
  type FittedModel,
  type Interactions,
  type ItemFeatures,
  type KernelSource,
  type ModelName,
  models,
  type Split,
  temporalSplit,
} from '@vitrine/engine';
import { leaseKernels } from '@vitrine/engine/lab';
import type { RunMetric } from '@vitrine/recsys';
import { judgeFitted } from './compare-models.ts';
import { baselineHalfLives, metricsOf } from './model-metrics.ts';

/** What a training learns from, as plain values that can travel to another process. */
export interface TrainingMaterial {
  readonly interactions: Interactions;
  /** What the catalog says of its items; null where the model does not read it. */
  readonly itemFeatures: ItemFeatures | null;
}

/** One training, as plain values that can travel to another process. */
export interface TrainingTask {
  readonly modelName: ModelName;
  readonly config: unknown;
  readonly seed: number;
  /** Unix seconds. */
  readonly nowSec: number;
  readonly k: number;
  /** Share of the events, the oldest, on which the judged model is trained. */
  readonly trainShare: number;
  /** Event types that count as success; null = all. */
  readonly testTypes: readonly number[] | null;
  readonly maxUsers: number;
}

/** What a training leaves. */
export interface TrainingResult {
  /** The artifact of the model trained on everything. */
  readonly bytes: Uint8Array;
  /** From the first training that is judged to the end of the one that serves: a search belongs to the price of what it found. */
  readonly fitSeconds: number;
  /** Figures of the same configuration trained before the cut and judged after it; empty when it could not be judged. */
  readonly metrics: readonly RunMetric[];
  /** Figures of the best popularity baseline on the same cut. */
  readonly baseline: readonly RunMetric[];
  /** Why nothing was judged, null when it was. */
  readonly notJudged: string | null;
}

/** What a training tells while it runs. */
export interface TrainingHooks {
  elapsedMs(): number;
  progress?(done: number, total: number, phase: string): void;
  /** Where matrices are multiplied; plain TypeScript when left out. */
  readonly kernels?: KernelSource;
}

/** Judges a configuration on a temporal cut, then trains it on everything with what the judged model found. Pure computation: runs wherever it is called. */
export function runTraining(material: TrainingMaterial, task: TrainingTask, hooks: TrainingHooks): TrainingResult {
  const definition = models[task.modelName];
  const config = definition.parseConfig(task.config);
  const beganMs = hooks.elapsedMs();
  const { notes, ...judged } = judgeOnCut(material, { ...task, config }, hooks);
  const model = definition.fit(material.interactions, config, {
    seed: task.seed,
    nowSec: task.nowSec,
    elapsedMs: () => hooks.elapsedMs(),
    itemFeatures: material.itemFeatures ?? undefined,
    // What was judged is what serves: a mixture that was searched for is not searched for again.
    earlierNotes: notes,
    ...kernelsOf(hooks),
    progress: (done, total, phase) => hooks.progress?.(done, total, `training: ${phase}`),
  });
  return { ...judged, bytes: model.encode(), fitSeconds: (hooks.elapsedMs() - beganMs) / 1000 };
}

function kernelsOf({ kernels }: TrainingHooks): Pick<FitRun, 'kernels'> {
  return kernels === undefined ? {} : { kernels };
}

/** What the judging of a configuration finds. */
export interface Judged extends Pick<TrainingResult, 'metrics' | 'baseline' | 'notJudged'> {
  /** Notes of the judged model; undefined when nothing was judged. */
  readonly notes: FittedModel['notes'] | undefined;
}

/** A training as it is judged; `fit` makes models that are not trained by their definition. */
export interface CutTask extends TrainingTask {
  readonly config: object;
  fit?(train: Interactions, run: FitRun): FittedModel;
}

/** Judges a configuration, and popularity beside it, on what people newly took up after a moment. */
export function judgeOnCut(
  { interactions, itemFeatures }: TrainingMaterial,
  task: CutTask,
  hooks: TrainingHooks,
): Judged {
  const split = cutOrReason(interactions, task);
  if (typeof split === 'string') return { metrics: [], baseline: [], notJudged: split, notes: undefined };
  // What was only judged gives back its threads and their memory before the final training begins.
  const lease = leaseKernels(hooks.kernels);
  try {
    return judgeOnSplit(split, task, {
      seed: task.seed,
      nowSec: split.cutSec,
      elapsedMs: () => hooks.elapsedMs(),
      itemFeatures: itemFeatures ?? undefined,
      kernels: lease.kernels,
      progress: (done, total, phase) => hooks.progress?.(done, total, phase),
    });
  } finally {
    lease.end();
  }
}

function judgeOnSplit(split: Split, task: CutTask, { progress, ...run }: FitRun): Judged {
  const judge = (model: FittedModel): RunMetric[] => metricsOf(judgeFitted(model, split, task));
  progress?.(0, 2, 'judging popularity');
  const baselines = baselineHalfLives.map((halfLifeDays) =>
    judge(models.popularity.fit(split.train, models.popularity.parseConfig({ halfLifeDays }), run)),
  );
  const ndcg = (metrics: readonly RunMetric[]): number =>
    metrics.find((row) => row.metric === `ndcg@${task.k}`)?.value ?? 0;
  const baseline = baselines.reduce((a, b) => (ndcg(b) > ndcg(a) ? b : a));
  progress?.(1, 2, `judging ${task.modelName}`);
  const model =
    task.fit?.(split.train, run) ??
    models[task.modelName].fit(split.train, task.config, {
      ...run,
      progress: (done, total, phase) => progress?.(done, total, `judging: ${phase}`),
    });
  const own = judge(model);
  // How many times better than popularity: unlike the bare figure it can be compared between different weeks and catalogs.
  const lift = ndcg(baseline) > 0 ? [{ metric: `lift@${task.k}`, value: ndcg(own) / ndcg(baseline) }] : [];
  return {
    metrics: [...own, ...lift],
    baseline: [...baseline, { metric: `lift@${task.k}`, value: 1 }],
    notJudged: null,
    notes: model.notes,
  };
}

function cutOrReason(interactions: Interactions, task: TrainingTask): Split | string {
  try {
    const split = temporalSplit(interactions, {
      trainShare: task.trainShare,
      keep: 'new-items',
      ...(task.testTypes === null ? {} : { testTypes: task.testTypes }),
    });
    return countInteractions(split.test) > 0
      ? split
      : 'no known user took up anything new after the cut; wait for more events';
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}
