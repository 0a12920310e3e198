import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';
import type { AcceptedEvent } from './event.ts';

/** An event with the id it is stored under. */
export interface IdentifiedEvent extends AcceptedEvent {
  readonly eventId: string;
}

/** A stored event as lists and the console show it. */
export interface StoredEvent {
  readonly eventId: string;
  readonly userId: string;
  readonly itemId: string | null;
  readonly type: number;
  readonly value: number;
  readonly ts: Date;
  readonly clientTs: Date | null;
  readonly sourceEventId: string | null;
  readonly meta: Record<string, unknown>;
}

const storedColumns = sql`event_id as "eventId", user_id as "userId", item_id as "itemId", type, value, ts, client_ts as "clientTs",
  source_event_id as "sourceEventId", meta`;

/**
 * Of events `e`: those that may raise an item, in a model or in popularity. Impressions, returns and looks at what was sold
 * out are kept, and count elsewhere, but never in an item's favour.
 */
export const raisesItem = sql`not e.is_impression and e.item_id is not null and coalesce(e.meta ->> 'kind', '') <> 'return'
  and not (e.type in (0, 1) and e.meta @> '{"available": false}')`;

/**
 * Stores a batch in one statement, so it is there wholly or not at all when the promise resolves. Of events whose
 * source_event_id is already known nothing is stored. Answers the ids that were new. With `live`, a view or click of an item that the
 * catalog has as unavailable now is marked `available: false`, unless its sender said what was so.
 */
export async function insertEvents(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  batch: { events: readonly IdentifiedEvent[]; now: Date; live: boolean },
): Promise<Set<string>> {
  const { events, now, live } = batch;
  const stored = await sql<{ event_id: string }>`
    with incoming as materialized (
      select * from unnest(
        ${events.map((event) => event.eventId)}::uuid[],
        ${events.map((event) => event.userId)}::text[],
        ${events.map((event) => event.itemId)}::text[],
        ${events.map((event) => event.type)}::smallint[],
        ${events.map((event) => event.value)}::double precision[],
        ${events.map((event) => event.ts.toISOString())}::timestamptz[],
        ${events.map((event) => event.clientTs?.toISOString() ?? null)}::timestamptz[],
        ${events.map((event) => event.sourceEventId)}::text[],
        ${events.map((event) => JSON.stringify(event.meta))}::text[]
      ) as row (event_id, user_id, item_id, type, value, ts, client_ts, source_event_id, meta)
    ), new_keys as (
      -- Sorted, so that two batches with the same keys wait for each other instead of deadlocking.
      insert into recsys.event_keys (namespace_id, source_event_id, first_seen)
      select ${namespaceId}::integer, source_event_id, ${now.toISOString()}::timestamptz
      from incoming where source_event_id is not null order by source_event_id
      on conflict do nothing
      returning source_event_id
    )
    insert into recsys.events (event_id, namespace_id, user_id, item_id, type, value, ts, client_ts, source_event_id, meta)
    select event_id, ${namespaceId}::integer, user_id, incoming.item_id, type, value, ts, client_ts, source_event_id,
      case when sold_out.item_id is null or meta::jsonb ? 'available' or meta::jsonb ->> 'kind' = 'impression' then meta::jsonb
        else meta::jsonb || '{"available": false}' end
    from incoming
    left join recsys.items sold_out on ${live}::boolean and incoming.type in (0, 1) and sold_out.namespace_id = ${namespaceId}::integer
      and sold_out.item_id = incoming.item_id and not sold_out.available
    where source_event_id is null or source_event_id in (select source_event_id from new_keys)
    returning event_id`.execute(db);
  return new Set(stored.rows.map((row) => row.event_id));
}

/** Makes the month partitions from the first to the last day; cheap when they exist. */
export async function ensureMonths(
  db: Kysely<RecsysTables>,
  months: { first: Date; last: Date; decisions: boolean },
): Promise<void> {
  await sql`select recsys.ensure_month_partitions(
    ${months.first.toISOString().slice(0, 10)}::date, ${months.last.toISOString().slice(0, 10)}::date, ${months.decisions}::boolean)`.execute(
    db,
  );
}

/** The running month and the two after it, for events and decisions: a shop nobody clicks in still records what it showed. */
export async function ensureComingMonths(db: Kysely<RecsysTables>, now: Date): Promise<void> {
  const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 2, 1));
  await ensureMonths(db, { first: now, last, decisions: true });
}

/** Narrowing of a list of events; absent fields do not narrow. */
export interface EventFilter {
  readonly userId?: string | undefined;
  readonly itemId?: string | undefined;
  readonly type?: number | undefined;
  readonly after?: Date | undefined;
  readonly before?: Date | undefined;
}

