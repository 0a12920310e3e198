export { chooseWeights, type GivenVectors, type GivenWeights, type WeightChoice } from './given-weights.ts';
export { parseIdList } from './id-list.ts';
export { readWeights } from './read-weights.ts';
export { readOnnx } from './onnx.ts';
export { readSafetensors, writeSafetensors, type TensorToWrite } from './safetensors.ts';
export { shapeText, type WeightFile, type WeightTensor } from './weight-file.ts';
export { WeightsError } from './weights-error.ts';
