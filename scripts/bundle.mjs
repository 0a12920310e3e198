// How this project's TypeScript becomes one file: workspace packages are bundled from their sources, everything else stays
// a package, so that native parts and the one React stay one.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { kernelSources } from './kernels.mjs';
import { root } from './workspace.mjs';

const fromDist = createRequire(join(root, 'dist', 'vitrine.mjs'));

/** What a package name means to a file, or null where only an import statement can tell. */
function meaning(require, name) {
  try {
    return require.resolve(name);
  } catch {
    return null;
  }
}

const workspaceOnly = {
  name: 'workspace-only',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) => {
      if (kind === 'entry-point' || path.startsWith('@vitrine/')) return undefined;
      // The built file looks packages up at the root; a package nested beside its importer would be another version there.
      const [wanted, found] = [meaning(createRequire(importer || join(root, 'x')), path), meaning(fromDist, path)];
      if (wanted !== null && wanted !== found) {
        return {
          errors: [
            { text: `${path} means ${wanted} to ${importer}, but ${found} to the built program. Declare one version.` },
          ],
        };
      }
      return { path, external: true };
    });
  },
};

/** Bundles with esbuild; the options are esbuild's own. */
export async function bundle(options) {
  const { build } = await import('esbuild');
  await build({
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['source'],
    plugins: [workspaceOnly],
    logLevel: 'silent',
    ...options,
    define: { __VITRINE_KERNELS__: JSON.stringify(kernelSources()), ...options.define },
  });
}
