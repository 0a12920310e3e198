import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { PoolConfig } from 'pg';
import { prepareOften } from './prepare-often.ts';
import { typeParsers } from './type-parsers.ts';

/** One pool and the Kysely handle over it. */
export interface OpenPool {
  readonly pool: Pool;
  readonly db: Kysely<unknown>;
}

/**
 * Opens a pool whose every connection speaks UTC and parses types alike; a lost idle connection is logged, not fatal. With
 * `prepares` a connection prepares the statements that it is asked often.
 */
export function openPool(config: PoolConfig & { prepares?: boolean }, log: (line: string) => void): OpenPool {
  const { prepares = false, ...own } = config;
  const pool = new Pool({ ...own, types: typeParsers });
  if (prepares) pool.on('connect', prepareOften);
  // The pool hears only of those that lie idle. One that somebody holds between two queries would end the process; its next query fails anyway.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', (error) => log(`A database connection was lost: ${error.message}. The next query opens a new one.`));
  const dialect = new PostgresDialect({
    pool,
    onCreateConnection: async (connection) => {
      await connection.executeQuery(CompiledQuery.raw("set time zone 'UTC'"));
    },
  });
  return { pool, db: new Kysely<unknown>({ dialect }) };
}
