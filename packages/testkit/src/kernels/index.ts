import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The compiled kernels, made once for each state of their sources and kept in `node_modules/.cache`. */
export async function compiledKernels(): Promise<WebAssembly.Module> {
  const build = (await import(pathToFileURL(join(root, 'scripts/kernels.mjs')).href)) as {
    kernelSources(): string;
    compileKernels(): Promise<Uint8Array>;
  };
  const kept = join(root, 'node_modules/.cache/vitrine', `kernels-${build.kernelSources()}.wasm`);
  if (!existsSync(kept)) {
    mkdirSync(join(kept, '..'), { recursive: true });
    writeFileSync(`${kept}.${process.pid}`, await build.compileKernels());
    renameSync(`${kept}.${process.pid}`, kept);
  }
  return WebAssembly.compile(readFileSync(kept));
}
