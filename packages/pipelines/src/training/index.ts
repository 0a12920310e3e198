export { compareModels, type CompareOptions, type Comparison } from './compare-models.ts';
export { baselineHalfLives, baselineLabel, metricsOf } from './model-metrics.ts';
export { nodeKernels } from './node-kernels.ts';
export { createProcessTrainer, orderFromProcess, type ProcessMessage } from './process-trainer.ts';
export { readInteractions, type ReadOptions } from './read-interactions.ts';
export { readItemFeatures } from './read-item-features.ts';
export {
  judgeOnCut,
  runTraining,
  type TrainingHooks,
  type TrainingMaterial,
  type TrainingResult,
  type TrainingTask,
} from './run-training.ts';
export {
  presentSec,
  registerResult,
  type Trainer,
  trainHere,
  type TrainingPorts,
  trainModel,
  type TrainOptions,
  type TrainOutcome,
  whatIsLearned,
} from './train-model.ts';
