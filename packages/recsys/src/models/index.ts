export { ArtifactError, type ArtifactStore, diskArtifacts } from './artifact-store.ts';
export { defaultGuardrail, type GateInput, type Guardrail, judgeGates } from './gate.ts';
export { LoadedModel } from './loaded-model.ts';
export { createModels, type ModelPorts, type MoveOutcome, type TrainedModel, versionBefore } from './models.ts';
export {
  type Alias,
  type AliasMove,
  type GateVerdict,
  modelChannel,
  type ModelVersion,
  type RunMetric,
} from './models.store.ts';
