import { dirname, join, resolve } from 'node:path';
import { realpath } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { withFileLock } from '../file-lock.ts';
import { countUsers, joinCluster, leaveCluster, watchOwnDeath } from './cluster-users.ts';
import { clusterMajor, clusterRole, initCluster, readOrMakePassword } from './init-cluster.ts';
import { keepRunning } from './keep-running.ts';
import { findNativeFiles } from './native-files.ts';
import { placeDataFolder, placeNativeFiles } from './place-cluster.ts';
import { isServerAlive, readServerNote, removeStaleNote, startServer, stopServer } from './server-process.ts';
import type { ServerNote } from './server-process.ts';
import { clusterUser } from './system-user.ts';

/** A running embedded PostgreSQL that this process uses. */
export interface EmbeddedCluster {
  /** Connection address of the named database (default `vitrine`), with the password. */
  urlOf(database?: string): string;
  /** Whether this process started the server or found it running. */
  readonly attached: boolean;
  readonly version: string;
  readonly pid: number;
  /** Leaves the cluster; the last process to leave stops the server (at once, or after `lingerSec`). */
  close(): Promise<void>;
}

/** Where the cluster lives and how it is left. */
export interface EmbeddedOptions {
  readonly home: string;
  readonly log?: (line: string) => void;
  /** Seconds the server stays up after its last user left (tests); 0 stops it before `close` returns. */
  readonly lingerSec?: number;
  /** Folder of other PostgreSQL programs, such as a distribution's (tests against PostgreSQL 15). */
  readonly binFolder?: string;
  /** Server settings on top of ours. */
  readonly settings?: Record<string, string>;
}

const lookEveryMs = 1_000;
const lockTimeoutMs = 120_000;
const stopTimeoutMs = 30_000;

/**
 * Makes, starts or attaches to the cluster in `<home>/postgres`. Safe when several processes call it at once, after a
 * kill of any of them, as root (an unprivileged account is lent) and as an ordinary user.
 */
export async function openEmbeddedCluster(options: EmbeddedOptions): Promise<EmbeddedCluster> {
  const home = resolve(options.home);
  const paths = {
    lock: join(home, 'postgres.lock'),
    users: join(home, 'postgres.users'),
    log: join(home, 'postgres.log'),
    password: join(home, 'postgres.password'),
  };
  const running = await withFileLock(paths.lock, lockTimeoutMs, () => ensureRunning(home, paths, options));
  const pidFile = join(running.dataFolder, 'postmaster.pid');
  const lingerSec = options.lingerSec ?? 0;
  const stopWatching = watchOwnDeath({ pidFile, usersFolder: paths.users, lingerSec: Math.max(1, lingerSec) });
  const log = options.log ?? (() => undefined);
  const leaveAlone = keepRunning({
    everyMs: lookEveryMs,
    log,
    isRunning: () => isServerAlive(running.note),
    startAgain: () =>
      withFileLock(paths.lock, lockTimeoutMs, () => startAgain(running, paths.log, { ...options, log })),
  });
  let closed = false;
  return {
    urlOf: (database = clusterRole) =>
      `postgres://${clusterRole}:${encodeURIComponent(running.password)}@127.0.0.1:${running.note.port}/${encodeURIComponent(database)}`,
    attached: running.attached,
    version: running.version,
    get pid() {
      return running.note.pid;
    },
    async close() {
      if (closed) return;
      closed = true;
      await leaveAlone();
      await withFileLock(paths.lock, lockTimeoutMs, async () => {
        await leaveCluster(running.userNote);
        if (lingerSec > 0 || (await countUsers(paths.users)) > 0) return;
        const note = await readServerNote(running.dataFolder);
        if (note && !(await stopServer(note, stopTimeoutMs))) {
          options.log?.(
            `The embedded PostgreSQL (process ${note.pid}) did not stop within 30 s; it stops when its last statement ends.`,
          );
        }
      });
      stopWatching();
    },
  };
}

interface Running {
  note: ServerNote;
  userNote: string;
  dataFolder: string;
  password: string;
  attached: boolean;
  version: string;
}

