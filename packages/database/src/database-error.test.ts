import { Client, Pool } from 'pg';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '@vitrine/testkit/database';
import { databaseErrorOf, isDatabaseAway } from './database-error.ts';

const thrownBy = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('OPS-9 a database that is away', () => {
  it('is told by its own words and by those of the driver', async () => {
    const database = await testDatabase({ domains: [] });
    const url = database.connection.url ?? '';
    const pool = new Pool({ connectionString: url, max: 1 });
    pool.on('error', () => undefined);
    try {
      const holder = await pool.connect();
      holder.on('error', () => undefined);
      pool.options.connectionTimeoutMillis = 200;
      const noneLeft = await thrownBy(pool.query('select 1'));
      const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid');
      const sleeping = thrownBy(holder.query('select pg_sleep(20)'));
      const other = new Client({ connectionString: url });
      await other.connect();
      await other.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
      const ended = await sleeping;
      const after = await thrownBy(holder.query('select 1'));
      holder.release(true);
      const closed = new URL(url);
      closed.port = '1';
      const refused = await thrownBy(new Client({ connectionString: closed.href }).connect());
      const tooMany = Object.assign(new Error('sorry, too many clients already'), { code: '53300' });
      for (const error of [noneLeft, ended, after, refused, tooMany, new Error('outer', { cause: refused })])
        expect(isDatabaseAway(error), String(error)).toBe(true);
      const wrong = await thrownBy(other.query('select nothing from nowhere'));
      await other.end();
      expect([isDatabaseAway(wrong), databaseErrorOf(wrong)?.kind]).toEqual([false, 'other']);
      expect(isDatabaseAway(new Error('Connection to the printer: none'))).toBe(false);
    } finally {
      await pool.end();
      await database.drop();
    }
  });
});
