import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';

/** A request that a client may send again with the same key. */
export interface RepeatableRequest {
  /** Names the operation and the caller, such as `orders.place:<customer>`. */
  readonly scope: string;
  readonly key: string;
  /** Digest of the body: the same key with another body is refused. */
  readonly requestHash: string;
}

/** Whether to do the work, answer again, or refuse. */
export type IdempotencyClaim =
  | { readonly state: 'new' }
  | { readonly state: 'answered'; readonly response: unknown }
  | { readonly state: 'running' }
  | { readonly state: 'different-request' };

/**
 * Claims the key inside the transaction that does the work: a second request with the key waits for the first to end,
 * then sees its answer; if the first rolled back, the second is `new`.
 */
export async function claimIdempotencyKey<T>(
  db: Kysely<T>,
  request: RepeatableRequest,
  clock: Clock,
): Promise<IdempotencyClaim> {
  const made = await sql`
    insert into platform.idempotency_key (scope, key, request_hash, created_at)
    values (${request.scope}, ${request.key}, ${request.requestHash}, ${clock.now()})
    on conflict (scope, key) do nothing returning 1`.execute(db);
  if (made.rows.length > 0) return { state: 'new' };
  const { rows } = await sql<{ requestHash: string; response: unknown }>`
    select request_hash as "requestHash", response from platform.idempotency_key
    where scope = ${request.scope} and key = ${request.key}`.execute(db);
  const present = rows[0];
  if (!present) return { state: 'running' };
  if (present.requestHash !== request.requestHash) return { state: 'different-request' };
  return present.response === null ? { state: 'running' } : { state: 'answered', response: present.response };
}

/** Keeps the answer, in the same transaction as the work. */
export async function storeIdempotentResponse<T>(
  db: Kysely<T>,
  request: RepeatableRequest,
  response: unknown,
): Promise<void> {
  await sql`
    update platform.idempotency_key set response = ${JSON.stringify(response)}::jsonb
    where scope = ${request.scope} and key = ${request.key}`.execute(db);
}

/** Deletes keys older than the given time; returns how many. */
export async function deleteIdempotencyKeysBefore<T>(db: Kysely<T>, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`delete from platform.idempotency_key where created_at < ${before}`.execute(db);
  return Number(numAffectedRows ?? 0);
}
