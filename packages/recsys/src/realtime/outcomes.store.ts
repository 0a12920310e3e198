import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';

/** What became of one item in a window of time. */
export interface OutcomeRow {
  readonly itemId: string;
  /** Views and clicks that were no impressions, and those of them that found the item sold out. */
  readonly looks: number;
  readonly unavailableLooks: number;
  /** Units bought and units sent back. */
  readonly purchased: number;
  readonly returned: number;
}

/** Outcomes per item over the events of (after, until], read along the index on time. Items without any are left out. */
export async function countOutcomes(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  window: { after: Date; until: Date },
): Promise<OutcomeRow[]> {
  const found = await sql<OutcomeRow>`
    select e.item_id as "itemId",
      (count(*) filter (where e.type in (0, 1)))::double precision as looks,
      (count(*) filter (where e.type in (0, 1) and e.meta @> '{"available": false}'))::double precision as "unavailableLooks",
      coalesce(sum(greatest(e.value, 0)) filter (where e.type = 3), 0) as purchased,
      coalesce(sum(greatest(e.value, 0)) filter (where e.type = 4), 0) as returned
    from recsys.events e
    where e.namespace_id = ${namespaceId} and e.ts > ${window.after.toISOString()}::timestamptz and e.ts <= ${window.until.toISOString()}::timestamptz
      and not e.is_impression and e.item_id is not null
      and (e.type in (0, 1, 3) or e.type = 4 and e.meta ->> 'kind' = 'return')
    group by 1`.execute(db);
  return found.rows;
}
