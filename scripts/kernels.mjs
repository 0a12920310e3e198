// Compiles the kernels (AssemblyScript) to WebAssembly with SIMD over a shared memory.
import { join } from 'node:path';
import { root } from './workspace.mjs';

const folder = join(root, 'packages/kernels/assembly');

/** The compiled kernels. */
export async function compileKernels() {
  const { default: asc } = await import('assemblyscript/asc');
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
  return bytes;
}
