// What every entry script needs before the project's own code can run: the right Node, installed packages, a fresh build.
// No dependency but Node, because on a fresh clone nothing else is there yet.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const lowestNode = [20, 20];

/** Stops with a sentence when Node is older than the lowest one the project is tested on. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > lowestNode[0] || (major === lowestNode[0] && minor >= lowestNode[1])) return;
  fail(
    `Vitrine needs Node ${lowestNode.join('.')} or newer; this is ${process.versions.node}. Install a newer Node and run the command again.`,
  );
}

/** Prints a sentence and ends with status 1. */
export function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** Runs one step with a line that says what happens and, on a terminal, counts the seconds. */
export async function step(title, work) {
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
  const live = process.stderr.isTTY;
  const timer = live ? setInterval(() => process.stderr.write(`\r  ${title} … ${seconds()} s `), 100) : undefined;
  if (!live) process.stderr.write(`  ${title} …\n`);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    process.stderr.write(`${live ? '\r' : ''}  ${title}: ${seconds()} s\n`);
  }
}

/** Runs a program to its end; on failure shows what it printed and ends with its sentence. */
export function runQuietly(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(output)
        : reject(new Error(`${options.title ?? command} ended with status ${code}\n${output.slice(-6000)}`)),
    );
  });
}

/** Runs a program with the terminal handed through; resolves to its exit status. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.on('error', reject);
    child.on('close', (code, signal) => resolve(signal ? 1 : code));
  });
}

function npm(args, title) {
  const cli = process.env.npm_execpath;
  return cli
    ? runQuietly(process.execPath, [cli, ...args], { title })
    : runQuietly(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { title });
}

/** Installs the locked packages when they are missing or older than the lock file. Install scripts stay off: nothing here needs one. */
export async function ensureInstalled() {
  const lock = join(root, 'package-lock.json');
  const installed = join(root, 'node_modules', '.package-lock.json');
  const stamp = join(root, 'node_modules', '.vitrine-lock');
  const lockHash = createHash('sha256').update(readFileSync(lock)).digest('hex');
  if (existsSync(installed)) {
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash) return;
    if (!existsSync(stamp) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  }
  await step('Installing packages', () => npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], 'npm ci')).catch(
    (error) =>
      fail(
        `The packages could not be installed. ${error.message}\nCheck the network or the package registry settings and run the command again.`,
      ),
  );
  writeFileSync(stamp, lockHash);
}

/** Hands over to the built command line with these arguments. */
export async function runVitrine(args) {
  process.env.NODE_ENV ??= 'production';
  process.argv = [process.argv[0], join(root, 'dist', 'vitrine.mjs'), ...args];
  await import(pathToFileURL(join(root, 'dist', 'vitrine.mjs')).href);
}
