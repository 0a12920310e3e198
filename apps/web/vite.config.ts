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

export default defineConfig({
  plugins: [productionRouter(), tailwindcss(), reactRouter()],
  resolve: { conditions: [...conditions, 'browser'] },
  ssr: { resolve: { conditions, externalConditions: conditions }, noExternal: [/^@vitrine\//] },
  optimizeDeps: { entries: ['src/**/*.{ts,tsx}'] },
  build: { reportCompressedSize: false, assetsInlineLimit: 0 },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            // Few files compress better than many: the frameworks in one, what the storefront's pages share in another.
            codeSplitting: {
              groups: [
                { name: 'framework', test: /node_modules/ },
                { name: 'shop', test: /src\/(?:design|surfaces|features)\/.*\.tsx?$/, minShareCount: 2 },
              ],
            },
          },
        },
      },
    },
  },
});
