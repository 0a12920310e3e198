import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';

type Db = Kysely<RecsysTables>;

/** Which events are looked at; bounds are included. */
export interface HealthScope {
  readonly namespaceId: number;
  readonly from: Date | null;
  readonly to: Date;
}

const within = ({ namespaceId, from }: HealthScope) =>
  sql`e.namespace_id = ${namespaceId}${from === null ? sql`` : sql` and e.ts >= ${from.toISOString()}::timestamptz`}`;

/** Counts of a scope. */
export interface EventTotals {
  readonly events: number;
  readonly users: number;
  readonly items: number;
  /** Different pairs of a person and an item. */
  readonly pairs: number;
  readonly usersOfOneEvent: number;
  readonly first: Date | null;
  readonly last: Date | null;
  /** Later than now, or before 1995. */
  readonly future: number;
  readonly ancient: number;
  /** Views, clicks, adds and purchases that name no item. */
  readonly withoutItem: number;
  readonly withoutSession: number;
  /** Events whose client's clock was more than a day from the server's. */
  readonly clockApart: number;
  readonly withClientClock: number;
}

/** The counts in one reading, and one for people. */
export async function selectEventTotals(db: Db, scope: HealthScope): Promise<EventTotals> {
  const { rows } = await sql<Omit<EventTotals, 'users' | 'usersOfOneEvent' | 'pairs' | 'items'>>`
    select count(*)::bigint as events, min(ts) as first, max(ts) as last,
      count(*) filter (where ts > ${scope.to.toISOString()}::timestamptz)::bigint as future, count(*) filter (where ts < '1995-01-01')::bigint as ancient,
      count(*) filter (where type between 0 and 3 and item_id is null)::bigint as "withoutItem", count(*) filter (where session_id is null)::bigint as "withoutSession",
      count(*) filter (where abs(extract(epoch from client_ts - ts)) > 86400)::bigint as "clockApart", count(client_ts)::bigint as "withClientClock"
    from recsys.events e where ${within(scope)}`.execute(db);
  const people = await sql<{ users: number; usersOfOneEvent: number }>`
    select count(*)::bigint as users, count(*) filter (where n = 1)::bigint as "usersOfOneEvent"
    from (select count(*) as n from recsys.events e where ${within(scope)} group by user_id) as counted`.execute(db);
  const taken = await sql<{ items: number; pairs: number }>`
    select count(distinct item_id)::bigint as items, count(*)::bigint as pairs
    from (select distinct user_id, item_id from recsys.events e where ${within(scope)} and item_id is not null and not is_impression) as pair`.execute(
    db,
  );
  const [totals, counted, pairs] = [rows[0], people.rows[0], taken.rows[0]];
  if (!totals || !counted || !pairs) throw new Error('an aggregate answers one row');
  return { ...totals, ...counted, ...pairs };
}

/** Events of each type in each hour that has some; UTC. */
export async function selectEventHours(
  db: Db,
  scope: HealthScope,
): Promise<{ hour: Date; type: number; count: number }[]> {
  const { rows } = await sql<{ hour: Date; type: number; count: number }>`
    select date_trunc('hour', ts) as hour, type, count(*)::bigint as count from recsys.events e where ${within(scope)} group by 1, 2 order by 1, 2`.execute(
    db,
  );
  return rows;
}

