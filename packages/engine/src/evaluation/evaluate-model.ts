import { RandomStream, transposeSparseRows, type SparseRows } from '@vitrine/kernels';
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
  /** Items (their byte is 1) that are ranked although the training part has no row of them: those that a catalog describes. */
  readonly described?: Uint8Array | undefined;
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
const batch = 1024;

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
  const excluded = Uint8Array.from({ length: byItem.rowCount }, (_, item) =>
    byItem.starts[item + 1] === byItem.starts[item] && options.described?.[item] !== 1 ? 1 : 0,
  );
  const ownOf = (user: number): Int32Array => byUser.indices.subarray(byUser.starts[user], byUser.starts[user + 1]);
  const flags = new Uint8Array(model.itemIds.length);
  const judge = (user: number, at: number, shown: Int32Array): void => {
    const list = shown.slice();
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
    model.recommendMany(
      {
        contexts: Array.from(part, (user) => contexts.contextOf(user)),
        k: options.k,
        excluded,
        own: options.allowSeen === true ? undefined : (at) => ownOf(part[at]),
      },
      (at, list) => judge(part[at], begin + at, list),
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
