import { bootstrapMeans, type BootstrapOptions, type Interval } from './bootstrap.ts';
import type { ListMetrics } from './ranking-metrics.ts';

/** Names of the metrics of one user's list. */
export type MetricName = keyof ListMetrics;

/** Every metric of a list, in the order of tables. */
export const metricNames: readonly MetricName[] = ['recall', 'ndcg', 'precision', 'map', 'mrr', 'hitRate'];

/** One value per metric. */
export function mapMetrics<Value>(make: (name: MetricName) => Value): Record<MetricName, Value> {
  return {
    recall: make('recall'),
    ndcg: make('ndcg'),
    precision: make('precision'),
    map: make('map'),
    mrr: make('mrr'),
    hitRate: make('hitRate'),
  };
}

/** Means and intervals of per-user metrics; all from the same resamples of users. */
export function bootstrapMetrics(
  perUser: Readonly<Record<MetricName, Float64Array>>,
  options: BootstrapOptions,
): Record<MetricName, Interval> {
  const intervals = bootstrapMeans(
    metricNames.map((name) => perUser[name]),
    options,
  );
  return mapMetrics((name) => intervals[metricNames.indexOf(name)]);
}
