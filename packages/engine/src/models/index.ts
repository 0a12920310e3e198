export { ModelCodecError } from '../artifacts/codec-error.ts';
export { ModelConfigError } from './config-error.ts';
export { decodeModel, isModelName, modelNames, models } from './registry.ts';
export type {
  Explanation,
  FitRun,
  FittedModel,
  ModelDefinition,
  ModelName,
  ScoredHistory,
  TrainingWindow,
  UserContext,
} from './model.ts';
