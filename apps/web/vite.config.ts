import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

/** Workspace packages resolve to their TypeScript sources, so a build never runs on a stale `dist`. */
const conditions = ['source', 'module', 'import', 'default'];

/**
 * The router's package names its development files for browsers too; the production twins beside them are the same code
 * without warnings for developers.
 */
function productionRouter(): Plugin {
  const root = dirname(createRequire(import.meta.url).resolve('react-router/package.json'));
  const twins: Readonly<Record<string, string>> = {
    'react-router': join(root, 'dist/production/index.mjs'),
    'react-router/dom': join(root, 'dist/production/dom-export.mjs'),
  };
  return {
    name: 'production-router',
    enforce: 'pre',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    resolveId: (source) => twins[source],
  };
}

const enhancement = 'src/enhance/index.ts';

/** Marks the script's own copy of a module that the console uses too: a file shared by both would be one more way to go. */
const own = 'own';
const isOurs = (id: string) => /\/src\/enhance\//.test(id) || id.endsWith(`?${own}`);
const isShared = (id: string) => /\/src\/(?!enhance\/)/.test(id) && id.endsWith('.ts') && !id.includes('node_modules');

/**
 * The storefront is not hydrated: its pages load one small script of their own. The client build makes it as a further
 * entry; the server build learns its hashed address by `import src from 'virtual:enhance'`.
 */
function enhancementScript(): Plugin {
  const name = 'virtual:enhance';
  let folder = '';
  let building = false;
  return {
    name: 'enhancement-script',
    enforce: 'pre',
    configResolved(config) {
      building = config.command === 'build';
      folder = join(config.root, process.env['VITRINE_PAGES_FOLDER'] ?? 'build', 'client');
    },
    buildStart() {
      if (building && this.environment.name === 'client')
        this.emitFile({ type: 'chunk', id: join(this.environment.config.root, enhancement), name: 'enhance' });
    },
    async resolveId(source, importer) {
      if (source === name) return `\0${name}`;
      if (!building || this.environment.name !== 'client' || !importer || !isOurs(importer)) return null;
      const found = await this.resolve(source, importer, { skipSelf: true });
      return found && !found.external && isShared(found.id) ? `${found.id}?${own}` : found;
    },
    load(id) {
      if (id !== `\0${name}`) return null;
      return `export default ${JSON.stringify(building && this.environment.name !== 'client' ? builtScript(folder) : `/${enhancement}`)};`;
    },
  };
}

/** The client is built before the server, and its manifest says what the script's file is called. */
function builtScript(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    { file: string } | undefined
  >;
  const built = manifest[enhancement];
  if (!built) throw new Error(`The client build has no ${enhancement}. Check the plugin enhancement-script.`);
  return `/${built.file}`;
}

export default defineConfig({
  plugins: [productionRouter(), enhancementScript(), tailwindcss(), reactRouter()],
  resolve: { conditions: [...conditions, 'browser'] },
  ssr: { resolve: { conditions, externalConditions: conditions }, noExternal: [/^@vitrine\//] },
  optimizeDeps: { entries: ['src/**/*.{ts,tsx}'] },
  build: { reportCompressedSize: false, assetsInlineLimit: 0 },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            // Few files compress better than many: the frameworks in one. The storefront's script takes nothing of them.
            codeSplitting: {
              groups: [{ name: 'framework', test: /node_modules\/(?!idiomorph)/ }],
            },
          },
        },
      },
    },
  },
});
