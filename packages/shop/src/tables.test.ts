import { readdirSync, readFileSync } from 'node:fs';
import { testDatabase } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { expect, it } from 'vitest';

it('DB-5 the typed tables are the columns that the migrations make', async () => {
  const database = await testDatabase({ domains: ['shop'] });
  const { rows } = await sql<{ name: string }>`
    select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns
    join information_schema.tables using (table_schema, table_name) where table_schema = 'shop' and table_type = 'BASE TABLE'`.execute(
    database.connection.handle<unknown>(),
  );
  await database.drop();
  const files = readdirSync(new URL('.', import.meta.url)).filter((name) => /(?:^|-)tables\.ts$/.test(name));
  const source = files.map((name) => readFileSync(new URL(name, import.meta.url), 'utf8')).join('\n');
  const typed = [...source.matchAll(/'(shop\.[a-z_]+)': \{([^}]*)\}/g)].flatMap(([, table, body]) =>
    [...(body ?? '').matchAll(/^\s+([a-z_0-9]+):/gm)].map(([, column]) => `${table}.${column}`),
  );
  expect(typed.toSorted()).toEqual(rows.map((row) => row.name).toSorted());
});
