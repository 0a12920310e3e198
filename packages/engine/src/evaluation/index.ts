export {
  bootstrapMean,
  bootstrapMeans,
  pairedDifference,
  type BootstrapOptions,
  type Interval,
  type PairedDifference,
} from './bootstrap.ts';
export { CategoryDiversity } from './category-diversity.ts';
export { evaluateModel, type Evaluation, type EvaluationOptions } from './evaluate-model.ts';
export { mapMetrics, metricNames, type MetricName } from './metric-summary.ts';
export { holmAdjusted, pairedTest, type PairedTest } from './paired-test.ts';
export { giniOf, type CatalogMetrics } from './list-metrics.ts';
export { judgeList, type Judgement, type ListMetrics } from './ranking-metrics.ts';
export {
  estimateOffPolicy,
  offPolicyWarnings,
  type LoggedDecision,
  type OffPolicyEstimate,
  type OffPolicyOptions,
} from './off-policy.ts';
export {
  ItemSliceTally,
  sliceUsers,
  type ItemSlice,
  type ItemSliceResult,
  type SliceOptions,
  type UserSlice,
  type UserSliceResult,
} from './slices.ts';
export { checkSplit, type SplitCheck } from './check-split.ts';
export { splitInteractions, type SplitRequest } from './split-by.ts';
export { leaveLastOut, randomSplit, temporalSplit, type Split, type TemporalSplitOptions } from './split.ts';
export {
  evaluateNextItem,
  associationRules,
  lastItemMarkov,
  type NextItemEvaluation,
  type NextItemOptions,
  type SessionScorer,
} from './next-item.ts';
