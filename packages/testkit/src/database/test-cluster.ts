import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  connectToCluster,
  findMigrationSources,
  migrate,
  openEmbeddedCluster,
  readMigrations,
} from '@vitrine/database';
import type { DatabaseConnection, EmbeddedCluster, MigrationDomain, MigrationSource } from '@vitrine/database';
import { sql } from 'kysely';
import { checkoutRoot, testHome } from './checkout.ts';

/** Seconds the shared server outlives the last test process; a watcher then stops it, so no run leaves an orphan. */
const lingerSec = 20;

/** The servers that tests share, by the folder of their programs ('' = the embedded one). */
const clusters = new Map<string, Promise<EmbeddedCluster>>();

/** The server of this test run: found running, else started. One for all test processes of a checkout. */
export function testCluster(binFolder = ''): Promise<EmbeddedCluster> {
  const present = clusters.get(binFolder);
  if (present) return present;
  const home = binFolder === '' ? testHome : join(testHome, 'server');
  mkdirSync(home, { recursive: true });
  const opened = openEmbeddedCluster({
    home,
    lingerSec,
    ...(binFolder === '' ? {} : { binFolder }),
    // Test data need not survive a power cut.
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' },
  });
  clusters.set(binFolder, opened);
  return opened;
}

/** The migrations of the named domains that exist in this checkout (platform always), and a hash of all their files. */
export async function testMigrations(
  domains?: readonly MigrationDomain[],
): Promise<{ sources: MigrationSource[]; hash: string }> {
  const sources = findMigrationSources(checkoutRoot).filter(
    (source) => !domains || source.domain === 'platform' || domains.includes(source.domain),
  );
  const digest = createHash('sha256');
  for (const file of await readMigrations(sources)) digest.update(`${file.domain} ${file.version} ${file.checksum}\n`);
  return { sources, hash: digest.digest('hex').slice(0, 12) };
}

/** Runs work on the server's own database; connections to it are short, because a template may have none. */
export async function withAdmin<R>(
  cluster: EmbeddedCluster,
  work: (admin: DatabaseConnection) => Promise<R>,
): Promise<R> {
  const admin = openOn(cluster, 'postgres', 1);
  try {
    return await work(admin);
  } finally {
    await admin.close();
  }
}

/** A connection to one database of the shared server, which closing does not leave. */
export function openOn(cluster: EmbeddedCluster, database: string, poolSize: number): DatabaseConnection {
  const staying: EmbeddedCluster = { ...cluster, close: () => Promise.resolve() };
  return connectToCluster(staying, {
    database,
    poolSize,
    description: `Test database ${database}`,
    log: () => undefined,
  });
}

/** Makes the migrated template once per hash of the migrations, whichever process comes first. */
export async function ensureTemplate(cluster: EmbeddedCluster, domains?: readonly MigrationDomain[]): Promise<string> {
  const { sources, hash } = await testMigrations(domains);
  const name = `template_${hash}`;
  await withAdmin(cluster, async (admin) => {
    const db = admin.handle<unknown>();
    await sql`select pg_advisory_lock(712002)`.execute(db);
    const { rows } = await sql`select 1 from pg_database where datname = ${name}`.execute(db);
    if (rows.length > 0) return;
    await dropLeftovers(admin);
    await sql`drop database if exists ${sql.id(`${name}_building`)} with (force)`.execute(db);
    await sql`create database ${sql.id(`${name}_building`)}`.execute(db);
    const building = openOn(cluster, `${name}_building`, 1);
    try {
      await migrate(building, sources);
    } finally {
      await building.close();
    }
    await sql`alter database ${sql.id(`${name}_building`)} rename to ${sql.id(name)}`.execute(db);
  });
  return name;
}

/** Drops the databases of test processes that died, and all but the latest templates. */
async function dropLeftovers(admin: DatabaseConnection): Promise<void> {
  const db = admin.handle<unknown>();
  const { rows } = await sql<{ name: string }>`
    select datname as name from pg_database where datname ~ '^(test|template)_' order by oid desc`.execute(db);
  const oldTemplates = rows.filter((row) => row.name.startsWith('template_')).slice(8);
  const dead = rows.filter((row) => row.name.startsWith('test_') && !lives(Number(row.name.split('_')[1])));
  for (const { name } of [...oldTemplates, ...dead]) {
    await sql`drop database if exists ${sql.id(name)} with (force)`.execute(db).catch(() => undefined);
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
