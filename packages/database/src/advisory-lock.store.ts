import { sql } from 'kysely';
import type { Kysely, Transaction } from 'kysely';

/**
 * Runs `work` in a transaction that holds the named lock, if no other process holds it; else returns `{ ran: false }`
 * at once. For work that must happen in one place at a time, such as a training. The lock ends with the transaction,
 * also when the process dies. On PGlite the one connection is busy meanwhile: keep the work short or use the job queue.
 */
export async function tryExclusively<T, R>(
  db: Kysely<T>,
  name: string,
  work: (trx: Transaction<T>) => Promise<R>,
): Promise<{ ran: true; result: R } | { ran: false }> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<{
      got: boolean;
    }>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) as got`.execute(trx);
    if (!rows[0]?.got) return { ran: false as const };
    return { ran: true as const, result: await work(trx) };
  });
}

/** Makes transactions that name the same thing run one after the other; the lock ends with the transaction. */
export async function serializeBy<T>(trx: Transaction<T>, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
}
