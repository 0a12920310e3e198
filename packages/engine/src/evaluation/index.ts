export {
  bootstrapMean,
  pairedDifference,
  type BootstrapOptions,
  type Interval,
  type PairedDifference,
} from './bootstrap.ts';
export { evaluateModel, type Evaluation, type EvaluationOptions, type MetricName } from './evaluate-model.ts';
export { giniOf, type CatalogMetrics } from './list-metrics.ts';
export { judgeList, type Judgement, type ListMetrics } from './ranking-metrics.ts';
export { leaveLastOut, randomSplit, temporalSplit, type Split, type TemporalSplitOptions } from './split.ts';
export {
  evaluateNextItem,
  lastItemMarkov,
  type NextItemEvaluation,
  type NextItemOptions,
  type SessionScorer,
} from './next-item.ts';
