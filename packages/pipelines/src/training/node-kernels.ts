import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { hasSimd, type KernelSource, plainKernels, type SpawnThread, startKernels } from '@vitrine/engine';

/**
 * The compiled kernels of a build folder (`kernels.wasm` and `workers/kernel-thread.mjs`), on as many threads as there are cores unless told otherwise.
 * Plain TypeScript where this machine has no SIMD or the folder no kernels. More than one thread blocks the caller while it computes: not for
 * the thread that answers requests.
 */
export function nodeKernels(buildFolder: string, threads: number = availableParallelism()): KernelSource {
  const compiled = join(buildFolder, 'kernels.wasm');
  if (!hasSimd() || !existsSync(compiled)) return plainKernels;
  const module = new WebAssembly.Module(readFileSync(compiled));
  const entry = join(buildFolder, 'workers', 'kernel-thread.mjs');
  const spawn: SpawnThread = (task) => {
    const worker = new Worker(entry, { workerData: task });
    // Whoever leads takes all pieces that nobody else does: a thread that cannot start costs time, not the training.
    worker.on('error', () => undefined);
    worker.unref();
    return () => void worker.terminate();
  };
  return () => startKernels({ module, threads, spawn });
}
