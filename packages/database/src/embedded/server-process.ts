import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, rm, stat, truncate } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NativeFiles } from './native-files.ts';
import type { SystemUser } from './system-user.ts';

/** What `postmaster.pid` says of a server. */
export interface ServerNote {
  readonly pid: number;
  readonly dataFolder: string;
  readonly port: number;
  readonly state: string;
}

/** Reads `<dataFolder>/postmaster.pid`; null when there is none or it is still being written. */
export async function readServerNote(dataFolder: string): Promise<ServerNote | null> {
  const lines = (await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, dataFolder: lines[1] ?? '', port: Number(lines[3] ?? 0), state: (lines[7] ?? '').trim() };
}

/** Whether the noted process lives and is a PostgreSQL server (a pid is reused after a reboot). */
export async function isServerAlive(note: ServerNote): Promise<boolean> {
  try {
    process.kill(note.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const state = await readFile(`/proc/${note.pid}/stat`, 'latin1').catch(() => '');
  if (/\) [ZX] /.test(state)) return false;
  const command = await readFile(`/proc/${note.pid}/cmdline`, 'utf8').catch(() => 'postgres');
  return command.includes('postgres');
}

/** Removes a note that belongs to no PostgreSQL server, which the server itself would refuse to overwrite. */
export async function removeStaleNote(dataFolder: string): Promise<void> {
  await rm(join(dataFolder, 'postmaster.pid'), { force: true });
}

/** A port of 127.0.0.1 that was free a moment ago. */
async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** fsync stays on: an acknowledged order survives a power cut. Only the cluster of the tests overrides it. */
const settings: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
};

/** How to start one server. */
export interface StartOptions {
  readonly native: NativeFiles;
  readonly user: SystemUser | null;
  readonly dataFolder: string;
  readonly logFile: string;
  readonly settings?: Record<string, string>;
  /** The port it must have, because connections to it were handed out; any free one by default. */
  readonly port?: number;
  /** The port it had before it was killed: others may know it by that. Another one where it is taken. */
  readonly formerPort?: number;
}

const startTimeoutMs = 60_000;
/** What a killed server leaves behind holds its port for a moment; a stranger holds it for good. */
const triesOnFormerPort = 10;

/** Starts the server on a free loopback port and waits until it is ready. Throws with the server's own words. */
export async function startServer(options: StartOptions): Promise<ServerNote> {
  const size = await stat(options.logFile).then(
    (entry) => entry.size,
    () => 0,
  );
  if (size > 8_000_000) await truncate(options.logFile, 0);
  const deadline = performance.now() + startTimeoutMs;
  let said = '';
  for (let tries = 0; performance.now() < deadline; tries += 1) {
    const former = tries < triesOnFormerPort ? options.formerPort : undefined;
    const attempt = await startOnce(options, options.port ?? former ?? (await freePort()), deadline);
    if ('note' in attempt) return attempt.note;
    said = attempt.said;
    // A port taken in between, or children of a killed server that are still leaving: both pass.
    if (!/could not (bind|create any TCP)|Address already in use|shared memory block/.test(said)) break;
    await sleep(150);
  }
  throw new Error(
    `The embedded PostgreSQL did not start: ${said.trim() || 'it said nothing'}\nIts log is ${options.logFile}. Repair what it names, or set DATABASE_URL to another PostgreSQL.`,
  );
}

async function startOnce(
  options: StartOptions,
  port: number,
  deadline: number,
): Promise<{ note: ServerNote } | { said: string }> {
  const { native, user, dataFolder, logFile } = options;
  const flags = Object.entries({ ...settings, ...options.settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const log = openSync(logFile, 'a', 0o600);
  const before = (await stat(logFile)).size;
  // Detached: its own session, so that Ctrl-C reaches us and not the server we still need.
  const child = spawn(native.postgres, ['-D', dataFolder, '-p', String(port), ...flags], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, ...native.env },
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  });
  closeSync(log);
  child.unref();
  const life = { ended: false };
  child.once('exit', () => (life.ended = true));
  child.once('error', () => (life.ended = true));
  while (!life.ended && performance.now() < deadline) {
    const note = await readServerNote(dataFolder);
    if (note && note.pid === child.pid && note.state === 'ready') return { note };
    await sleep(10);
  }
  if (!life.ended) child.kill('SIGQUIT');
  const whole = await readFile(logFile);
  return { said: whole.subarray(before).toString('utf8').slice(-2000) };
}

/** Asks the server to stop (fast: open transactions are rolled back) and waits until it is gone. */
export async function stopServer(note: ServerNote, timeoutMs: number): Promise<boolean> {
  const signal: NodeJS.Signals = process.platform === 'win32' ? 'SIGKILL' : 'SIGINT';
  try {
    process.kill(note.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
    throw error;
  }
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    if (!(await isServerAlive(note))) return true;
    await sleep(15);
  }
  return false;
}
