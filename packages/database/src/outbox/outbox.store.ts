import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';

/** A change to be told: the payload is JSON. Entries of one topic and key are delivered in the order written. */
export interface OutboxMessage {
  readonly topic: string;
  readonly key: string;
  readonly payload: unknown;
}

/** An entry as delivered. `attempts` counts this delivery, so 1 is the first. */
export interface OutboxEntry extends OutboxMessage {
  readonly id: number;
  readonly attempts: number;
  readonly createdAt: Date;
}

/** What to deliver, to whom, and how patiently. */
export interface DrainOptions {
  readonly topics: readonly string[];
  readonly batchSize: number;
  /** Tells the entries; a throw means none was told. May see an entry twice, so it must be idempotent. */
  readonly deliver: (entries: OutboxEntry[]) => Promise<void>;
  readonly clock: Clock;
  /** How long a claim holds before another process may take the entries again (default 60 s). */
  readonly leaseMs?: number;
  /** Deliveries after which an entry is set aside with `failed_at` (default 12, about an hour of trying). */
  readonly maxAttempts?: number;
}

/** How much waits, for the health page. */
export interface OutboxDepth {
  readonly waiting: number;
  readonly failed: number;
  readonly oldest: Date | null;
}

/** Writes entries in the caller's transaction, so that they exist if and only if the change does. */
export async function appendOutbox<T>(db: Kysely<T>, entries: readonly OutboxMessage[]): Promise<void> {
  if (entries.length === 0) return;
  const topics = entries.map((entry) => entry.topic);
  const keys = entries.map((entry) => entry.key);
  const payloads = entries.map((entry) => JSON.stringify(entry.payload ?? null));
  await sql`
    insert into platform.outbox (topic, key, payload)
    select topic, key, payload
    from unnest(${topics}::text[], ${keys}::text[], ${payloads}::jsonb[]) with ordinality as entry(topic, key, payload, place)
    order by place`.execute(db);
}

/**
 * Delivers one batch and returns how many entries were delivered (0 = nothing due). At least once, in order per topic
 * and key. The claim is a lease, not an open transaction: `deliver` may use the same database, also on PGlite. When a
 * batch fails its keys are tried one by one, so that one bad entry does not hold up the others.
 */
export async function drainOutbox<T>(db: Kysely<T>, options: DrainOptions): Promise<number> {
  const claimed = await claim(db, options);
  if (claimed.length === 0) return 0;
  if (await tryDeliver(db, claimed, options)) return claimed.length;
  let delivered = 0;
  let failedInARow = 0;
  for (const group of groupByKey(claimed).values()) {
    // Three keys failing one after the other is a receiver that is down, not a bad entry: the rest waits untried.
    if (failedInARow >= 3) {
      await release(db, group, pauseUntil(options.clock, 1));
      continue;
    }
    const ok = await deliverInOrder(db, group, options);
    failedInARow = ok ? 0 : failedInARow + 1;
    if (ok) delivered += group.length;
  }
  return delivered;
}

/** Entries that wait, that were given up, and the age of the oldest. */
export async function outboxDepth<T>(db: Kysely<T>): Promise<OutboxDepth> {
  const { rows } = await sql<OutboxDepth>`
    select count(*) filter (where failed_at is null) as waiting,
           count(*) filter (where failed_at is not null) as failed,
           min(created_at) filter (where failed_at is null) as oldest
    from platform.outbox`.execute(db);
  return rows[0] ?? { waiting: 0, failed: 0, oldest: null };
}

/** Puts entries that were given up back in line; returns how many. */
export async function retryFailedOutbox<T>(db: Kysely<T>): Promise<number> {
  const { numAffectedRows } = await sql`
    update platform.outbox set failed_at = null, attempts = 0, available_at = '-infinity' where failed_at is not null`.execute(
    db,
  );
  return Number(numAffectedRows ?? 0);
}

/**
 * Only the oldest entry of a key (its head) can be taken, and with it what follows: another process therefore never
 * overtakes. SKIP LOCKED lets several drain at once. Looked for among the first that are due, so that a batch costs the same
 * in front of a hundred entries and of a million; only when keys that wait for their turn fill that window, among all.
 */
async function claim<T>(db: Kysely<T>, options: DrainOptions): Promise<OutboxEntry[]> {
  const window = options.batchSize * 4;
  const near = await claimWithin(db, options, window);
  return near.length > 0 ? near : claimWithin(db, options, null);
}

