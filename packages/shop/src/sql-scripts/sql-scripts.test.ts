import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findMigrationSources, openDatabase, readMigrations, type DatabaseConnection } from '@vitrine/database';
import { checkoutRoot, testDatabases, testHome } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { renderSqlScripts } from './index.ts';
import { splitStatements } from './split-statements.ts';

const run = promisify(execFile);
const psql = ['/usr/lib/postgresql/15/bin/psql', '/usr/bin/psql'].find((path) => existsSync(path));
const debian = testDatabases().find((engine) => engine.engine === 'server');

describe('DB-7 plain SQL scripts', () => {
  it('splits at semicolons that end a statement and at no others', () => {
    const text = `-- one; not yet\nselect ';', "a;b", $$ ; $$, $f$ ; $$ ; $f$ /* ; */;\n\n-- two\nselect 2;\n-- nothing after`;
    expect(splitStatements(text).map((statement) => statement.bare)).toEqual([
      `select ';', "a;b", $$ ; $$, $f$ ; $$ ; $f$`,
      'select 2',
    ]);
  });

  // Everything a schema is, as text: two databases with the same list have the same schema.
  async function describeSchema(connection: DatabaseConnection): Promise<string[]> {
    const { rows } = await sql<{ line: string }>`
      select concat_ws(' ', 'column', table_schema, table_name, column_name, data_type, is_nullable, column_default) as line from information_schema.columns
        where table_schema in ('platform', 'shop', 'recsys', 'insights') and table_name not like 'migration%'
      union all select concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
        where connamespace::regnamespace::text in ('platform', 'shop', 'recsys', 'insights') and conrelid::regclass::text not like '%migration%'
      union all select concat_ws(' ', 'index', indexdef) from pg_indexes where schemaname in ('platform', 'shop', 'recsys', 'insights') and tablename not like 'migration%'
      union all select concat_ws(' ', 'view', schemaname, viewname, definition) from pg_views where schemaname in ('shop', 'recsys', 'insights')
      union all select concat_ws(' ', 'trigger', pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
      union all select concat_ws(' ', 'function', pg_get_functiondef(oid)) from pg_proc where pronamespace::regnamespace::text in ('shop', 'recsys', 'insights') and prokind = 'f'
      order by 1`.execute(connection.handle<unknown>());
    return rows.map((row) => row.line);
  }

  it.skipIf(psql === undefined || debian === undefined)(
    'run by psql on an empty PostgreSQL 15, make the schema of the migrations and a shop that answers',
    async () => {
      const migrated = await debian?.open();
      const adminUrl = migrated?.connection.url;
      if (!migrated || !adminUrl) throw new Error('The Debian server gave no address.');
      const folder = mkdtempSync(join(tmpdir(), 'vitrine-scripts-'));
      const name = `test_${process.pid}_scripts`;
      const url = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href;
      const admin = migrated.connection.handle<unknown>();
      try {
        const scripts = renderSqlScripts(await readMigrations(findMigrationSources(checkoutRoot)));
        for (const [file, text] of Object.entries(scripts)) writeFileSync(join(folder, file), text);
        await sql`create database ${sql.id(name)}`.execute(admin);
        const files = Object.keys(scripts).flatMap((file) => ['-f', join(folder, file)]);
        await run(psql ?? '', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', ...files, url]);
        const scripted = await openDatabase({ databaseUrl: url, home: testHome, poolSize: 1 });
        try {
          expect(await describeSchema(scripted)).toEqual(await describeSchema(migrated.connection));
          const { rows } = await sql`select day, orders, units, revenue_minor from shop.daily_revenue`.execute(
            scripted.handle<unknown>(),
          );
          expect(rows).toEqual([{ day: '2026-03-10', orders: 1, units: 2, revenue_minor: 12300 }]);
          const low = await sql`select sku from shop.low_stock_items order by sku`.execute(scripted.handle<unknown>());
          expect(low.rows).toEqual([{ sku: 'KET-STEEL' }, { sku: 'LAMP-BRASS' }, { sku: 'RUCK-OLIVE' }]);
        } finally {
          await scripted.close();
        }
      } finally {
        await sql`drop database if exists ${sql.id(name)} with (force)`.execute(admin);
        await migrated.drop();
        rmSync(folder, { recursive: true, force: true });
      }
    },
  );
});
