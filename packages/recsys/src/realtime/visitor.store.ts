import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';

/** One past event of a visitor as the database holds it. */
export interface VisitorEvent {
  readonly itemId: string;
  readonly type: number;
  readonly value: number;
  readonly ts: Date;
  readonly sessionId: string | null;
}

/** Who a visitor is and what they did. */
export interface VisitorHistory {
  /** The person behind an anonymous id where one is linked, else the id itself. */
  readonly personId: string;
  /** Newest first: the last events and the purchases of the window. */
  readonly events: readonly VisitorEvent[];
}

/**
 * The last events of a visitor under all ids linked to them, by index and in one round trip: 50 of any type that are no impressions,
 * and up to 100 purchases since `purchasedSince`, which would else drown in views.
 */
export async function readVisitor(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  visitor: { userId: string; purchasedSince: Date; limit?: number },
): Promise<VisitorHistory> {
  const found = await sql<{
    person: string;
    itemId: string | null;
    type: number;
    value: number;
    ts: Date;
    sessionId: string | null;
  }>`
    with person as (
      select coalesce((select user_id from recsys.identity_links
        where namespace_id = ${namespaceId} and anonymous_id = ${visitor.userId}), ${visitor.userId}) as id
    ), ids as (
      select id from person
      union select ${visitor.userId}::text
      union select anonymous_id from recsys.identity_links, person where namespace_id = ${namespaceId} and user_id = person.id
    ), latest as (
      select e.event_id, e.item_id, e.type, e.value, e.ts, e.session_id
      from ids cross join lateral (
        select event_id, item_id, type, value, ts, session_id from recsys.events
        where namespace_id = ${namespaceId} and user_id = ids.id and is_impression = false
        order by ts desc, event_id desc limit ${visitor.limit ?? 50}
      ) e
      order by e.ts desc, e.event_id desc limit ${visitor.limit ?? 50}
    ), bought as (
      select e.event_id, e.item_id, e.type, e.value, e.ts, e.session_id
      from ids cross join lateral (
        select event_id, item_id, type, value, ts, session_id from recsys.events
        where namespace_id = ${namespaceId} and user_id = ids.id and type = 3 and ts >= ${visitor.purchasedSince.toISOString()}::timestamptz
        order by ts desc limit 100
      ) e
    ), past as (
      select * from latest union select * from bought
    )
    select person.id as person, item_id as "itemId", type, value, ts, session_id as "sessionId"
    from person left join past on true
    order by ts desc, event_id desc`.execute(db);
  const events = found.rows.flatMap(({ itemId, type, value, ts, sessionId }) =>
    itemId === null ? [] : [{ itemId, type, value, ts, sessionId }],
  );
  return { personId: found.rows[0]?.person ?? visitor.userId, events };
}
