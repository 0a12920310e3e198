import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { tryFileLock } from '../file-lock.ts';
import { quoteChannel, subscriberBook } from '../listen.ts';
import type { NotificationHub } from '../listen.ts';
import { openPool } from '../pool.ts';
import type { OpenPool } from '../pool.ts';
import { refuseCutAnswers } from './complete-answers.ts';

/** An open PGlite folder. */
export interface OpenPglite extends OpenPool {
  readonly hub: NotificationHub;
  readonly version: string;
  close(): Promise<void>;
}

/** The major version of the PGlite that is installed. */
const pgliteMajor = '18';

/**
 * Opens PGlite (PostgreSQL in WebAssembly) in `folder`, for this process alone: PGlite itself would let a second process
 * in and lose rows, so a lock file with our pid refuses it. A lock left by a killed process is taken over.
 */
export async function openPglite(folder: string, log: (line: string) => void): Promise<OpenPglite> {
  const dataFolder = resolve(folder);
  await mkdir(dataFolder, { recursive: true });
  const lock = await tryFileLock(`${dataFolder}.lock`);
  if ('owner' in lock) {
    throw new Error(
      `${dataFolder} is in use by process ${lock.owner.pid}; PGlite serves one process at a time. Stop that process, or unset DATABASE_URL to use the embedded PostgreSQL, which serves many.`,
    );
  }
  try {
    await refuseOtherMajor(dataFolder);
    const pglite = await loadPglite(dataFolder);
    // The pool must be exactly 1: PGlite has one session, and a second connection would share its transaction.
    refuseCutAnswers(pglite);
    const { createPgConfig } = await import('@electric-sql/pglite/node-postgres');
    const opened = openPool({ ...createPgConfig(pglite), max: 1, idleTimeoutMillis: 0 }, log);
    return {
      ...opened,
      hub: pgliteHub(pglite, opened.db),
      version: await pglite
        .query<{ v: string }>("select current_setting('server_version') as v")
        .then((r) => r.rows[0]?.v ?? ''),
      async close() {
        await opened.db.destroy();
        await pglite.close();
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function loadPglite(dataFolder: string) {
  const [{ PGlite }, { pg_trgm }, { unaccent }, { fuzzystrmatch }, { btree_gin }] = await Promise.all([
    import('@electric-sql/pglite'),
    import('@electric-sql/pglite/contrib/pg_trgm'),
    import('@electric-sql/pglite/contrib/unaccent'),
    import('@electric-sql/pglite/contrib/fuzzystrmatch'),
    import('@electric-sql/pglite/contrib/btree_gin'),
  ]);
  return PGlite.create({ dataDir: dataFolder, extensions: { pg_trgm, unaccent, fuzzystrmatch, btree_gin } });
}

async function refuseOtherMajor(dataFolder: string): Promise<void> {
  const major = (await readFile(join(dataFolder, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  if (major !== '' && major !== pgliteMajor) {
    throw new Error(
      `${dataFolder} was made by PostgreSQL ${major}; this Vitrine brings ${pgliteMajor}. Run \`vitrine backup\` with the old version and \`vitrine restore FILE\` with this one, or name another folder.`,
    );
  }
}

/** LISTEN goes through the pool, so that it waits for a neighbour's transaction instead of joining it. */
function pgliteHub(
  pglite: { onNotification(callback: (channel: string, payload: string) => void): () => void },
  db: Kysely<unknown>,
): NotificationHub {
  const book = subscriberBook();
  const stop = pglite.onNotification((channel, payload) => book.deliver(channel, payload));
  return {
    async listen(channel, onNotify) {
      const quoted = sql.raw(quoteChannel(channel));
      const { first } = book.add(channel, onNotify);
      if (first) await sql`listen ${quoted}`.execute(db);
      return async () => {
        if (book.remove(channel, onNotify).last) await sql`unlisten ${quoted}`.execute(db);
      };
    },
    async close() {
      stop();
    },
  };
}
