import { CategoryDiversity } from '../evaluation/category-diversity.ts';
import { evaluateModel, type Evaluation } from '../evaluation/evaluate-model.ts';
import type { Interval } from '../evaluation/bootstrap.ts';
import type { CatalogMetrics } from '../evaluation/list-metrics.ts';
import type { MetricName } from '../evaluation/metric-summary.ts';
import { holmAdjusted, pairedTest, type PairedTest } from '../evaluation/paired-test.ts';
import { ItemSliceTally, sliceUsers, type ItemSliceResult, type UserSliceResult } from '../evaluation/slices.ts';
import type { Split } from '../evaluation/split.ts';
import { countInteractions } from '../interactions/interactions.ts';
import { featureRows, withItems, type ItemFeatures } from '../items/item-features.ts';
import type { FitRun, ModelName } from '../models/model.ts';
import { models } from '../models/registry.ts';
import { leaseKernels } from './kernel-lease.ts';
import { describedItems } from './run-lab.ts';

/** One line of a comparison before it is measured. */
export interface ComparedEntry {
  readonly name: ModelName;
  /** How it is called in tables; different from all others. */
  readonly label: string;
  /** Partial configuration; numbers may be text. */
  readonly config?: unknown;
  /** A measure for the others, such as popularity. */
  readonly isBaseline: boolean;
}

/** How models are compared. */
export interface ComparisonSettings {
  /** Length of the judged lists. */
  readonly k: number;
  readonly seed: number;
  /** Judge at most this many users, drawn by seed, the same for all models. */
  readonly maxUsers?: number;
  readonly bootstrapSamples?: number;
  readonly kernels?: FitRun['kernels'];
  /** Descriptions of items: for models that read them, and for the diversity of categories. */
  readonly itemFeatures?: ItemFeatures;
  /** Milliseconds since any fixed point. */
  elapsedMs(): number;
  /** Counts the most memory held; figures are null without it. */
  readonly memory?: { restart(): void; peakBytes(): number };
  progress?(done: number, total: number, phase: string): void;
}

/** One model's row of the comparison. */
export interface ComparedModel {
  readonly name: ModelName;
  readonly label: string;
  readonly isBaseline: boolean;
  /** With all defaults filled in. */
  readonly config: object;
  readonly fitSeconds: number;
  readonly evaluateSeconds: number;
  /** Most memory the whole program held while this model was trained and judged, the rows included; null where it is not counted. */
  readonly peakBytes: number | null;
  /** Of the artifact. */
  readonly sizeBytes: number;
  readonly summary: Readonly<Record<MetricName, Interval>>;
  readonly catalog: CatalogMetrics;
  /** Share of pairs of a list of different root categories; null without described items. */
  readonly categoryDiversity: number | null;
  readonly userSlices: readonly UserSliceResult[];
  readonly itemSlices: readonly ItemSliceResult[];
  /** NDCG difference to the best baseline over the same users; null for that baseline itself and where nobody was judged. */
  readonly againstBaseline: PairedTest | null;
  readonly notes: Readonly<Record<string, unknown>>;
}

/** Two models judged on the same users. */
export interface ComparedPair {
  /** The one with the higher mean NDCG. */
  readonly better: string;
  readonly worse: string;
  /** Of the NDCG. */
  readonly difference: PairedTest;
  /** The p-value of the difference, corrected by Holm for the number of pairs. */
  readonly adjustedP: number;
}

/** A model that could not be trained or judged here. */
export interface FailedModel {
  readonly label: string;
  readonly reason: string;
}

/** Models judged on one split, best NDCG first. */
export interface SplitComparison {
  readonly k: number;
  readonly seed: number;
  readonly events: { readonly train: number; readonly test: number };
  readonly users: { readonly known: number; readonly judged: number };
  readonly items: number;
  /** Label of the baseline with the highest NDCG. */
  readonly bestBaseline: string;
  readonly rows: readonly ComparedModel[];
  /** All pairs of models, in the order of `rows`; empty where nobody was judged. */
  readonly pairs: readonly ComparedPair[];
  readonly failures: readonly FailedModel[];
}

interface Judged {
  readonly row: Omit<ComparedModel, 'againstBaseline'>;
  readonly evaluation: Evaluation;
}

/**
 * Trains every entry on the training part and judges all on the same users. A model that does not fit into memory becomes a failure, not the end.
 * @throws ModelConfigError before anything is trained, when a configuration is wrong.
 * @throws RangeError when no baseline could be judged.
 */