async function claimWithin<T>(db: Kysely<T>, options: DrainOptions, window: number | null): Promise<OutboxEntry[]> {
  const now = options.clock.now();
  const until = new Date(now.getTime() + (options.leaseMs ?? 60_000));
  const { rows } = await sql<{
    id: number;
    topic: string;
    key: string;
    payload: unknown;
    attempts: number;
    createdAt: Date;
  }>`
    with due as materialized (
      select outbox_id from platform.outbox
      where topic = any(${[...options.topics]}::text[]) and failed_at is null and available_at <= ${now}
      order by outbox_id
      limit ${window}
    ), head as materialized (
      select entry.outbox_id, entry.topic, entry.key
      from platform.outbox as entry
      where entry.outbox_id = any(array(select outbox_id from due)) and entry.failed_at is null and entry.available_at <= ${now}
        -- The first in the order of the index is the oldest of its key: one look at the index for each entry.
        and entry.outbox_id = (
          select oldest.outbox_id from platform.outbox as oldest
          where (oldest.topic, oldest.key) >= (entry.topic, entry.key) and oldest.failed_at is null
          order by oldest.topic, oldest.key, oldest.outbox_id
          limit 1
        )
      order by entry.outbox_id
      limit ${options.batchSize}
      for update of entry skip locked
    ), batch as (
      select entry.outbox_id
      from platform.outbox as entry
      join head on head.topic = entry.topic and head.key = entry.key
      where entry.failed_at is null
      order by entry.outbox_id
      limit ${options.batchSize}
    )
    update platform.outbox as entry
    set available_at = ${until}, attempts = attempts + 1
    from batch
    where entry.outbox_id = batch.outbox_id
    returning entry.outbox_id as id, entry.topic, entry.key, entry.payload, entry.attempts, entry.created_at as "createdAt"`.execute(
    db,
  );
  return rows.sort((left, right) => left.id - right.id);
}

function groupByKey(entries: readonly OutboxEntry[]): Map<string, OutboxEntry[]> {
  const groups = new Map<string, OutboxEntry[]>();
  for (const entry of entries) {
    const name = JSON.stringify([entry.topic, entry.key]);
    const group = groups.get(name);
    if (group) group.push(entry);
    else groups.set(name, [entry]);
  }
  return groups;
}

/** One by one, stopping at the first failure so that the key's order holds. */
async function deliverInOrder<T>(db: Kysely<T>, group: OutboxEntry[], options: DrainOptions): Promise<boolean> {
  for (const [index, entry] of group.entries()) {
    if (!(await tryDeliver(db, [entry], options))) {
      await release(db, group.slice(index + 1), null);
      return false;
    }
  }
  return true;
}

async function tryDeliver<T>(db: Kysely<T>, entries: OutboxEntry[], options: DrainOptions): Promise<boolean> {
  try {
    await options.deliver(entries);
  } catch (error) {
    const only = entries.length === 1 ? entries[0] : undefined;
    if (only) await postpone(db, only, { ...options, error });
    return false;
  }
  await sql`delete from platform.outbox where outbox_id = any(${entries.map((entry) => entry.id)}::bigint[])`.execute(
    db,
  );
  return true;
}

/** Gives claimed entries back untried, due at the given time (null = as soon as their key's head is gone). */
async function release<T>(db: Kysely<T>, entries: readonly OutboxEntry[], due: Date | null): Promise<void> {
  const ids = entries.map((entry) => entry.id);
  await sql`
    update platform.outbox
    set attempts = attempts - 1, available_at = coalesce(${due}::timestamptz, '-infinity')
    where outbox_id = any(${ids}::bigint[])`.execute(db);
}

const firstPauseMs = 1000;
const longestPauseMs = 600_000;

function pauseUntil(clock: Clock, attempts: number): Date {
  return new Date(clock.now().getTime() + Math.min(longestPauseMs, firstPauseMs * 2 ** (attempts - 1)));
}

/** Sets the next try, doubling the pause; past the limit the entry is set aside so that its key goes on. */
async function postpone<T>(
  db: Kysely<T>,
  entry: OutboxEntry,
  failure: { clock: Clock; maxAttempts?: number; error: unknown },
): Promise<void> {
  const now = failure.clock.now();
  const next = pauseUntil(failure.clock, entry.attempts);
  const reason = failure.error instanceof Error ? failure.error.message : String(failure.error);
  const failedAt = entry.attempts >= (failure.maxAttempts ?? 12) ? now : null;
  await sql`
    update platform.outbox
    set available_at = ${next}, last_error = ${reason}, failed_at = ${failedAt}::timestamptz
    where outbox_id = ${entry.id}`.execute(db);
}
