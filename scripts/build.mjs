// Builds everything that runs: the command line and its workers by esbuild, the pages by React Router, compressed assets.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { bundle } from './bundle.mjs';
import { compileKernels } from './kernels.mjs';
import { root, runQuietly } from './workspace.mjs';

const dist = join(root, 'dist');

/** The commit that is built, with `-dirty` where files were changed since; empty outside of a clone or without git. */
async function commitOf() {
  const asked = ['describe', '--always', '--dirty', '--abbrev=40', '--exclude=*'];
  const { stdout } = await promisify(execFile)('git', asked, { cwd: root }).catch(() => ({ stdout: '' }));
  return existsSync(join(root, '.git')) ? stdout.trim() : '';
}

async function buildServer() {
  const began = Date.now();
  const built = { commit: await commitOf(), time: new Date(began).toISOString() };
  await bundle({
    // A text in a text: the program reads it as JSON.
    define: { __VITRINE_BUILD__: JSON.stringify(JSON.stringify(built)) },
    entryPoints: [
      { in: join(root, 'apps/vitrine/src/main.ts'), out: 'vitrine' },
      { in: join(root, 'packages/pipelines/src/training/training-worker.ts'), out: 'workers/train' },
      { in: join(root, 'packages/pipelines/src/embeddings/embedding-worker.ts'), out: 'workers/embed' },
      { in: join(root, 'packages/pipelines/src/training/kernel-thread.ts'), out: 'workers/kernel-thread' },
    ],
    outdir: dist,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    splitting: true,
    sourcemap: 'linked',
  });
  await sweepChunks(began);
}

async function buildKernels() {
  const next = join(dist, `kernels.${process.pid}`);
  await writeFile(next, await compileKernels());
  await rename(next, join(dist, 'kernels.wasm'));
}

/** A server that still runs may load a chunk of its own build later, so old ones go only after a day. */
async function sweepChunks(began) {
  const folder = join(dist, 'chunks');
  for (const name of await readdir(folder).catch(() => [])) {
    const { mtimeMs } = await stat(join(folder, name));
    if (mtimeMs < began - 86_400_000) await rm(join(folder, name), { force: true });
  }
}

/** File by file, and none that is there already: a program that starts meanwhile must find all that its database has. */
async function copyMigrations() {
  const next = join(dist, `migration.${process.pid}`);
  for (const [domain, name] of Object.entries({
    platform: 'database',
    shop: 'shop',
    recsys: 'recsys',
    insights: 'insights',
  })) {
    const from = join(root, 'packages', name, 'migrations');
    const to = join(dist, 'migrations', domain);
    await mkdir(to, { recursive: true });
    const wanted = existsSync(from) ? await readdir(from) : [];
    for (const file of wanted) {
      const text = await readFile(join(from, file), 'utf8');
      if (text === (await readFile(join(to, file), 'utf8').catch(() => null))) continue;
      await writeFile(next, text);
      await rename(next, join(to, file));
    }
    for (const file of await readdir(to)) if (!wanted.includes(file)) await rm(join(to, file), { recursive: true });
  }
}

const compressible = /\.(?:js|css|svg|json|txt|xml|webmanifest)$/;

async function compressAssets(folder) {
  const brotli = promisify(brotliCompress);
  const deflate = promisify(gzip);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  await Promise.all(
    entries
      .filter((entry) => entry.isFile() && compressible.test(entry.name))
      .map(async (entry) => {
        const path = join(entry.parentPath ?? entry.path, entry.name);
        const bytes = await readFile(path);
        await writeFile(`${path}.br`, await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
        await writeFile(`${path}.gz`, await deflate(bytes, { level: 9 }));
      }),
  );
}

/** React Router's command line, wherever npm put it. */
export const reactRouterCli = () =>
  join(dirname(createRequire(join(root, 'apps/web/package.json')).resolve('@react-router/dev/package.json')), 'bin.js');

/** React Router's build of the pages, then brotli and gzip of each asset; made beside the one in use and put in its place at the end. */
async function buildPages() {
  const web = join(root, 'apps/web');
  const [made, used, old] = ['build-next', 'build', 'build-old'].map((name) => join(web, name));
  await runQuietly(process.execPath, [reactRouterCli(), 'build'], {
    cwd: web,
    title: 'react-router build',
    env: { ...process.env, NODE_ENV: 'production', VITRINE_PAGES_FOLDER: 'build-next' },
  });
  await compressAssets(join(made, 'client'));
  await rm(old, { recursive: true, force: true });
  if (existsSync(used)) await rename(used, old);
  await rename(made, used);
  await rm(old, { recursive: true, force: true });
}

/** Builds all of it; safe to repeat. */
export async function build() {
  await mkdir(dist, { recursive: true });
  await Promise.all([buildServer(), buildKernels(), copyMigrations(), buildPages()]);
}

if (process.argv[1] === join(root, 'scripts/build.mjs')) await build();
