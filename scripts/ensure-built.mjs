// Builds when the sources changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from './build.mjs';
import { fail, root, step } from './workspace.mjs';

const sourceFolders = () =>
  ['packages', 'apps'].flatMap((top) =>
    readdirSync(join(root, top)).flatMap((name) =>
      ['src', 'migrations', 'public'].map((part) => join(root, top, name, part)),
    ),
  );

function* filesBelow(folder) {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (!/\.test\.tsx?$/.test(entry.name)) yield path;
  }
}

/** One hash over every source that goes into the build, so that a build is never stale and never made twice. */
export function sourcesFingerprint() {
  const hash = createHash('sha256');
  const loose = [
    'package-lock.json',
    'scripts/build.mjs',
    'apps/web/vite.config.ts',
    'apps/web/react-router.config.ts',
  ].map((path) => join(root, path));
  const files = [
    ...loose.filter((path) => existsSync(path)),
    ...sourceFolders().flatMap((folder) => [...filesBelow(folder)]),
  ].sort();
  for (const path of files) hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

const stampPath = join(root, 'dist', 'build.json');

/** Builds `dist/` and the web app when the sources changed since the last build. */
export async function ensureBuilt() {
  const fingerprint = sourcesFingerprint();
  const stamp = existsSync(stampPath) ? JSON.parse(readFileSync(stampPath, 'utf8')) : {};
  if (stamp.fingerprint === fingerprint && existsSync(join(root, 'apps/web/build/server/index.js'))) return;
  await step('Building', async () => {
    rmSync(stampPath, { force: true });
    await build();
    mkdirSync(dirname(stampPath), { recursive: true });
    writeFileSync(stampPath, JSON.stringify({ fingerprint, builtAt: new Date().toISOString() }));
  }).catch((error) => fail(`The build failed. ${error.message}`));
}
