export { createRecsys, type Recsys, type RecsysOptions } from './recsys.ts';
export { type Metrics, noMetrics } from './metrics.ts';
export type { RecsysTables } from './tables.ts';
export type { BatchOptions, BatchOutcome, RecordRejection } from './record-rejection.ts';
export { findNamespace, isTenant, listTenants, shopTenant, type Tenant, tenantKey } from './tenants/index.ts';
export type { EventFilter, EventInput, IngestOptions, Page, StoredEvent, TrainingEvent } from './events/index.ts';
export { type EventSpan, readStoredEvents, readTrainingEvents } from './events/index.ts';
export { type DescribedItemRow, readDescribedItems } from './items/index.ts';
export type { EmbeddedCatalog, EmbeddingHealth, TextIndex, TextNeighbours } from './embeddings/index.ts';
export type { ItemFilter, ItemInput, StoredItem } from './items/index.ts';
export type { StoredUser, UserFilter, UserInput } from './users/index.ts';
export type { EventType, EventTypeInput } from './event-types/index.ts';
export { effectiveEventTypes } from './event-types/index.ts';
export {
  defaultPlacements,
  type Placement,
  type PlacementOutcome,
  strategies,
  type Strategy,
} from './placements/index.ts';
export type { Decision, DecisionItem } from './decisions/index.ts';
export {
  type Alias,
  type AliasMove,
  ArtifactError,
  type ArtifactStore,
  defaultGuardrail,
  diskArtifacts,
  type GateInput,
  type GateVerdict,
  type Guardrail,
  judgeGates,
  modelChannel,
  type ModelVersion,
  type MoveOutcome,
  type RunMetric,
  type TrainedModel,
} from './models/index.ts';
export type {
  BecauseText,
  RankingOverrides,
  RecommendAnswer,
  RecommendedItem,
  RecommendRequest,
  RecommendTrace,
  ScoreModel,
} from './recommend/index.ts';
export type { ExplainedEvent, VisitorExplanation } from './recommend/explain-visitor.ts';
