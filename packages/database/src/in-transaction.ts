import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely, Transaction } from 'kysely';
import { databaseErrorOf } from './database-error.ts';

/** Isolation and how often a serialization failure or deadlock is tried again (default 4 times). */
export interface TransactionOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readonly retries?: number;
}

const firstPauseMs = 10;

/**
 * Runs `work` in one transaction and commits it; any throw rolls back. After a serialization failure (40001) or a
 * deadlock (40P01) the whole work runs again, so it must have no effect outside the database. Given a transaction,
 * it refuses: nesting would silently lose the inner isolation and retry.
 */
export async function inTransaction<T, R>(
  db: Kysely<T>,
  work: (trx: Transaction<T>) => Promise<R>,
  options: TransactionOptions = {},
): Promise<R> {
  if (db.isTransaction) {
    throw new Error(
      'inTransaction was given a transaction: pass the transaction on to the inner function instead of opening another.',
    );
  }
  const retries = options.retries ?? 4;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await db
        .transaction()
        .setIsolationLevel(options.isolation ?? 'read committed')
        .execute(work);
    } catch (error) {
      const kind = databaseErrorOf(error)?.kind;
      if (attempt >= retries || (kind !== 'serialization' && kind !== 'deadlock')) throw error;
      // Two that collided must not collide again in step: the pause grows and is spread by the clock's own noise.
      await sleep(firstPauseMs * 2 ** attempt * (0.5 + (performance.now() % 1)));
    }
  }
}
