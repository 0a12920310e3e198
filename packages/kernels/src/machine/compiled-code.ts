import { type KernelCode, soleOperations, sharedOperations } from './kernel-code.ts';

/** What the assembly was when this program was built; not defined where its sources run as they are. */
declare const __VITRINE_KERNELS__: string | undefined;

/**
 * The compiled operations over a memory.
 * @throws Error for a module that was compiled from other sources than this program: it would answer wrongly.
 */
export function compiledCode(module: WebAssembly.Module, memory: WebAssembly.Memory): KernelCode {
  const [section] = WebAssembly.Module.customSections(module, 'vitrine.sources');
  const compiled = section === undefined ? 'unknown sources' : String.fromCharCode(...new Uint8Array(section));
  if (typeof __VITRINE_KERNELS__ === 'string' && compiled !== __VITRINE_KERNELS__)
    throw otherBuild(`compiled from ${compiled}, the program from ${__VITRINE_KERNELS__}`);
  const abort = (): never => {
    throw new Error('a kernel aborted');
  };
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } });
  const missing = [...sharedOperations, ...soleOperations].filter((name) => typeof exports[name] !== 'function');
  if (missing.length > 0) throw otherBuild(`without ${missing.join(', ')}`);
  return exports as unknown as KernelCode;
}

function otherBuild(difference: string): Error {
  return new Error(
    `the kernels (kernels.wasm) are of another build than this program: ${difference}; build both anew with "npm run build"`,
  );
}
