import { RandomStream, TopK, transposeSparseRows, type SparseRows } from '@vitrine/kernels';
import { contextsOf } from '../interactions/user-contexts.ts';
import { userItemRows } from '../interactions/user-item-rows.ts';
import type { FittedModel } from '../models/model.ts';
import type { Interval } from './bootstrap.ts';
import { CatalogMetricsTally, type CatalogMetrics } from './list-metrics.ts';
import { bootstrapMetrics, mapMetrics, metricNames, type MetricName } from './metric-summary.ts';
import { judgeList } from './ranking-metrics.ts';
import type { Split } from './split.ts';

/** How a model is judged. */
export interface EvaluationOptions {
  /** Length of the lists. */
  readonly k: number;
  readonly seed: number;
  /** Whether items of the training part may be recommended again; they are masked when left out. */
  readonly allowSeen?: boolean;
  /** Judge at most this many users, drawn by seed; all when left out. */
  readonly maxUsers?: number;
  /** Bootstrap resamples; 1000 when left out, 0 for none. */
  readonly bootstrapSamples?: number;
  /** Called with every list, before masked places are cut: item indices, best first. */
  onList?(user: number, list: Int32Array): void;
  progress?(done: number, total: number): void;
}

/** One model's results on one split. */
export interface Evaluation {
  readonly k: number;
  /** Index of each judged user, ascending. */
  readonly users: Int32Array;
  /** One value per judged user, parallel to `users`. */
  readonly perUser: Readonly<Record<MetricName, Float64Array>>;
  /** Means over users with 95 % bootstrap intervals. */
  readonly summary: Readonly<Record<MetricName, Interval>>;
  readonly catalog: CatalogMetrics;
}

/** Users whose scores are asked for at once. */
const batch = 256;

/**
 * Ranks all items that the training part knows for each user with test items, as of the cut, and judges the first `k`.
 * The model must have been trained on `split.train` (or on rows with the same ids). O(users x (scoring + items)).
 */
export function evaluateModel(model: FittedModel, split: Split, options: EvaluationOptions): Evaluation {
  const byUser = userItemRows(split.train, 'binary');
  const relevant = userItemRows(split.test, 'binary');
  const byItem = transposeSparseRows(byUser);
  const users = judgedUsers(relevant, options);
  const contexts = contextsOf(split.train, split.cutSec);
  const tally = new CatalogMetricsTally(byItem, users.length);
  const perUser = mapMetrics(() => new Float64Array(users.length));
  const ranking = startRanking({ byUser, byItem, k: options.k, allowSeen: options.allowSeen ?? false });
  const flags = new Uint8Array(model.itemIds.length);
  const judge = (user: number, at: number): void => {
    const list = ranking.rank(user);
    options.onList?.(user, list);
    const own = relevant.indices.subarray(relevant.starts[user], relevant.starts[user + 1]);
    for (const item of own) flags[item] = 1;
    const judged = judgeList(list, { relevant: flags, relevantCount: own.length, k: options.k });
    for (const item of own) flags[item] = 0;
    for (const name of metricNames) perUser[name][at] = judged[name];
    tally.add(list);
  };
  for (let begin = 0; begin < users.length; begin += batch) {
    options.progress?.(begin, users.length);
    const part = users.subarray(begin, begin + batch);
    model.scoreMany(
      Array.from(part, (user) => contexts.contextOf(user)),
      (at, scores) => {
        ranking.scores.set(scores);
        judge(part[at], begin + at);
      },
    );
  }
  const samples = Math.max(1, options.bootstrapSamples ?? 1000);
  const summary = bootstrapMetrics(perUser, { seed: options.seed, samples });
  return { k: options.k, users, perUser, summary, catalog: tally.finish() };
}

function judgedUsers(relevant: SparseRows, options: EvaluationOptions): Int32Array {
  const users: number[] = [];
  for (let user = 0; user < relevant.rowCount; user++) {
    if (relevant.starts[user + 1] > relevant.starts[user]) users.push(user);
  }
  if (options.maxUsers === undefined || users.length <= options.maxUsers) return Int32Array.from(users);
  return Int32Array.from(new RandomStream(options.seed).shuffle(users).slice(0, options.maxUsers)).sort();
}

/** One reusable score array and mask: unknown items stay masked, a user's own are masked and unmasked. */
function startRanking(from: { byUser: SparseRows; byItem: SparseRows; k: number; allowSeen: boolean }): {
  scores: Float32Array;
  rank(user: number): Int32Array;
} {
  const { byUser, byItem } = from;
  const scores = new Float32Array(byItem.rowCount);
  const mask = Uint8Array.from(scores, (_, item) => (byItem.starts[item + 1] === byItem.starts[item] ? 1 : 0));
  const selection = new TopK(from.k);
  const setOwn = (user: number, value: number): void => {
    for (let at = byUser.starts[user]; at < byUser.starts[user + 1]; at++) mask[byUser.indices[at]] = value;
  };
  return {
    scores,
    rank(user) {
      if (!from.allowSeen) setOwn(user, 1);
      const list = selection.indices.slice(0, selection.select(scores, mask));
      if (!from.allowSeen) setOwn(user, 0);
      return list;
    },
  };
}
