import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawErd, dumpSchema, findDrift, migrate, migrationStatus, readSchema } from '@vitrine/database';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testDatabase, testDatabases } from '../index.ts';
import type { TestDatabase } from '../index.ts';

const databases = testDatabases();

describe.each(databases)('DB-5 migrations on $name', (engine) => {
  let database: TestDatabase;
  let folder: string;
  const sources = () => [{ domain: 'shop' as const, directory: folder }];
  const write = (name: string, text: string) => writeFile(join(folder, name), text);

  beforeEach(async () => {
    database = await engine.open({ domains: [] });
    folder = await mkdtemp(join(tmpdir(), 'vitrine-migrations-'));
    await write('0001_first.sql', 'create schema shop;\ncreate table shop.thing (id int primary key, name text);');
  });
  afterEach(async () => {
    await database.drop();
    await rm(folder, { recursive: true });
  });

  it('applies each file once, also when two start at the same moment', async () => {
    const reports = await Promise.all([
      migrate(database.connection, sources()),
      migrate(database.connection, sources()),
    ]);
    expect(reports.map((report) => report.applied.length).sort()).toEqual([0, 1]);
    expect((await migrate(database.connection, sources())).applied).toEqual([]);
    expect((await migrationStatus(database.connection, sources())).pending).toEqual([]);
  });

  it('refuses a file that was edited after it was applied', async () => {
    await migrate(database.connection, sources());
    await write('0001_first.sql', 'create schema shop;');
    await expect(migrate(database.connection, sources())).rejects.toThrow(
      /0001_first\.sql was edited after it was applied: restore it/,
    );
    expect((await migrationStatus(database.connection, sources())).problems).toHaveLength(1);
  });

  it('refuses a vanished file, a repeated number and a number out of order', async () => {
    await write('0003_third.sql', 'select 1;');
    await migrate(database.connection, sources());
    await write('0002_late.sql', 'select 1;');
    await expect(migrate(database.connection, sources())).rejects.toThrow(/0002_late\.sql is numbered before/);
    await write('0003_again.sql', 'select 1;');
    await expect(migrate(database.connection, sources())).rejects.toThrow(/repeats the number 0003/);
    await rm(join(folder, '0003_third.sql'));
    await rm(join(folder, '0003_again.sql'));
    await expect(migrate(database.connection, sources())).rejects.toThrow(
      /0003_third\.sql of shop, which this version lacks/,
    );
  });

  it('names file, line and column of a failing statement and leaves nothing of the file behind', async () => {
    await write('0002_broken.sql', 'create table shop.half (id int);\n\nselect * frmo shop.thing;');
    await expect(migrate(database.connection, sources())).rejects.toThrow(/0002_broken\.sql:3:10: syntax error/);
    const { rows } =
      await sql`select to_regclass('shop.half') as half, to_regclass('shop.thing') is not null as thing`.execute(
        database.connection.handle<unknown>(),
      );
    expect(rows).toEqual([{ half: null, thing: true }]);
  });

  it('notices a table that was changed by hand', async () => {
    await migrate(database.connection, sources());
    const before = await dumpSchema(database.connection);
    expect(findDrift(before, await dumpSchema(database.connection))).toEqual({ missing: [], unexpected: [] });
    await sql`alter table shop.thing add column extra int`.execute(database.connection.handle<unknown>());
    const drift = findDrift(before, await dumpSchema(database.connection));
    expect(drift.unexpected).toHaveLength(1);
    expect(drift.unexpected[0]).toContain('extra integer');
  });
});

describe('DB-1 schema dump and diagram', () => {
  it('prints the same text from PostgreSQL 18 and 15, and draws every foreign key', async () => {
    const dumps: string[] = [];
    for (const engine of testDatabases().filter((entry) => entry.engine !== 'pglite')) {
      const database = await engine.open();
      dumps.push(await dumpSchema(database.connection));
      await database.drop();
    }
    // The two print the body of a view in different words, so bodies are compared within one version only.
    const tables = dumps.map((dump) => dump.split('\n\n').filter((part) => /^(partitioned )?table /.test(part)));
    for (const entry of tables) expect(entry).toEqual(tables[0]);
    expect(dumps[0]).toContain('platform.outbox');
    const database = await testDatabase();
    const schema = await readSchema(database.connection);
    await database.drop();
    const drawn = Object.values(drawErd(schema)).join('\n');
    const keys = schema.relations.flatMap((relation) => relation.constraints).filter((rule) => rule.kind === 'foreign');
    expect(drawn.split('\n').filter((line) => line.includes('--o'))).toHaveLength(keys.length);
  });
});
