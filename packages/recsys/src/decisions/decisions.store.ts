import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';

/** One answered request: who saw what, chosen how. */
export interface Decision {
  readonly requestId: string;
  readonly decidedAt: Date;
  readonly namespaceId: number;
  readonly userId: string | null;
  readonly sessionId: string | null;
  readonly surface: string;
  readonly strategy: string;
  readonly arm: string;
  readonly propensity: number;
  readonly modelVersion: string;
  readonly fallback: string | null;
  readonly durationMs: number;
  readonly items: readonly DecisionItem[];
}

/** One shown item of a decision. */
export interface DecisionItem {
  readonly rank: number;
  readonly itemId: string;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly becauseKind: string | null;
  readonly becauseItemId: string | null;
}

/** Stores decisions with their items in one statement. A decision that is already there is left as it is. */
export async function insertDecisions(db: Kysely<RecsysTables>, decisions: readonly Decision[]): Promise<void> {
  const rows = decisions.map((decision) => ({
    request_id: decision.requestId,
    decided_at: decision.decidedAt.toISOString(),
    namespace_id: decision.namespaceId,
    user_id: decision.userId,
    session_id: decision.sessionId,
    surface: decision.surface,
    strategy: decision.strategy,
    arm: decision.arm,
    propensity: decision.propensity,
    model_version: decision.modelVersion,
    fallback: decision.fallback,
    duration_ms: decision.durationMs,
  }));
  const items = decisions.flatMap((decision) =>
    decision.items.map((item) => ({
      request_id: decision.requestId,
      decided_at: decision.decidedAt.toISOString(),
      rank: item.rank,
      item_id: item.itemId,
      score: item.score,
      reasons: item.reasons,
      because_kind: item.becauseKind,
      because_item_id: item.becauseItemId,
    })),
  );
  await sql`
    with stored as (
      insert into recsys.decisions (request_id, decided_at, namespace_id, user_id, session_id, surface, strategy, arm, propensity,
        model_version, fallback, duration_ms)
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (request_id uuid, decided_at timestamptz, namespace_id integer,
        user_id text, session_id text, surface text, strategy text, arm text, propensity double precision, model_version text,
        fallback text, duration_ms double precision)
      on conflict do nothing
      returning request_id, decided_at
    )
    insert into recsys.decision_items (request_id, decided_at, rank, item_id, score, reasons, because_kind, because_item_id)
    select row.* from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as row (request_id uuid, decided_at timestamptz, rank smallint,
      item_id text, score double precision, reasons text[], because_kind text, because_item_id text)
    join stored using (request_id, decided_at)`.execute(db);
}

/** One page of decisions, newest first, with their items in rank order. */
export async function listDecisions(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  filter: { userId?: string | undefined; requestId?: string | undefined; limit: number },
): Promise<Decision[]> {
  const conditions = [sql`namespace_id = ${namespaceId}`];
  if (filter.userId !== undefined) conditions.push(sql`user_id = ${filter.userId}`);
  if (filter.requestId !== undefined) conditions.push(sql`request_id = ${filter.requestId}::uuid`);
  const found = await sql<Decision>`
    select request_id as "requestId", decided_at as "decidedAt", namespace_id as "namespaceId", user_id as "userId", session_id as "sessionId",
      surface, strategy, arm, propensity, model_version as "modelVersion", fallback, duration_ms as "durationMs",
      coalesce((select jsonb_agg(jsonb_build_object('rank', rank, 'itemId', item_id, 'score', score, 'reasons', reasons,
        'becauseKind', because_kind, 'becauseItemId', because_item_id) order by rank)
        from recsys.decision_items i where i.request_id = d.request_id and i.decided_at = d.decided_at), '[]') as items
    from recsys.decisions d where ${sql.join(conditions, sql` and `)}
    order by decided_at desc, request_id limit ${filter.limit}`.execute(db);
  return found.rows;
}

/** Where an item was recommended: in which answer, on which surface, at which rank from 1. */
export interface ShownPlace {
  readonly requestId: string;
  readonly surface: string;
  readonly rank: number;
}

/** Decisions looked through, of the person and of those made for everybody; a page shows a handful. */
const mostLookedThrough = 100;

/**
 * The latest place where one of the surfaces showed the item to the person since a moment; else where it was shown to everybody, in an answer without a
 * person, as pages that are kept for strangers are made of. Null when it was not.
 */
export async function findShownPlace(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  asked: { itemId: string; userId: string; surfaces: readonly string[]; since: Date },
): Promise<ShownPlace | null> {
  const latest = (whose: ReturnType<typeof sql>) => sql`(
    select request_id, decided_at, surface, user_id from recsys.decisions
    where namespace_id = ${namespaceId} and ${whose} and decided_at > ${asked.since} and surface = any(${asked.surfaces}::text[])
    order by decided_at desc limit ${mostLookedThrough})`;
  const { rows } = await sql<ShownPlace>`
    select d.request_id as "requestId", d.surface, i.rank
    from (${latest(sql`user_id = ${asked.userId}`)} union all ${latest(sql`user_id is null`)}) as d
    join recsys.decision_items i on i.request_id = d.request_id and i.decided_at = d.decided_at and i.item_id = ${asked.itemId}
    order by d.user_id is null, d.decided_at desc limit 1`.execute(db);
  return rows[0] ?? null;
}
