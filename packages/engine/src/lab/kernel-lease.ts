import { type KernelSource, plainKernels } from '../factors/kernel-source.ts';

/** Kernels of models that are judged and thrown away. */
export interface KernelLease {
  readonly kernels: KernelSource;
  /** Ends all that were started: the threads of a model keep its memory as long as they live, whoever has forgotten the model. */
  end(): void;
}

/** Remembers what a source starts. */
export function leaseKernels(source: KernelSource = plainKernels): KernelLease {
  const started = new Set<ReturnType<KernelSource>>();
  return {
    kernels: () => {
      const kernels = source();
      // Whoever ends its own is forgotten here: a training gives back the memory of one component before the next takes its own.
      const leased = {
        ...kernels,
        end: () => {
          started.delete(leased);
          kernels.end();
        },
      };
      started.add(leased);
      return leased;
    },
    end() {
      for (const kernels of started) kernels.end();
    },
  };
}
