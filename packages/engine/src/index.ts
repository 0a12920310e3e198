export {
  countInteractions,
  defaultEventWeights,
  emptyInteractions,
  EventType,
  InteractionsBuilder,
  type InteractionRow,
  type Interactions,
} from './interactions/index.ts';
export type {
  Explanation,
  FitRun,
  FittedModel,
  ModelDefinition,
  ModelName,
  ScoredHistory,
  UserContext,
} from './models/model.ts';
