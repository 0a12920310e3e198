export { ModelCodecError } from '../artifacts/codec-error.ts';
export { ModelConfigError } from './config-error.ts';
export { alignInteractions, importWeights, type ImportGround } from './external/external.ts';
export { warmUp } from './external/warm-up.ts';
export { type ExternalConfig, parseExternalConfig } from './external/config.ts';
export { decodeModel, decodeModelInSteps, isModelName, modelNames, models } from './registry.ts';
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
