import { type KernelSource, plainKernels } from '../factors/kernel-source.ts';

/** Kernels of models that are judged and thrown away. */
export interface KernelLease {
  readonly kernels: KernelSource;
  /** Ends all that were started: the threads of a model keep its memory as long as they live, whoever has forgotten the model. */
  end(): void;
}

/** Remembers what a source starts. */
export function leaseKernels(source: KernelSource = plainKernels): KernelLease {
  const started: ReturnType<KernelSource>[] = [];
  return {
    kernels: () => {
      const kernels = source();
      started.push(kernels);
      return kernels;
    },
    end() {
      for (const kernels of started.splice(0)) kernels.end();
    },
  };
}
