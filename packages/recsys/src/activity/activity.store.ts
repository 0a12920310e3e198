import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';

/** What one surface did since a point in time. */
export interface SurfaceActivity {
  readonly surface: string;
  readonly answers: number;
  readonly fallbacks: number;
  /** 95th percentile of the time one answer took, milliseconds; null without answers. */
  readonly p95Ms: number | null;
  readonly impressions: number;
  readonly clicks: number;
}

/** Answers come from decisions, what people did with them from events that name the surface. */
export async function selectSurfaceActivity(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  since: Date,
): Promise<SurfaceActivity[]> {
  const { rows } = await sql<SurfaceActivity>`
    with answered as (
      select surface, count(*) as answers, count(fallback) as fallbacks,
        percentile_cont(0.95) within group (order by duration_ms) as p95
      from recsys.decisions where namespace_id = ${namespaceId} and decided_at >= ${since} group by surface
    ), seen as (
      select meta ->> 'surface' as surface, count(*) filter (where is_impression) as impressions,
        count(*) filter (where type = 1) as clicks
      from recsys.events
      where namespace_id = ${namespaceId} and ts >= ${since} and meta ? 'request_id' and meta ->> 'surface' is not null
      group by 1
    )
    select surface, coalesce(answers, 0) as answers, coalesce(fallbacks, 0) as fallbacks, p95 as "p95Ms",
      coalesce(impressions, 0) as impressions, coalesce(clicks, 0) as clicks
    from answered full join seen using (surface) order by surface`.execute(db);
  return rows;
}

/** Events and distinct visitors of a span. */
export interface EventTotals {
  readonly events: number;
  readonly visitors: number;
}

export async function selectEventTotals(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  span: { from: Date; to: Date },
): Promise<EventTotals> {
  const { rows } = await sql<EventTotals>`
    select count(*) as events, count(distinct user_id) as visitors from recsys.events
    where namespace_id = ${namespaceId} and ts >= ${span.from} and ts < ${span.to}`.execute(db);
  return rows[0] ?? { events: 0, visitors: 0 };
}
