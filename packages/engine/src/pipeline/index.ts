export {
  type Constraints,
  countFiltered,
  type Eligibility,
  type FilterReason,
  filterReasons,
  judgeItems,
  noConstraints,
} from './filter.ts';
export {
  buildItemCatalog,
  type CatalogItem,
  describesAlike,
  type ItemCatalog,
  patchItemCatalog,
  type TermIndex,
} from './item-catalog.ts';
export { maximumOutcomePenalty, type OutcomeCounts, outcomePenalties } from './outcome.ts';
export { type CandidateSet, drawCandidates, rankCandidates, type RankedCandidates } from './rank.ts';
export { type RerankConfig, type Reranked, rerankItems } from './rerank.ts';
export {
  type PipelineAnswer,
  type PipelineRequest,
  type RankedItem,
  runPipeline,
  type StageName,
} from './run-pipeline.ts';
export { type Because, becauseOf, type PastEvent, type ScoreSource, type SourceName } from './score-source.ts';
export {
  affinitySource,
  contextFor,
  distinctItems,
  freshSource,
  likeness,
  likenessSource,
  personalSource,
  type PlacedModel,
  placeModel,
  popularSource,
  recentSource,
  placedSimilarity,
  similarSource,
  trendingSource,
} from './sources.ts';
