// Compiles the kernels (AssemblyScript) to WebAssembly with SIMD over a shared memory.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './workspace.mjs';

const folder = join(root, 'packages/kernels/assembly');

/**
 * Stands for the operations as they are written now. A build puts it into the programs that drive the kernels, and `compileKernels` into the kernels:
 * arguments are plain numbers, so that kernels of other sources would not fail but answer wrongly.
 */
export function kernelSources() {
  const hash = createHash('sha256');
  const files = readdirSync(folder).sort();
  for (const file of [...files.map((name) => join(folder, name)), join(folder, '../src/machine/kernel-code.ts')])
    hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 16);
}

/** The compiled kernels. */
export async function compileKernels() {
  const { default: asc } = await import('assemblyscript/asc');
  const sources = kernelSources();
  let bytes = null;
  const { error, stderr } = await asc.main(
    [
      'index.ts',
      '--outFile=kernels.wasm',
      '-O3',
      '--noAssert',
      '--runtime=stub',
      '--importMemory',
      '--sharedMemory',
      '--initialMemory=1',
      '--maximumMemory=65536',
      '--enable=simd',
      '--enable=threads',
      `--baseDir=${folder}`,
    ],
    {
      writeFile: (name, contents) => {
        if (name.endsWith('.wasm')) bytes = contents;
      },
    },
  );
  if (error !== null || bytes === null)
    throw new Error(`the kernels do not compile: ${stderr.toString()}`, { cause: error });
  return Buffer.concat([bytes, customSection('vitrine.sources', sources)]);
}

/** A section that the machine leaves alone: 0, its length, the length of its name, the name, the text; shorter than 128 bytes. */
function customSection(name, text) {
  const content = Buffer.concat([Buffer.of(name.length), Buffer.from(name + text)]);
  return Buffer.concat([Buffer.of(0, content.length), content]);
}
