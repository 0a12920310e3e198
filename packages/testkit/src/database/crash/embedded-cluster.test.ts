import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type DatabaseConnection } from '@vitrine/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildRowWriter, startRowWriter } from './row-writer.ts';

async function serverPid(home: string): Promise<number | null> {
  const note = await readFile(join(home, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '');
  return note === '' ? null : Number(note.split('\n')[0]);
}

// Each test starts databases and programs, some of them for the first time: on a busy machine that takes longer than the usual limit.
describe('DB-5 embedded PostgreSQL', { timeout: 120_000 }, () => {
  let home: string;
  let program: string;
  const count = (connection: DatabaseConnection) =>
    sql<{ n: number }>`select count(*) as n from probe`
      .execute(connection.handle<unknown>())
      .then(({ rows }) => rows[0]?.n);

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'vitrine-cluster-'));
    // Root's server account must be able to enter, or the data would lie under /var/lib/vitrine.
    await chmod(home, 0o755);
    program = await buildRowWriter();
  });
  afterAll(async () => {
    await rm(home, { recursive: true, force: true });
    await rm(program, { force: true });
  });

  it('is shared by processes, and stopped by the last one to leave', async () => {
    const [first, second] = [
      startRowWriter(program, ['', home, 'a', '3']),
      startRowWriter(program, ['', home, 'b', '3']),
    ];
    await Promise.all([first.rows(3), second.rows(3)]);
    const own = await openDatabase({ home });
    expect(own.description).toMatch(/^Embedded PostgreSQL 18\.\d+ in .*DATABASE_URL is not set; found running/);
    for (const writer of [first, second]) {
      writer.child.stdin?.end();
      await writer.ended;
    }
    expect(await count(own)).toBe(6);
    expect(await serverPid(home)).not.toBeNull();
    await own.close();
    expect(await serverPid(home)).toBeNull();
  });

  it('starts again in under 3 seconds and asks every local user for a password that only its owner can read', async () => {
    const started = performance.now();
    const connection = await openDatabase({ home });
    expect(performance.now() - started).toBeLessThan(3000);
    expect((await stat(join(home, 'postgres.password'))).mode & 0o777).toBe(0o600);
    expect((await stat(join(home, 'postgres'))).mode & 0o777).toBe(0o700);
    const address = new URL(connection.url ?? '');
    expect(address.hostname).toBe('127.0.0.1');
    address.password = 'guess';
    await expect(openDatabase({ databaseUrl: address.href, home })).rejects.toThrow(
      /password authentication failed.*Check host/s,
    );
    const { rows } = await sql`select current_setting('fsync') as fsync, current_setting('listen_addresses') as listens,
      datlocprovider::text || ' ' || datlocale as locale from pg_database where datname = current_database()`.execute(
      connection.handle<unknown>(),
    );
    expect(rows).toEqual([{ fsync: 'on', listens: '127.0.0.1', locale: 'b C.UTF-8' }]);
    await connection.close();
  });

  it('leaves no orphan when its only user is killed, and lets a quick restart attach', async () => {
    const writer = startRowWriter(program, ['', home, 'k']);
    await writer.rows(5);
    const pid = await serverPid(home);
    await writer.kill();
    const again = await openDatabase({ home });
    const seen = await count(again);
    expect(seen).toBeGreaterThanOrEqual(6 + writer.acknowledged.length);
    expect(await serverPid(home)).toBe(pid);
    const next = startRowWriter(program, ['', home, 'l']);
    await next.rows(1);
    await again.close();
    await next.kill();
    await expect.poll(() => serverPid(home)).toBeNull();
  });

  it('does not mistake a foreign process for its server', async () => {
    const note = `${process.pid}\n${join(home, 'postgres')}\n1\n1\n\n127.0.0.1\n\nready\n`;
    await writeFile(join(home, 'postgres', 'postmaster.pid'), note);
    const connection = await openDatabase({ home });
    expect(await count(connection)).toBeGreaterThan(0);
    await connection.close();
  });

  it('refuses a data folder of another major version and names the way out', async () => {
    const other = await mkdtemp(join(tmpdir(), 'vitrine-cluster-'));
    await chmod(other, 0o755);
    await mkdir(join(other, 'postgres'));
    await writeFile(join(other, 'postgres', 'PG_VERSION'), '16\n');
    await expect(openDatabase({ home: other })).rejects.toThrow(
      /made by PostgreSQL 16.*vitrine backup.*vitrine restore/s,
    );
    await rm(other, { recursive: true });
  });

  it('says what a database address may look like', async () => {
    await expect(openDatabase({ home, databaseUrl: 'mysql://x' })).rejects.toThrow(
      /"mysql:".*pglite:FOLDER or postgres:/s,
    );
    await expect(openDatabase({ home, databaseUrl: 'postgres://u:p@127.0.0.1:1/x' })).rejects.toThrow(
      /ECONNREFUSED.*Check host/s,
    );
  });

  it('lets one process at a time into a PGlite folder, and the next one after a kill', async () => {
    const folder = join(home, 'pglite');
    const writer = startRowWriter(program, [`pglite:${folder}`, home, 'p']);
    await writer.rows(1);
    await expect(openDatabase({ home, databaseUrl: `pglite:${folder}` })).rejects.toThrow(
      new RegExp(`in use by process ${writer.child.pid}; PGlite serves one process`),
    );
    await writer.kill();
    const connection = await openDatabase({ home, databaseUrl: `pglite:${folder}` });
    expect(await count(connection)).toBeGreaterThanOrEqual(writer.acknowledged.length);
    await connection.close();
  });
});
