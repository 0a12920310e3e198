import { existsSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { hasSimd } from '@vitrine/engine';
import { findOnnxRuntime } from './onnx-runtime.ts';

/** What runs the numbers on this machine. */
export interface ComputeDevice {
  /** What trains and scores. */
  readonly kernels: 'WebAssembly SIMD' | 'plain TypeScript';
  readonly threads: number;
  /** Why it is plain TypeScript; null when it is not. */
  readonly reason: string | null;
  readonly processor: string;
  /** The optional runtime of transformers; null when it is not installed, a sentence when it does not load. */
  readonly onnxRuntime: { readonly version: string; readonly provider: string } | string | null;
}

/** Looks at what is there: the compiled kernels of a build folder, this processor, the optional onnxruntime-node. Nothing of ours uses a graphics card. */
export async function findComputeDevice(
  buildFolder: string,
  threads: number = availableParallelism(),
): Promise<ComputeDevice> {
  const isBuilt = existsSync(join(buildFolder, 'kernels.wasm'));
  const isCompiled = hasSimd() && isBuilt;
  const runtime = await findOnnxRuntime();
  return {
    kernels: isCompiled ? 'WebAssembly SIMD' : 'plain TypeScript',
    threads: isCompiled ? threads : 1,
    reason: isCompiled
      ? null
      : isBuilt
        ? 'this machine or this Node has no WebAssembly SIMD'
        : `${join(buildFolder, 'kernels.wasm')} is not built`,
    processor: cpus()[0]?.model.trim() || process.arch,
    onnxRuntime:
      runtime === null || typeof runtime === 'string'
        ? runtime
        : { version: runtime.version, provider: runtime.providers[0] ?? 'cpu' },
  };
}

/** One line for people. */
export function describeDevice(device: ComputeDevice): string {
  const { kernels, threads, reason, processor, onnxRuntime } = device;
  const own = `${kernels}, ${threads} ${threads === 1 ? 'thread' : 'threads'} on ${processor}${reason === null ? '' : ` (${reason})`}`;
  if (onnxRuntime === null) return own;
  return typeof onnxRuntime === 'string'
    ? `${own}; ${onnxRuntime}`
    : `${own}; transformers by onnxruntime-node ${onnxRuntime.version} on ${onnxRuntime.provider}`;
}