function eventConditions(namespaceId: number, filter: EventFilter) {
  const conditions = [sql`namespace_id = ${namespaceId}`];
  if (filter.userId !== undefined) conditions.push(sql`user_id = ${filter.userId}`);
  if (filter.itemId !== undefined) conditions.push(sql`item_id = ${filter.itemId}`);
  if (filter.type !== undefined) conditions.push(sql`type = ${filter.type}`);
  if (filter.after !== undefined) conditions.push(sql`ts >= ${filter.after.toISOString()}::timestamptz`);
  if (filter.before !== undefined) conditions.push(sql`ts <= ${filter.before.toISOString()}::timestamptz`);
  return sql.join(conditions, sql` and `);
}

/** One page of events, newest first, and how many there are in all. */
export async function listEvents(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  page: EventFilter & { limit: number; offset: number },
): Promise<{ events: StoredEvent[]; total: number }> {
  const where = eventConditions(namespaceId, page);
  const [events, total] = await Promise.all([
    sql<StoredEvent>`select ${storedColumns} from recsys.events where ${where}
      order by ts desc, event_id desc limit ${page.limit} offset ${page.offset}`.execute(db),
    sql<{ total: number }>`select count(*) as total from recsys.events where ${where}`.execute(db),
  ]);
  return { events: events.rows, total: Number(total.rows[0]?.total ?? 0) };
}

/** Deletes events and the keys that recognised their retries. Answers how many events. */
export async function deleteEvents(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  filter: EventFilter,
): Promise<number> {
  const gone = await sql<{ count: number }>`
    with gone as (delete from recsys.events where ${eventConditions(namespaceId, filter)} returning source_event_id),
    keys as (
      delete from recsys.event_keys where namespace_id = ${namespaceId}
        and source_event_id in (select source_event_id from gone where source_event_id is not null)
    )
    select count(*) as count from gone`.execute(db);
  return Number(gone.rows[0]?.count ?? 0);
}

/** The newest events of a tenant, or those after a point that an earlier answer named; newest first. */
export async function newestEvents(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  page: { limit: number; after: { ts: Date; eventId: string } | null },
): Promise<StoredEvent[]> {
  const newer =
    page.after === null
      ? sql``
      : sql` and (ts, event_id) > (${page.after.ts.toISOString()}::timestamptz, ${page.after.eventId}::uuid)`;
  const found =
    await sql<StoredEvent>`select ${storedColumns} from recsys.events where namespace_id = ${namespaceId}${newer}
    order by ts desc, event_id desc limit ${page.limit}`.execute(db);
  return found.rows;
}

/** Events per minute and type since a time; impressions apart, as type -1. */
export async function countEventsPerMinute(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  since: Date,
): Promise<{ minute: Date; type: number; count: number }[]> {
  const found = await sql<{ minute: Date; type: number; count: number }>`
    select date_trunc('minute', ts) as minute, case when is_impression then -1 else type end as type, count(*) as count
    from recsys.events where namespace_id = ${namespaceId} and ts >= ${since.toISOString()}::timestamptz
    group by 1, 2 order by 1, 2`.execute(db);
  return found.rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** A row of the training stream. */
export interface TrainingEvent {
  readonly eventId: string;
  readonly userId: string;
  readonly itemId: string;
  readonly type: number;
  readonly value: number;
  readonly timeSec: number;
  readonly sessionId: string | null;
}

/**
 * Reads the events that may teach a model, in time order, page by page (keyset on time and id, so a page costs the same
 * wherever it lies). What raises nothing is left out (see `raisesItem`); people are resolved through identity links.
 */
export async function* readTrainingEvents(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  options: { from: Date | null; to: Date; pageSize?: number },
): AsyncGenerator<TrainingEvent[]> {
  const pageSize = options.pageSize ?? 20_000;
  let after: { ts: string; eventId: string } = {
    ts: (options.from ?? new Date(0)).toISOString(),
    eventId: '00000000-0000-0000-0000-000000000000',
  };
  for (;;) {
    // The cursor keeps the database's microseconds: a Date would cut them and read rows twice.
    const page = await sql<TrainingEvent & { cursor: string }>`
      select event_id as "eventId", coalesce(link.user_id, e.user_id) as "userId", item_id as "itemId", type, value,
        extract(epoch from ts)::double precision as "timeSec", session_id as "sessionId", ts::text as cursor
      from recsys.events e
      left join recsys.identity_links link on link.namespace_id = e.namespace_id and link.anonymous_id = e.user_id
      where e.namespace_id = ${namespaceId} and (ts, event_id) > (${after.ts}::timestamptz, ${after.eventId}::uuid)
        and ts <= ${options.to.toISOString()}::timestamptz and ${raisesItem}
      order by ts, event_id limit ${pageSize}`.execute(db);
    const last = page.rows.at(-1);
    if (last === undefined) return;
    yield page.rows;
    if (page.rows.length < pageSize) return;
    after = { ts: last.cursor, eventId: last.eventId };
  }
}
