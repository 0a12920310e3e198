import { defineConfig } from 'vitest/config';

// Handed on to the node of each test fork: 'import' here would make require() load ES modules and break pg.
const conditions = ['source', 'node', 'default'];
const shared = { resolve: { conditions }, ssr: { resolve: { conditions } } };

/** End-to-end tests that neither look at a browser nor hold a promise in seconds: they run two at a time, the others alone. */
const sideBySide = ['e2e/{command-line,crash,data-commands,import,import-weights,lab}.test.ts'];
/** A poll ends when what it waits for is there; the limit only ends the wait for what never comes, on the slowest machine too. */
const expect = { poll: { timeout: 20_000 } };
const patient = { testTimeout: 60_000, hookTimeout: 120_000, expect };
const endToEnd = {
  environment: 'node' as const,
  globalSetup: 'e2e/support/shared-homes.ts',
  testTimeout: 180_000,
  hookTimeout: 300_000,
  expect,
};

export default defineConfig({
  ...shared,
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['packages/*/src/**/*.test.ts', 'apps/{api,vitrine}/src/**/*.test.ts', 'tools/**/*.test.ts'],
          ...patient,
        },
      },
      {
        ...shared,
        test: { ...patient, name: 'web', environment: 'happy-dom', include: ['apps/web/src/**/*.test.{ts,tsx}'] },
      },
      { ...shared, test: { ...endToEnd, name: 'e2e-commands', include: sideBySide } },
      {
        ...shared,
        test: {
          ...endToEnd,
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: sideBySide,
          fileParallelism: false,
        },
      },
    ],
  },
});
