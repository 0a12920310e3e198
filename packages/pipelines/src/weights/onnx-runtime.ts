import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The little of onnxruntime-node that is used; it is no dependency, so its types are not here. */
export interface OnnxRuntime {
  readonly InferenceSession: {
    create(path: string, options: { executionProviders: readonly string[] }): Promise<OnnxSession>;
  };
  readonly Tensor: new (type: string, values: ArrayLike<unknown>, shape: readonly number[]) => unknown;
  listSupportedBackends?(): readonly { readonly name: string; readonly bundled: boolean }[];
}

/** A loaded model. */
export interface OnnxSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(inputs: Record<string, unknown>): Promise<Record<string, { data: Float32Array; dims: readonly number[] }>>;
  release?(): Promise<void>;
}

/** The optional package as it was found. */
export interface FoundRuntime {
  readonly runtime: OnnxRuntime;
  readonly version: string;
  /** What will compute, the first that is there: `cuda`, `coreml`, `dml`, `cpu` ... */
  readonly providers: readonly string[];
}

const packageName = 'onnxruntime-node';
/** Fast ones first; the processor is always last. */
const preferred = ['cuda', 'coreml', 'dml', 'cpu'];

/**
 * Finds the optional package onnxruntime-node beside this program, in the working folder, or on NODE_PATH.
 * Null when it is not there; a sentence when it is there and cannot be loaded.
 */
export async function findOnnxRuntime(folder: string = process.cwd()): Promise<FoundRuntime | string | null> {
  const entry = resolveFrom([import.meta.url, pathToFileURL(join(folder, 'package.json')).href], packageName);
  if (entry === null) return null;
  try {
    const loaded = (await import(pathToFileURL(entry.path).href)) as { default?: OnnxRuntime } & OnnxRuntime;
    const runtime = loaded.default?.InferenceSession === undefined ? loaded : loaded.default;
    const { version } = entry.from(`${packageName}/package.json`) as { version: string };
    return { runtime, version, providers: providersOf(runtime) };
  } catch (error) {
    return `${packageName} is there and does not load (${(error as Error).message}); install it again for this machine`;
  }
}

function resolveFrom(places: readonly string[], name: string): { path: string; from: NodeJS.Require } | null {
  for (const place of places) {
    const from = createRequire(place);
    try {
      return { path: from.resolve(name), from };
    } catch {
      // Not here; the next place may have it.
    }
  }
  return null;
}

function providersOf(runtime: OnnxRuntime): readonly string[] {
  const bundled =
    runtime
      .listSupportedBackends?.()
      .filter((backend) => backend.bundled)
      .map(({ name }) => name) ?? [];
  const found = preferred.filter((name) => bundled.includes(name));
  return found.length > 0 ? found : ['cpu'];
}
