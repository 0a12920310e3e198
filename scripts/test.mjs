// `npm test`: finds out which real parts can run here, runs every test that can, and ends with one line of counts.
// VITRINE_REQUIRE names parts whose absence is a failure instead of a skip (CI names them all).
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled, fail, requireNode, root, run } from './workspace.mjs';

requireNode();
await ensureInstalled();

const firstThere = (paths) => paths.find((path) => path && existsSync(path));
const parts = {
  chromium: firstThere([
    process.env.CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]),
  postgresql15: firstThere(['/usr/lib/postgresql/15/bin/postgres']),
  'test-data': process.env.VITRINE_TEST_DATA && firstThere([process.env.VITRINE_TEST_DATA]),
  azurite: process.env.VITRINE_TEST_AZURITE && firstThere([process.env.VITRINE_TEST_AZURITE]),
  node22: firstThere([process.env.VITRINE_NODE_22]),
  node24: firstThere([process.env.VITRINE_NODE_24]),
};
const absent = Object.keys(parts).filter((part) => !parts[part]);
const required = (process.env.VITRINE_REQUIRE ?? '').split(',').filter(Boolean);
const unknown = required.filter((part) => !(part in parts));
if (unknown.length > 0)
  fail(`VITRINE_REQUIRE names ${unknown.join(', ')}; known parts are ${Object.keys(parts).join(', ')}.`);
const missing = required.filter((part) => absent.includes(part));
if (missing.length > 0)
  fail(`Required for this run but not found: ${missing.join(', ')}. Install them or take them out of VITRINE_REQUIRE.`);
for (const part of absent) console.log(`skipped, not found here: ${part}`);

await ensureBuilt();
const folder = mkdtempSync(join(tmpdir(), 'vitrine-test-'));
const report = join(folder, 'report.json');
const status = await run(
  process.execPath,
  [
    join(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  {
    env: { ...process.env, ...(parts.chromium ? { CHROMIUM_PATH: parts.chromium } : {}) },
  },
);
if (!existsSync(report)) fail('The test runner ended without a report.');
const { numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites, numTodoTests } = JSON.parse(
  readFileSync(report, 'utf8'),
);
rmSync(folder, { recursive: true, force: true });
const failed = numFailedTests > 0 ? numFailedTests : status === 0 ? 0 : Math.max(1, numFailedTestSuites);
console.log(`${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`);
process.exitCode = failed > 0 || status !== 0 ? 1 : 0;
