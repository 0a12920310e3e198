import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive, migrate, openDatabase, withFileLock } from '@vitrine/database';
import type { DatabaseConnection, Engine, MigrationDomain } from '@vitrine/database';
import { sql } from 'kysely';
import { testHome } from './checkout.ts';
import { ensureTemplate, openOn, testCluster, testMigrations, withAdmin } from './test-cluster.ts';

/** A database of the test's own. */
export interface TestDatabase {
  readonly connection: DatabaseConnection;
  /** Closes the connection and deletes the database. */
  drop(): Promise<void>;
}

/** What the test's database holds. */
export interface TestDatabaseOptions {
  /** Domains to migrate (platform always; default all that have migrations). Name yours to be independent of others. */
  readonly domains?: readonly MigrationDomain[];
  /** Connections at most (default 8). */
  readonly poolSize?: number;
}

let serial = 0;

/** A fresh migrated database, cloned from a template on the one server that all tests of this checkout share. */
export async function testDatabase(options: TestDatabaseOptions = {}): Promise<TestDatabase> {
  return cloneOn('', options);
}

async function cloneOn(binFolder: string, options: TestDatabaseOptions): Promise<TestDatabase> {
  const cluster = await testCluster(binFolder);
  const template = await ensureTemplate(cluster, options.domains);
  serial += 1;
  const name = `test_${process.pid}_${serial}`;
  await withAdmin(cluster, async (admin) => {
    const db = admin.handle<unknown>();
    await sql`drop database if exists ${sql.id(name)} with (force)`.execute(db);
    await sql`create database ${sql.id(name)} template ${sql.id(template)}`.execute(db);
  });
  const connection =
    binFolder === ''
      ? openOn(cluster, name, options.poolSize ?? 8)
      : await openDatabase({ databaseUrl: cluster.urlOf(name), home: testHome, poolSize: options.poolSize ?? 8 });
  return {
    connection,
    async drop() {
      await connection.close();
      await withAdmin(cluster, (admin) =>
        sql`drop database if exists ${sql.id(name)} with (force)`.execute(admin.handle<unknown>()),
      );
    },
  };
}

async function copyPglite(options: TestDatabaseOptions): Promise<TestDatabase> {
  const { sources, hash } = await testMigrations(options.domains);
  const template = join(testHome, `pglite-${hash}`);
  await withFileLock(`${template}.making`, 120_000, async () => {
    if (existsSync(template)) {
      // What is used is not old, whoever clears away beside this process.
      await utimes(template, new Date(), new Date());
      return;
    }
    const building = `${template}.building`;
    await rm(building, { recursive: true, force: true });
    const connection = await openDatabase({ databaseUrl: `pglite:${building}`, home: testHome });
    try {
      await migrate(connection, sources);
    } finally {
      await connection.close();
    }
    await rename(building, template);
  });
  await removeLeftovers();
  serial += 1;
  const folder = join(testHome, `pglite-test-${process.pid}-${serial}`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(testHome, { recursive: true });
  await cp(template, folder, { recursive: true });
  const connection = await openDatabase({ databaseUrl: `pglite:${folder}`, home: testHome });
  return {
    connection,
    async drop() {
      await connection.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Removes the PGlite folders of test processes that died, and templates of migrations of hours ago. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(testHome)) {
    const [, owner] = /^pglite-test-(\d+)-\d+$/.exec(name) ?? [];
    const path = join(testHome, name);
    const dead = owner !== undefined && !isAlive({ pid: Number(owner), started: '' });
    // Another process that clears away may have been quicker.
    const usedMs = (await stat(path).catch(() => null))?.mtimeMs ?? 0;
    const old = /^pglite-[0-9a-f]{12}$/.test(name) && Date.now() - usedMs > oldMs;
    if (dead || old) await rm(path, { recursive: true, force: true });
  }
}

const oldMs = 6 * 3_600_000;

/** One engine that this machine can run. */
export interface TestEngine {
  readonly name: string;
  readonly engine: Engine;
  open(options?: TestDatabaseOptions): Promise<TestDatabase>;
}

const debianPrograms = '/usr/lib/postgresql/15/bin';

/** Every engine this machine can run, for `describe.each`: embedded, PGlite, and PostgreSQL 15 where Debian's is installed. */
export function testDatabases(): TestEngine[] {
  const engines: TestEngine[] = [
    { name: 'embedded PostgreSQL', engine: 'embedded', open: (options = {}) => cloneOn('', options) },
    { name: 'PGlite', engine: 'pglite', open: (options = {}) => copyPglite(options) },
  ];
  if (existsSync(join(debianPrograms, 'postgres'))) {
    engines.push({ name: 'PostgreSQL 15', engine: 'server', open: (options = {}) => cloneOn(debianPrograms, options) });
  }
  return engines;
}
