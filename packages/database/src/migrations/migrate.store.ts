import { CompiledQuery, sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { DatabaseConnection } from '../open-database.ts';
import { describePosition } from './describe-position.ts';
import { MigrationError, readMigrations } from './read-migrations.ts';
import type { MigrationDomain, MigrationFile, MigrationSource } from './read-migrations.ts';

/** One migration as the database knows it, or as it waits. */
export interface MigrationEntry {
  readonly domain: MigrationDomain;
  readonly version: number;
  readonly name: string;
  readonly checksum: string;
  readonly appliedAt: Date | null;
}

/** What a run did. */
export interface MigrationReport {
  readonly applied: MigrationEntry[];
  /** How many had been applied before. */
  readonly present: number;
  readonly tookMs: number;
}

/** What is applied, what waits, and what does not fit. */
export interface MigrationStatus {
  readonly applied: MigrationEntry[];
  readonly pending: MigrationEntry[];
  /** Sentences about edited or missing files; empty when all is well. */
  readonly problems: string[];
}

interface AppliedRow {
  domain: string;
  version: number;
  name: string;
  checksum: string;
  applied_at: Date;
}

/** Any two processes that migrate agree on this number and so run one after the other. */
const migrationLock = 712_001;

/**
 * Applies what is missing, in order, each file in its own transaction. Two processes at once migrate once. Refuses an
 * edited or vanished file. Throws MigrationError naming file, line and column when a statement fails; what came before
 * stays applied.
 */
export async function migrate(
  connection: Pick<DatabaseConnection, 'handle'>,
  sources: readonly MigrationSource[],
  options: { onApply?: (file: MigrationFile) => void } = {},
): Promise<MigrationReport> {
  const files = await readMigrations(sources);
  const started = performance.now();
  return connection
    .handle<unknown>()
    .connection()
    .execute(async (db) => {
      await sql`select pg_advisory_lock(${migrationLock})`.execute(db);
      try {
        await prepare(db);
        const before = await readApplied(db);
        const { pending, problems } = compare(files, before);
        if (problems.length > 0) throw new MigrationError(problems.join('\n'));
        const applied: MigrationEntry[] = [];
        for (const file of pending) {
          options.onApply?.(file);
          applied.push(await apply(db, file));
        }
        return { applied, present: before.length, tookMs: Math.round(performance.now() - started) };
      } finally {
        await sql`select pg_advisory_unlock(${migrationLock})`.execute(db);
      }
    });
}

/** Compares the files with the database, without changing it. */
export async function migrationStatus(
  connection: Pick<DatabaseConnection, 'handle'>,
  sources: readonly MigrationSource[],
): Promise<MigrationStatus> {
  const files = await readMigrations(sources);
  const db = connection.handle<unknown>();
  const { rows } = await sql<{ there: boolean }>`select to_regclass('platform.migration') is not null as there`.execute(
    db,
  );
  const applied = rows[0]?.there ? await readApplied(db) : [];
  return { applied: applied.map(entryOfRow), ...compare(files, applied) };
}

async function prepare(db: Kysely<unknown>): Promise<void> {
  await sql`create schema if not exists platform`.execute(db);
  await sql`create table if not exists platform.migration (
    domain text not null,
    version integer not null check (version > 0),
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now(),
    took_ms integer not null,
    primary key (domain, version)
  )`.execute(db);
}

async function readApplied(db: Kysely<unknown>): Promise<AppliedRow[]> {
  const { rows } = await sql<AppliedRow>`
    select domain, version, name, checksum, applied_at from platform.migration order by applied_at, domain, version`.execute(
    db,
  );
  return rows;
}

function compare(
  files: readonly MigrationFile[],
  applied: readonly AppliedRow[],
): { pending: (MigrationFile & { appliedAt: null })[]; problems: string[] } {
  const problems: string[] = [];
  const domains = new Set(files.map((file) => file.domain));
  const latest = new Map<string, number>();
  for (const row of applied) {
    latest.set(row.domain, Math.max(latest.get(row.domain) ?? 0, row.version));
    const label = `${String(row.version).padStart(4, '0')}_${row.name}.sql of ${row.domain}`;
    const file = files.find((entry) => entry.domain === row.domain && entry.version === row.version);
    if (file && file.checksum !== row.checksum) {
      problems.push(
        `${file.path} was edited after it was applied: restore it (git checkout) and write the change as a new migration.`,
      );
    }
    if (!file && domains.has(row.domain as MigrationDomain)) {
      problems.push(
        `The database has migration ${label}, which this version lacks: use the newer Vitrine, or restore the file.`,
      );
    }
  }
  const pending = files.filter(
    (file) => !applied.some((row) => row.domain === file.domain && row.version === file.version),
  );
  for (const file of pending) {
    if (file.version < (latest.get(file.domain) ?? 0)) {
      problems.push(
        `${file.path} is numbered before ${file.domain} migration ${latest.get(file.domain)}, which is applied: give it the next free number.`,
      );
    }
  }
  return { pending: pending.map((file) => ({ ...file, appliedAt: null })), problems };
}

async function apply(db: Kysely<unknown>, file: MigrationFile): Promise<MigrationEntry> {
  const started = performance.now();
  await sql`begin`.execute(db);
  try {
    // Without parameters the text goes by the simple protocol, which takes many statements at once.
    await db.executeQuery(CompiledQuery.raw(file.text));
    const { rows } = await sql<AppliedRow>`
      insert into platform.migration (domain, version, name, checksum, took_ms)
      values (${file.domain}, ${file.version}, ${file.name}, ${file.checksum}, ${Math.round(performance.now() - started)})
      returning domain, version, name, checksum, applied_at`.execute(db);
    await sql`commit`.execute(db);
    return entryOfRow(rows[0] ?? { ...file, applied_at: new Date(0) });
  } catch (error) {
    await sql`rollback`.execute(db);
    throw new MigrationError(describePosition(file, error), { cause: error });
  }
}

function entryOfRow(row: AppliedRow): MigrationEntry {
  return {
    domain: row.domain as MigrationDomain,
    version: row.version,
    name: row.name,
    checksum: row.checksum,
    appliedAt: row.applied_at,
  };
}
