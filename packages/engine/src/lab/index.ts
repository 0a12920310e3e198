export {
  compareOnSplit,
  type ComparedEntry,
  type ComparedModel,
  type ComparedPair,
  type ComparisonSettings,
  type FailedModel,
  type SplitComparison,
} from './compare-on-split.ts';
export { leaseKernels, type KernelLease } from './kernel-lease.ts';
export { checkMemoryNeed, MemoryNeedError, type MemoryLimits, type ReadSoFar } from './memory-need.ts';
export { plainLines, type PlainColumns } from './plain-writer.ts';
export { createPlainReader, PlainFormatError, type PlainReader, type PlainReport } from './plain-reader.ts';
export {
  formatPrediction,
  joinIds,
  runLab,
  type LabPhase,
  type LabPrediction,
  type LabRequest,
  type LabResult,
} from './run-lab.ts';
export { searchSettings, type SearchRequest, type SearchResult, type SearchTrial } from './search.ts';
export {
  parseSearchSpace,
  SearchSpaceError,
  type SearchDimension,
  type SearchSpace,
  type TrialSettings,
} from './search-space.ts';
export { createDecisionReader, DecisionFormatError, type DecisionLog, type DecisionReader } from './decision-log.ts';
export { judgePolicy, parsePolicy, PolicyError, type JudgedPolicy, type PolicyVerdict } from './judge-policy.ts';
