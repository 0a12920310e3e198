import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('CAT-1 statements that lists ask often', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase({ domains: [], poolSize: 1 });
  });
  afterAll(() => database.drop());

  it('are prepared once they repeat, answer the same, and survive a change of the schema', async () => {
    const db = database.connection.handle<unknown>();
    const prepared = async () =>
      (
        await sql<{
          n: number;
        }>`select count(*) as n from pg_prepared_statements where statement like ${'%often_test%'}`.execute(db)
      ).rows[0]?.n;
    await sql`create table often_test (a integer)`.execute(db);
    const ask = async (value: number) =>
      (await sql`select *, ${value}::integer as asked from often_test`.execute(db)).rows;
    await sql`insert into often_test values (1)`.execute(db);
    for (let round = 0; round < 8; round += 1) expect(await ask(round)).toEqual([{ a: 1, asked: round }]);
    expect(await prepared()).toBeGreaterThan(0);
    await sql`alter table often_test add column b integer default 2`.execute(db);
    await ask(0).catch(() => undefined);
    expect(await ask(9)).toEqual([{ a: 1, b: 2, asked: 9 }]);
  });

  it('are still noticed after thousands that were asked once', async () => {
    const db = database.connection.handle<unknown>();
    for (let nth = 0; nth < 2_100; nth += 1) await sql`select ${nth}::integer as ${sql.ref(`once_${nth}`)}`.execute(db);
    for (let round = 0; round < 8; round += 1) await sql`select ${round}::integer as later_test`.execute(db);
    const { rows } = await sql<{ n: number }>`
      select count(*) as n from pg_prepared_statements where statement like ${'%later_test%'}`.execute(db);
    expect(rows[0]?.n).toBeGreaterThan(0);
  });
});
