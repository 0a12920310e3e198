// How this project's TypeScript becomes one file: workspace packages are bundled from their sources, everything else stays
// a package, so that native parts and the one React stay one.
const workspaceOnly = {
  name: 'workspace-only',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path.startsWith('@vitrine/') ? undefined : { path, external: true },
    );
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
  });
}
