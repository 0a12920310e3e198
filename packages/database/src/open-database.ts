import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { openEmbeddedCluster } from './embedded/embedded-cluster.ts';
import type { EmbeddedCluster } from './embedded/embedded-cluster.ts';
import { NativeFilesMissing } from './embedded/native-files.ts';
import { serverHub } from './listen.ts';
import { openPglite } from './pglite/open-pglite.ts';
import { openPool } from './pool.ts';

/** Which kind of database stands behind a connection. */
export type Engine = 'embedded' | 'pglite' | 'server';

/** The program's one way to a database, the same on every engine. */
export interface DatabaseConnection {
  readonly engine: Engine;
  /** One sentence: which database this is and why. */
  readonly description: string;
  /** Address another process can use; null for PGlite, which serves one process. Holds a password: never log it. */
  readonly url: string | null;
  /** The query builder over the shared pool, typed with the tables of one domain. */
  handle<Tables>(): Kysely<Tables>;
  /**
   * Calls `onNotify` for each NOTIFY on the channel until the returned function is called. After a lost connection it
   * is called once with an empty payload: notifications may have been missed.
   */
  listen(channel: string, onNotify: (payload: string) => void): Promise<() => Promise<void>>;
  /** Ends every connection; stops an embedded server when no other process uses it. Safe to call twice. */
  close(): Promise<void>;
}

/** Where the database is and how many connections it may have. */
export interface OpenDatabaseOptions {
  /** Unset or empty: embedded PostgreSQL under `home`. `pglite:FOLDER`, or `postgres://…`. */
  readonly databaseUrl?: string;
  /** Folder that holds the embedded cluster (`<home>/postgres`). */
  readonly home: string;
  readonly log?: (line: string) => void;
  /** Connections at most (default 10; PGlite always has 1). */
  readonly poolSize?: number;
}

const defaultPoolSize = 10;

/** Opens the database that the options name. Throws an Error whose message says what to do when it cannot. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<DatabaseConnection> {
  const url = options.databaseUrl?.trim() ?? '';
  const log = options.log ?? (() => undefined);
  if (url === '') return openEmbedded(options, log);
  if (url.startsWith('pglite:'))
    return openPgliteConnection({ folder: url.slice('pglite:'.length), why: 'from DATABASE_URL', log });
  if (/^postgres(ql)?:\/\//.test(url)) return openServer(url, options.poolSize ?? defaultPoolSize, log);
  throw new Error(
    `DATABASE_URL starts with "${url.slice(0, 10).replace(/:.*/, ':')}", which is no database: leave it unset for the embedded PostgreSQL, or write pglite:FOLDER or postgres://user:password@host:5432/name.`,
  );
}

async function openEmbedded(options: OpenDatabaseOptions, log: (line: string) => void): Promise<DatabaseConnection> {
  const folder = join(options.home, 'postgres');
  try {
    const cluster = await openEmbeddedCluster({ home: options.home, log });
    return connectToCluster(cluster, {
      log,
      poolSize: options.poolSize ?? defaultPoolSize,
      description: `Embedded PostgreSQL ${cluster.version} in ${folder} (DATABASE_URL is not set; ${cluster.attached ? 'found running' : 'started'})`,
    });
  } catch (error) {
    // Data that is there already must not seem to be gone, so only an empty home falls back.
    if (!(error instanceof NativeFilesMissing) || existsSync(join(folder, 'PG_VERSION'))) throw error;
    log(error.message);
    return openPgliteConnection({
      folder: join(options.home, 'pglite'),
      why: 'no PostgreSQL program runs on this machine',
      log,
    });
  }
}

/** A connection to one database of an embedded cluster; closing it leaves the cluster. */
export function connectToCluster(
  cluster: EmbeddedCluster,
  options: { database?: string; description: string; poolSize: number; log: (line: string) => void },
): DatabaseConnection {
  const url = cluster.urlOf(options.database);
  return poolConnection({ ...options, engine: 'embedded', url, after: () => cluster.close() });
}

function poolConnection(options: {
  engine: Engine;
  url: string;
  description: string;
  poolSize: number;
  log: (line: string) => void;
  after: () => Promise<void>;
}): DatabaseConnection {
  const opened = openPool(
    {
      connectionString: options.url,
      max: options.poolSize,
      keepAlive: true,
      connectionTimeoutMillis: 15_000,
      application_name: 'vitrine',
      prepares: true,
    },
    options.log,
  );
  const hub = serverHub(options.url, options.log);
  let closing: Promise<void> | null = null;
  async function closeAll(): Promise<void> {
    await hub.close();
    await opened.db.destroy();
    await options.after();
  }
  return {
    engine: options.engine,
    description: options.description,
    url: options.url,
    handle: <Tables>() => opened.db as unknown as Kysely<Tables>,
    listen: (channel, onNotify) => hub.listen(channel, onNotify),
    close: () => (closing ??= closeAll()),
  };
}

async function openServer(url: string, poolSize: number, log: (line: string) => void): Promise<DatabaseConnection> {
  const probe = openPool({ connectionString: url, max: 1, connectionTimeoutMillis: 15_000 }, log);
  try {
    const { rows } = await probe.pool.query<{ version: number; text: string; encoding: string }>(
      "select current_setting('server_version_num')::int as version, current_setting('server_version') as text, current_setting('server_encoding') as encoding",
    );
    const server = rows[0];
    if (!server || server.version < 150_000) {
      throw new Error(
        `The server of DATABASE_URL is PostgreSQL ${server?.text ?? 'of unknown version'}; Vitrine needs 15 or later.`,
      );
    }
    if (server.encoding !== 'UTF8') {
      throw new Error(
        `The database of DATABASE_URL has the encoding ${server.encoding}: create it with ENCODING 'UTF8' and LOCALE 'C.UTF-8'.`,
      );
    }
    const where = new URL(url);
    return poolConnection({
      engine: 'server',
      url,
      poolSize,
      log,
      description: `PostgreSQL ${server.text} at ${where.hostname || 'a local socket'}${where.pathname} (from DATABASE_URL)`,
      after: () => Promise.resolve(),
    });
  } catch (error) {
    if (error instanceof Error && error.message.includes('DATABASE_URL')) throw error;
    throw new Error(
      `The database of DATABASE_URL does not answer: ${error instanceof Error ? error.message || error.name : String(error)}. Check host, port, name and password, or unset it to use the embedded PostgreSQL.`,
      { cause: error },
    );
  } finally {
    await probe.db.destroy().catch(() => undefined);
    if (!probe.pool.ended) await probe.pool.end();
  }
}

async function openPgliteConnection(options: {
  folder: string;
  why: string;
  log: (line: string) => void;
}): Promise<DatabaseConnection> {
  const { folder, why, log } = options;
  if (folder === '')
    throw new Error(
      'DATABASE_URL is "pglite:" without a folder: write pglite:FOLDER, for example pglite:.vitrine/pglite.',
    );
  const opened = await openPglite(folder, log);
  let closing: Promise<void> | null = null;
  async function closeAll(): Promise<void> {
    await opened.hub.close();
    await opened.close();
  }
  return {
    engine: 'pglite',
    description: `PGlite (PostgreSQL ${opened.version} in WebAssembly) in ${folder}, for this process alone (${why})`,
    url: null,
    handle: <Tables>() => opened.db as unknown as Kysely<Tables>,
    listen: (channel, onNotify) => opened.hub.listen(channel, onNotify),
    close: () => (closing ??= closeAll()),
  };
}
