export { type ComputeDevice, describeDevice, findComputeDevice } from './compute-device.ts';
export { importModel, type ImportOptions, type ImportOutcome } from './import-model.ts';
export type { FindIdentities, KnownIds } from './known-ids.ts';
export { findOnnxRuntime, type FoundRuntime, type OnnxRuntime, type OnnxSession } from './onnx-runtime.ts';
