import { reactRouter } from '@react-router/dev/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

/** Workspace packages resolve to their TypeScript sources, so a build never runs on a stale `dist`. */
const conditions = ['source', 'module', 'import', 'default'];

export default defineConfig({
  plugins: [tailwindcss(), reactRouter()],
  resolve: { conditions: [...conditions, 'browser'] },
  ssr: { resolve: { conditions, externalConditions: conditions }, noExternal: [/^@vitrine\//] },
  optimizeDeps: { entries: ['src/**/*.{ts,tsx}'] },
  build: { reportCompressedSize: false, assetsInlineLimit: 0 },
});
