export { checkMemoryNeed, MemoryNeedError, type MemoryLimits, type ReadSoFar } from './memory-need.ts';
export { plainLines, type PlainColumns } from './plain-writer.ts';
export { createPlainReader, PlainFormatError, type PlainReader, type PlainReport } from './plain-reader.ts';
export {
  formatPrediction,
  runLab,
  type LabPhase,
  type LabPrediction,
  type LabRequest,
  type LabResult,
} from './run-lab.ts';