/** Rows that repeat another one: same person, item, type, moment and, of purchases, order. */
export async function countRepeatedEvents(db: Db, scope: HealthScope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select coalesce(sum(n - 1), 0)::bigint as count from (
      select count(*) as n from recsys.events e where ${within(scope)} and item_id is not null and not is_impression 
        group by user_id, item_id, type, ts, meta ->> 'order_id' having count(*) > 1
    ) as repeated`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Events that name items the catalog does not have, and the commonest of those items. */
export async function selectUnknownItems(
  db: Db,
  scope: HealthScope,
): Promise<{ events: number; items: number; examples: string[] }> {
  const { rows } = await sql<{ itemId: string; count: number }>`
    select item_id as "itemId", count(*)::bigint as count from recsys.events e where ${within(scope)} and item_id is not null
      and not exists (select from recsys.items i where i.namespace_id = e.namespace_id and i.item_id = e.item_id)
    group by 1 order by 2 desc, 1`.execute(db);
  return {
    events: rows.reduce((sum, row) => sum + row.count, 0),
    items: rows.length,
    examples: rows.slice(0, 3).map((row) => row.itemId),
  };
}

/** Events of people the namespace has no record of; visitors who never said who they are belong here. */
export async function countUnknownUsers(db: Db, scope: HealthScope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::bigint as count from recsys.events e where ${within(scope)}
      and not exists (select from recsys.users u where u.namespace_id = e.namespace_id and u.user_id = e.user_id)`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** Events by category of their item, most first; impressions left out. */
export async function selectEventCategories(
  db: Db,
  scope: HealthScope,
): Promise<{ category: string; count: number }[]> {
  const { rows } = await sql<{ category: string; count: number }>`
    select coalesce(i.category, '') as category, count(*)::bigint as count from recsys.events e
    join recsys.items i on i.namespace_id = e.namespace_id and i.item_id = e.item_id
    where ${within(scope)} and not e.is_impression group by 1 order by 2 desc, 1`.execute(db);
  return rows;
}

/** People with more events in one day than a person makes, most first. */
export async function selectBusyUsers(
  db: Db,
  scope: HealthScope,
  most: number,
): Promise<{ userId: string; day: string; count: number }[]> {
  const { rows } = await sql<{ userId: string; day: string; count: number }>`
    select user_id as "userId", (ts at time zone 'UTC')::date::text as day, count(*)::bigint as count from recsys.events e
    where ${within(scope)} and not is_impression group by 1, 2 having count(*) > ${most} order by 3 desc, 1 limit 1000`.execute(
    db,
  );
  return rows;
}

/** How many people have how many events: bounds are powers of two. */
export async function selectActivity(db: Db, scope: HealthScope): Promise<{ from: number; users: number }[]> {
  const { rows } = await sql<{ from: number; users: number }>`
    select power(2, floor(log(2, n)))::bigint as "from", count(*)::bigint as users
    from (select count(*)::numeric as n from recsys.events e where ${within(scope)} group by user_id) as counted group by 1 order by 1`.execute(
    db,
  );
  return rows;
}

/** A field of `meta`: how often it came, with which type of value, before a moment and from it on. */
export interface MetaField {
  readonly field: string;
  readonly valueType: string;
  readonly before: number;
  readonly since: number;
}

/** Fields of `meta` in a sample of at most about `rows` events, by type of value; and how many events the sample has on each side. */
export async function selectMetaFields(
  db: Db,
  scope: HealthScope,
  options: { split: Date; events: number; rows: number },
): Promise<{ fields: MetaField[]; before: number; since: number }> {
  const nth = Math.max(1, Math.ceil(options.events / options.rows));
  const split = sql`${options.split.toISOString()}::timestamptz`;
  const sample = sql`select ts, meta from recsys.events e where ${within(scope)} and abs(hashtext(event_id::text)) % ${nth} = 0`;
  const counted = await sql<{ before: number; since: number }>`
    select count(*) filter (where ts < ${split})::bigint as before, count(*) filter (where ts >= ${split})::bigint as since from (${sample}) as s`.execute(
    db,
  );
  const { rows } = await sql<MetaField>`
    select entry.key as field, jsonb_typeof(entry.value) as "valueType", count(*) filter (where ts < ${split})::bigint as before,
      count(*) filter (where ts >= ${split})::bigint as since
    from (${sample}) as s, jsonb_each(s.meta) as entry group by 1, 2 order by 1, 2`.execute(db);
  return { fields: rows, before: counted.rows[0]?.before ?? 0, since: counted.rows[0]?.since ?? 0 };
}

/** Orders that purchase events name, page by page, and purchases that name none under the empty text. */
export async function* readPurchaseOrders(
  db: Db,
  scope: HealthScope,
): AsyncGenerator<{ orderId: string; purchases: number }[]> {
  let after: string | null = null;
  for (;;) {
    const rows: { orderId: string; purchases: number }[] = await selectPurchaseOrders(db, scope, after);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    after = last.orderId;
  }
}

async function selectPurchaseOrders(
  db: Db,
  scope: HealthScope,
  after: string | null,
): Promise<{ orderId: string; purchases: number }[]> {
  const later = after === null ? sql`` : sql` and coalesce(meta ->> 'order_id', '') > ${after}`;
  const { rows } = await sql<{ orderId: string; purchases: number }>`
    select coalesce(meta ->> 'order_id', '') as "orderId", count(*)::bigint as purchases from recsys.events e
    where ${within(scope)} and type = 3${later} group by 1 order by 1 limit 20000`.execute(db);
  return rows;
}