async function ensureRunning(
  home: string,
  paths: { users: string; log: string; password: string },
  options: EmbeddedOptions,
): Promise<Running> {
  const wanted = join(home, 'postgres');
  const user = await clusterUser(await realpath(wanted).catch(() => wanted));
  const dataFolder = await placeDataFolder(wanted, user);
  const password = await readOrMakePassword(paths.password);
  // Joined before looking, so that a watcher or a leaving process does not stop the server under our feet.
  const userNote = await joinCluster(paths.users);
  try {
    const former = await readServerNote(dataFolder);
    const found = await attach(dataFolder, password);
    if (found) return { ...found, userNote, dataFolder, password, attached: true };
    const native = await placeNativeFiles(await findNativeFiles(join(home, 'postgres.lib'), options.binFolder), user);
    const major = await clusterMajor(dataFolder);
    if (major !== null && major !== native.major) {
      throw new Error(
        `${dataFolder} was made by PostgreSQL ${major}; this Vitrine brings ${native.version}. Run \`vitrine backup\` with the old version and \`vitrine restore FILE\` with this one, or set VITRINE_HOME to another folder.`,
      );
    }
    if (major === null) {
      const why =
        dirname(dataFolder) === (await realpath(home))
          ? ''
          : ` (the account ${user?.name ?? ''} may not enter ${home})`;
      options.log?.(`Making a PostgreSQL ${native.version} cluster in ${dataFolder}${why}`);
      await initCluster({ native, user, dataFolder, password, hasty: options.settings?.['fsync'] === 'off' });
    }
    // A note without its server: it was killed, and whoever else uses it goes on looking for it on that port.
    const note = await startServer({
      native,
      user,
      dataFolder,
      logFile: paths.log,
      ...(former !== null && former.port > 0 ? { formerPort: former.port } : {}),
      ...(options.settings ? { settings: options.settings } : {}),
    });
    await createDatabase(note.port, password);
    return { note, userNote, dataFolder, password, attached: false, version: native.version };
  } catch (error) {
    await leaveCluster(userNote);
    throw error;
  }
}

/**
 * Starts a server that was killed under its users, on the port they know it by; whoever comes second finds it running. Written into `running`, so that
 * all who look at it see the new process.
 */
async function startAgain(
  running: Running,
  logFile: string,
  options: EmbeddedOptions & { log: (line: string) => void },
): Promise<void> {
  const { dataFolder, note } = running;
  const found = await attach(dataFolder, running.password);
  if (found) {
    running.note = found.note;
    return;
  }
  const home = resolve(options.home);
  const wanted = join(home, 'postgres');
  const user = await clusterUser(await realpath(wanted).catch(() => wanted));
  const native = await placeNativeFiles(await findNativeFiles(join(home, 'postgres.lib'), options.binFolder), user);
  options.log(`The embedded PostgreSQL (process ${note.pid}) ended by itself; starting it again on port ${note.port}.`);
  const settings = options.settings ? { settings: options.settings } : {};
  running.note = await startServer({ native, user, dataFolder, logFile, port: note.port, ...settings });
}

/** Attaches to the server of our own data folder; null when none runs. Waits while one starts up or shuts down. */
async function attach(dataFolder: string, password: string): Promise<{ note: ServerNote; version: string } | null> {
  const deadline = performance.now() + stopTimeoutMs;
  for (;;) {
    const note = await readServerNote(dataFolder);
    if (!note) return null;
    if (!(await isServerAlive(note))) {
      await removeStaleNote(dataFolder);
      return null;
    }
    const answer = await ask(note.port, password, dataFolder);
    if ('version' in answer) {
      await createDatabase(note.port, password);
      return { note, version: answer.version };
    }
    if (performance.now() > deadline) {
      throw new Error(
        `The embedded PostgreSQL of ${dataFolder} (process ${note.pid}, port ${note.port}) runs but does not let us in: ${answer.reason}. Stop that process with \`kill -INT ${note.pid}\` and start again.`,
      );
    }
    await sleep(50);
  }
}

async function ask(
  port: number,
  password: string,
  dataFolder: string,
): Promise<{ version: string } | { reason: string }> {
  const client = clusterClient(port, password);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string; version: string }>(
      "select current_setting('data_directory') as folder, current_setting('server_version') as version",
    );
    const row = rows[0];
    if (row && (await realpath(row.folder).catch(() => row.folder)) === (await realpath(dataFolder)))
      return { version: row.version };
    return { reason: `the server on port ${port} belongs to ${row?.folder ?? 'another folder'}` };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  } finally {
    await client.end().catch(() => undefined);
  }
}

function clusterClient(port: number, password: string): Client {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: clusterRole,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 5000,
  });
  client.on('error', () => undefined);
  return client;
}

/** Makes the database `vitrine`; also after a first start that was killed between initdb and here. */
async function createDatabase(port: number, password: string): Promise<void> {
  const client = clusterClient(port, password);
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [clusterRole]);
    if (!rowCount) await client.query(`create database ${clusterRole}`);
  } finally {
    await client.end();
  }
}
