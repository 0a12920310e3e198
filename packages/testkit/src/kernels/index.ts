import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { startKernels, type Kernels, type SpawnThread } from '@vitrine/kernels';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The compiled kernels. */
export async function compiledKernels(): Promise<WebAssembly.Module> {
  return WebAssembly.compile(readFileSync(await kernelsFile()));
}

/** The file of the compiled kernels: that of the build where it is of these sources, else made once for each state of them and kept in `node_modules/.cache`. */
export async function kernelsFile(): Promise<string> {
  const build = (await import(pathToFileURL(join(root, 'scripts/kernels.mjs')).href)) as {
    kernelSources(): string;
    compileKernels(): Promise<Uint8Array>;
  };
  const sources = build.kernelSources();
  // `npm test` builds first. To compile takes seconds, on a slow machine half of what a test may take.
  const built = join(root, 'dist/kernels.wasm');
  if (existsSync(built) && readFileSync(built).subarray(-sources.length).toString() === sources) return built;
  const kept = join(root, 'node_modules/.cache/vitrine', `kernels-${sources}.wasm`);
  if (!existsSync(kept)) {
    mkdirSync(join(kept, '..'), { recursive: true });
    writeFileSync(`${kept}.${process.pid}`, await build.compileKernels());
    renameSync(`${kept}.${process.pid}`, kept);
  }
  return kept;
}

/** Compiled kernels on several threads that are all up: a small task would else be done before the second one has started. */
export async function threadedKernels(threads: number): Promise<Kernels> {
  const ready: Promise<unknown>[] = [];
  const spawn: SpawnThread = (task) => {
    const worker = new Worker(new URL('thread.mjs', import.meta.url), { workerData: task });
    ready.push(new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject)));
    return () => void worker.terminate();
  };
  const kernels = startKernels({ module: await compiledKernels(), threads, spawn });
  kernels.startThreads();
  await Promise.all(ready);
  return kernels;
}
