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
  /** The trait `preferred_categories`: what the person said they like. */
  readonly likes: readonly string[];
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
    likes: unknown;
  }>`
    with past as materialized (
      select person, item_id, type, value, ts, session_id
      from recsys.visitor_history(${namespaceId}::integer, ${visitor.userId}::text,
        ${visitor.purchasedSince.toISOString()}::timestamptz, ${visitor.limit ?? 50}::integer)
    )
    select person, item_id as "itemId", type, value, ts, session_id as "sessionId",
      (select traits -> 'preferred_categories' from recsys.users
        where namespace_id = ${namespaceId}::integer and user_id = (select person from past limit 1)) as likes
    from past`.execute(db);
  const events = found.rows.flatMap(({ itemId, type, value, ts, sessionId }) =>
    itemId === null ? [] : [{ itemId, type, value, ts, sessionId }],
  );
  const likes = found.rows[0]?.likes;
  return { personId: found.rows[0]?.person ?? visitor.userId, events, likes: namesIn(likes) };
}

/** Traits are free JSON of the tenant: only texts in a list are names of categories. */
function namesIn(likes: unknown): string[] {
  return Array.isArray(likes) ? likes.filter((name) => typeof name === 'string').slice(0, 50) : [];
}
