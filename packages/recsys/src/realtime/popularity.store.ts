import { type Kysely, sql } from 'kysely';
import { raisesItem } from '../events/events.store.ts';
import type { RecsysTables } from '../tables.ts';

/** Decayed sums of one item and event type, all as of the same instant. */
export interface PopularityRow {
  readonly itemId: string;
  readonly type: number;
  /** Sum of value * 0.5^(age / half-life of the type). */
  readonly sum: number;
  /** The same with half-lives of 1 and 14 days: what is going on now against what usually goes on. */
  readonly daySum: number;
  readonly fortnightSum: number;
}

/** Sums over the events of (after, until], decayed to `reference`; what raises no item weighs nothing. */
export async function sumPopularity(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  window: { after: Date; until: Date; reference: Date; halfLives: readonly { type: number; halfLifeDays: number }[] },
): Promise<PopularityRow[]> {
  const age = sql`greatest(0, extract(epoch from (${window.reference.toISOString()}::timestamptz - e.ts))::double precision / 86400)`;
  const found = await sql<PopularityRow>`
    select e.item_id as "itemId", e.type,
      sum(greatest(e.value, 0) * power(0.5::double precision, least(${age} / half.days, 1000))) as sum,
      sum(greatest(e.value, 0) * power(0.5::double precision, least(${age}, 1000))) as "daySum",
      sum(greatest(e.value, 0) * power(0.5::double precision, least(${age} / 14, 1000))) as "fortnightSum"
    from recsys.events e
    join unnest(${window.halfLives.map((half) => half.type)}::smallint[], ${window.halfLives.map((half) => half.halfLifeDays)}::double precision[])
      as half (type, days) on half.type = e.type
    where e.namespace_id = ${namespaceId} and e.ts > ${window.after.toISOString()}::timestamptz and e.ts <= ${window.until.toISOString()}::timestamptz
      and ${raisesItem}
    group by 1, 2`.execute(db);
  return found.rows;
}
