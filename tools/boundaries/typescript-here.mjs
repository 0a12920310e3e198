// dependency-cruiser must read sources with the TypeScript of this folder. The one at the root is native and has no compiler API;
// with it the cruise reads nothing and reports success. npm hoists dependency-cruiser beside the root's, so both ways of
// resolving the name are turned to ours.
import Module, { createRequire, register } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(import.meta.url);
const ours = Object.fromEntries(['typescript', 'typescript/package.json'].map((name) => [name, require.resolve(name)]));

/** Resolve hook of the module loader thread. */
export function resolve(specifier, context, next) {
  if (specifier === 'typescript') return { url: pathToFileURL(ours.typescript).href, shortCircuit: true };
  return next(specifier, context);
}

/** Turns `import 'typescript'` and `require('typescript/…')` of this process to this folder's copy. */
export function useTypescriptOfThisFolder() {
  register(import.meta.url);
  const resolveFilename = Module._resolveFilename;
  Module._resolveFilename = function (request, ...rest) {
    return ours[request] ?? resolveFilename.call(this, request, ...rest);
  };
}
