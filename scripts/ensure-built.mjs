// Builds when the sources changed since the last build.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { build } from './build.mjs';
import { fail, root, step } from './workspace.mjs';

const sourceFolders = () =>
  ['packages', 'apps'].flatMap((top) =>
    readdirSync(join(root, top)).flatMap((name) =>
      ['src', 'assembly', 'migrations', 'public'].map((part) => join(root, top, name, part)),
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
    'scripts/bundle.mjs',
    'scripts/kernels.mjs',
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

function isBuilt(fingerprint) {
  const stamp = existsSync(stampPath) ? JSON.parse(readFileSync(stampPath, 'utf8')) : {};
  return stamp.fingerprint === fingerprint && existsSync(join(root, 'apps/web/build/server/index.js'));
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** The process that a note names; 0 while it is being written, and when it was taken away since. */
function holderOf(note) {
  try {
    return Number(readFileSync(note, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return 0;
  }
}

/** Two commands at once must not build over each other; the note of a killed build is taken over. */
async function oneAtATime(work) {
  const note = join(dirname(stampPath), 'building.pid');
  mkdirSync(dirname(note), { recursive: true });
  for (;;) {
    try {
      writeFileSync(note, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = holderOf(note);
      if (!isAlive(holder || process.pid)) rmSync(note, { force: true });
      else await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  try {
    await work();
  } finally {
    rmSync(note, { force: true });
  }
}

/** Builds `dist/` and the web app when the sources changed since the last build. */
export async function ensureBuilt() {
  const fingerprint = sourcesFingerprint();
  if (isBuilt(fingerprint)) return;
  await oneAtATime(async () => {
    // Another process may have built the same sources while this one waited.
    if (isBuilt(fingerprint)) return;
    await step('Building', async () => {
      await build();
      // Whole or not there: another command may be reading it.
      writeFileSync(`${stampPath}.next`, JSON.stringify({ fingerprint, builtAt: new Date().toISOString() }));
      renameSync(`${stampPath}.next`, stampPath);
    });
  }).catch((error) => fail(`The build failed. ${error.message}`));
}
