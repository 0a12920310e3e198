import { startKernels, type Kernels } from '@vitrine/kernels';

/** Starts kernels with a memory of their own; a model keeps what it needs in one, and the memory goes with the model. */
export type KernelSource = () => Kernels;

/** Plain TypeScript on one thread, for callers that bring no compiled kernels. */
export const plainKernels: KernelSource = () => startKernels();
