import { inTransaction } from '@vitrine/database';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../index.ts';

describe('OPS-9 a connection that is lost while somebody holds it', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase({ domains: [] });
  });
  afterAll(() => database.drop());

  it('fails the work that held it and nothing else', async () => {
    const db = database.connection.handle<unknown>();
    const work = inTransaction(db, async (trx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
      await sql`select pg_terminate_backend(${rows[0]?.pid ?? 0})`.execute(db);
      // Nothing is asked just now: there is no query that could take the error.
      await new Promise((resolve) => setTimeout(resolve, 200));
      await sql`select 1`.execute(trx);
    });
    await expect(work).rejects.toThrow();
    expect((await sql<{ one: number }>`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }]);
  });
});