export function compareOnSplit(
  split: Split,
  entries: readonly ComparedEntry[],
  settings: ComparisonSettings,
): SplitComparison {
  const plan = entries.map((entry) => ({ ...entry, config: models[entry.name].parseConfig(entry.config) }));
  const failures: FailedModel[] = [];
  const judged: Judged[] = [];
  plan.forEach((entry, at) => {
    settings.progress?.(at, plan.length, entry.label);
    const lease = leaseKernels(settings.kernels);
    try {
      judged.push(judgeEntry(split, entry, { ...settings, kernels: lease.kernels }));
    } catch (error) {
      // Memory that cannot be had is a RangeError; anything else is a mistake of ours and ends the comparison.
      if (!(error instanceof RangeError)) throw error;
      failures.push({ label: entry.label, reason: error.message });
    } finally {
      lease.end();
    }
  });
  const baselines = judged.filter(({ row }) => row.isBaseline);
  const [first, ...others] = baselines;
  if (first === undefined)
    throw new RangeError(`no baseline could be judged: ${failures[0]?.reason ?? 'none was named'}`);
  const best = others.reduce((a, b) => (ndcgOf(b) > ndcgOf(a) ? b : a), first);
  judged.sort((a, b) => ndcgOf(b) - ndcgOf(a));
  const pairs = testPairs(judged, settings);
  return {
    k: settings.k,
    seed: settings.seed,
    events: { train: countInteractions(split.train), test: countInteractions(split.test) },
    users: { known: new Set(split.train.users).size, judged: best.evaluation.users.length },
    items: new Set(split.train.items).size,
    bestBaseline: best.row.label,
    rows: judged.map(({ row }) => ({ ...row, againstBaseline: difference(pairs, row.label, best.row.label) })),
    pairs,
    failures,
  };
}

const ndcgOf = ({ row }: Judged): number => row.summary.ndcg.mean;

function judgeEntry(
  split: Split,
  entry: ComparedEntry & { readonly config: object },
  settings: ComparisonSettings & Required<Pick<ComparisonSettings, 'kernels'>>,
): Judged {
  const definition = models[entry.name];
  const { seed, itemFeatures } = settings;
  const described = itemFeatures !== undefined && definition.readsItems(entry.config);
  const own = described ? withDescribed(split, itemFeatures) : split;
  settings.memory?.restart();
  const beganMs = settings.elapsedMs();
  const model = definition.fit(own.train, entry.config, {
    seed,
    nowSec: split.cutSec,
    elapsedMs: () => settings.elapsedMs(),
    itemFeatures,
    kernels: settings.kernels,
  });
  const fittedMs = settings.elapsedMs();
  const tally = new ItemSliceTally(own);
  const categories = itemFeatures === undefined ? null : new CategoryDiversity(rootCategories(own, itemFeatures));
  const evaluation = evaluateModel(model, own, {
    ...settings,
    described: described ? describedItems(own.train, itemFeatures) : undefined,
    onList: (user, list) => {
      tally.add(user, list);
      categories?.add(list);
    },
    progress: () => undefined,
  });
  const userSlices = sliceUsers(evaluation, own, { seed, ...samplesOf(settings) });
  const judgedMs = settings.elapsedMs();
  const diversity = categories?.finish() ?? NaN;
  return {
    evaluation,
    row: {
      ...entry,
      fitSeconds: (fittedMs - beganMs) / 1000,
      evaluateSeconds: (judgedMs - fittedMs) / 1000,
      peakBytes: settings.memory?.peakBytes() ?? null,
      sizeBytes: model.encode().byteLength,
      summary: evaluation.summary,
      catalog: evaluation.catalog,
      categoryDiversity: Number.isNaN(diversity) ? null : diversity,
      userSlices,
      itemSlices: tally.finish(),
      notes: model.notes,
    },
  };
}

function samplesOf({ bootstrapSamples }: ComparisonSettings): { samples?: number } {
  return bootstrapSamples === undefined ? {} : { samples: Math.max(1, bootstrapSamples) };
}

/** Described items are appended to both sides alike, so that indices keep their meaning. */
export function withDescribed(split: Split, features: ItemFeatures): Split {
  return { ...split, train: withItems(split.train, features.itemIds), test: withItems(split.test, features.itemIds) };
}

function rootCategories(split: Split, features: ItemFeatures): Int32Array {
  const roots = new Map<string, number>();
  return featureRows(features, split.train.itemIds).map((row) => {
    const root = row < 0 ? undefined : features.categoryPaths[row]?.[0];
    if (root === undefined) return -1;
    const known = roots.get(root) ?? roots.size;
    roots.set(root, known);
    return known;
  });
}

/** Every pair of the judged, which come best first. */
function testPairs(judged: readonly Judged[], settings: ComparisonSettings): ComparedPair[] {
  if ((judged[0]?.evaluation.users.length ?? 0) === 0) return [];
  const how = { seed: settings.seed, ...samplesOf(settings) };
  const tests = judged.flatMap((a, at) =>
    judged.slice(at + 1).map((b) => ({
      better: a.row.label,
      worse: b.row.label,
      difference: pairedTest(a.evaluation.perUser.ndcg, b.evaluation.perUser.ndcg, how),
    })),
  );
  const adjusted = holmAdjusted(tests.map(({ difference }) => difference.p));
  return tests.map((test, at) => ({ ...test, adjustedP: adjusted[at] }));
}

/** `label` minus `other`, whichever of them is better. */
function difference(pairs: readonly ComparedPair[], label: string, other: string): PairedTest | null {
  const forwards = pairs.find((pair) => pair.better === label && pair.worse === other);
  if (forwards) return forwards.difference;
  const backwards = pairs.find((pair) => pair.better === other && pair.worse === label)?.difference;
  if (backwards === undefined) return null;
  const { mean, low, high, wins, losses } = backwards;
  return { ...backwards, mean: -mean, low: -high, high: -low, wins: losses, losses: wins };
}
