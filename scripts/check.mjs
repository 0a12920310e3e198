// `npm run check`: every rule that a tool can hold: style, types, boundaries, dead code, generated files, the lock file, hygiene.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { reactRouterCli } from './build.mjs';
import { ensureInstalled, requireNode, root, runQuietly, step } from './workspace.mjs';

requireNode();
await ensureInstalled();

const bin = (...path) => join(root, 'node_modules', ...path);
const node = (title, args) => [title, () => runQuietly(process.execPath, args, { title })];

/** Every optional platform package a lock entry names must be in the lock, or the lock works on one platform only. */
function checkLockFile() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const names = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')));
  const incomplete = Object.entries(packages).flatMap(([path, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !names.has(name))
      .map((name) => `${path}: ${name}`),
  );
  const hosts = Object.entries(packages)
    .filter(([, entry]) => /^[a-z+]+:\/\//.test(entry.resolved ?? ''))
    .map(([path]) => path);
  if (incomplete.length > 0) throw new Error(`package-lock.json lacks platform packages:\n${incomplete.join('\n')}`);
  if (hosts.length > 0) throw new Error(`package-lock.json names hosts for:\n${hosts.join('\n')}`);
}

/** A newcomer sees the root first: few files, and none that only one tool's taste explains. */
function checkRoot() {
  const files = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
  const tracked = files.filter((name) => name !== '.env' && !name.endsWith('.log'));
  if (tracked.length > 14) throw new Error(`The root holds ${tracked.length} files, 14 at most: ${tracked.join(', ')}`);
  const lines = readFileSync(join(root, 'README.md'), 'utf8').split('\n').length;
  if (lines > 120) throw new Error(`README.md has ${lines} lines, 120 at most.`);
}

const checks = [
  node('Style', [bin('oxlint/bin/oxlint'), '--deny-warnings']),
  node('Format', [bin('oxfmt/bin/oxfmt'), '--check', '.']),
  [
    'Page types',
    () =>
      runQuietly(process.execPath, [reactRouterCli(), 'typegen'], {
        cwd: join(root, 'apps/web'),
        title: 'react-router typegen',
      }),
  ],
  node('Types of the numeric packages', [bin('typescript/bin/tsc'), '-p', 'tsconfig.numeric.json']),
  node('Types', [bin('typescript/bin/tsc'), '-p', 'tsconfig.json']),
  node('Boundaries', [join(root, 'tools/boundaries/check.mjs')]),
  node('Dead code', [bin('knip/bin/knip.js'), '--no-progress']),
  node('Generated files', [join(root, 'scripts/generate.mjs'), '--check']),
  ['Lock file', async () => checkLockFile()],
  ['Root', async () => checkRoot()],
];

let failures = 0;
for (const [title, work] of checks) {
  await step(title, work).catch((error) => {
    failures += 1;
    console.error(`${title}: ${error.message}\n`);
  });
}
console.log(failures === 0 ? 'All checks passed.' : `${failures} of ${checks.length} checks failed.`);
process.exitCode = failures === 0 ? 0 : 1;
