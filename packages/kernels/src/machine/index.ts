export { KernelMemory, KernelMemoryError, mostKernelBytes } from './kernel-memory.ts';
export {
  hasSimd,
  serveKernelThread,
  startKernels,
  type Kernels,
  type KernelStart,
  type KernelTask,
} from './kernels.ts';
export type { SpawnThread, ThreadTask } from './thread-team.ts';
