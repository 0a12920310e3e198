// `npm run dev`: the shop, built again and started again whenever a source changes.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { sourcesFingerprint } from './ensure-built.mjs';
import { ensureInstalled, requireNode, root, step } from './workspace.mjs';
import { build } from './build.mjs';

requireNode();
await ensureInstalled();

let child;
let built = '';
let busy = Promise.resolve();

const stopped = (running) =>
  new Promise((resolve) => (running.exitCode === null ? running.once('close', resolve) : resolve()));

async function restart() {
  const fingerprint = sourcesFingerprint();
  if (fingerprint === built) return;
  try {
    await step('Building', build);
  } catch (error) {
    console.error(error.message);
    return;
  }
  built = fingerprint;
  if (child) {
    child.kill('SIGTERM');
    await stopped(child);
  }
  child = spawn(process.execPath, [join(root, 'dist/vitrine.mjs'), 'start', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  });
}

let timer;
const soon = () => {
  clearTimeout(timer);
  timer = setTimeout(() => (busy = busy.then(restart)), 150);
};
for (const folder of ['packages', 'apps']) {
  watch(join(root, folder), { recursive: true }, (_event, name) => {
    if (name && /(?:^|\/)(?:src|migrations|public)\//.test(name) && !/\.test\.tsx?$/.test(name)) soon();
  });
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    child?.kill('SIGTERM');
    if (child) await stopped(child);
    process.exit(0);
  });
}
await restart();
