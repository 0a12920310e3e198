import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The compiled kernels, made once for each state of their sources and kept in `node_modules/.cache`. */
export async function compiledKernels(): Promise<WebAssembly.Module> {
  const folder = join(root, 'packages/kernels/assembly');
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(join(folder, name)));
  const kept = join(root, 'node_modules/.cache/vitrine', `kernels-${hash.digest('hex').slice(0, 16)}.wasm`);
  if (!existsSync(kept)) {
    const build = (await import(pathToFileURL(join(root, 'scripts/kernels.mjs')).href)) as {
      compileKernels(): Promise<Uint8Array>;
    };
    mkdirSync(join(kept, '..'), { recursive: true });
    writeFileSync(`${kept}.${process.pid}`, await build.compileKernels());
    renameSync(`${kept}.${process.pid}`, kept);
  }
  return WebAssembly.compile(readFileSync(kept));
}
