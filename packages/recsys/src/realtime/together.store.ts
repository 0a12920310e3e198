import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';

/** How many baskets two items shared. */
export interface SharedBaskets {
  readonly itemId: string;
  /** The item that was asked about. */
  readonly withId: string;
  readonly baskets: number;
}

/** The newest purchases of the items that are looked at: enough to be sure, few enough for a page. */
const newestPurchases = 500;

/**
 * What was bought in the same basket as these items, most often first: purchases of one person within an hour of each other,
 * and of one order where both name theirs. Both steps go by index.
 */
export async function readTogether(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  itemIds: readonly string[],
): Promise<SharedBaskets[]> {
  if (itemIds.length === 0) return [];
  const found = await sql<SharedBaskets>`
    with anchor as materialized (
      select user_id, ts, item_id, meta ->> 'order_id' as order_id from recsys.events
      where namespace_id = ${namespaceId}::integer and item_id = any(${[...itemIds]}::text[]) and type = 3
      order by ts desc limit ${newestPurchases}
    )
    select other.item_id as "itemId", anchor.item_id as "withId", count(distinct (anchor.user_id, anchor.ts))::integer as baskets
    from anchor join recsys.events as other on other.namespace_id = ${namespaceId}::integer and other.user_id = anchor.user_id and other.type = 3
      and other.ts between anchor.ts - interval '1 hour' and anchor.ts + interval '1 hour'
      and (anchor.order_id is null or coalesce(other.meta ->> 'order_id', anchor.order_id) = anchor.order_id)
    where other.item_id is not null and other.item_id <> all(${[...itemIds]}::text[])
    group by 1, 2 order by 3 desc, 1, 2 limit 400`.execute(db);
  return found.rows;
}
