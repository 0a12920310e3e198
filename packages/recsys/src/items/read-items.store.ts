import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';

/** An item as models of content read it. */
export interface DescribedItemRow {
  readonly itemId: string;
  readonly title: string | null;
  /** Its first 4,000 characters: what comes later says nothing new of what a thing is. */
  readonly description: string | null;
  readonly brand: string | null;
  /** Root to leaf. */
  readonly categoryPath: string[];
  readonly tags: string[];
  /** Minor units of the namespace's currency. */
  readonly price: number | null;
  /** Unix seconds: on sale, else first heard of. */
  readonly createdSec: number;
}

/**
 * Reads what a namespace's catalog says of its items, also of those not available today, page by page in the order of their ids.
 * `writtenAfter` leaves out what was last written up to that revision. The title is the property `name` or `title`, whichever the sender uses.
 */
export async function* readDescribedItems(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  { pageSize = 5000, writtenAfter = 0 }: { readonly pageSize?: number; readonly writtenAfter?: number } = {},
): AsyncGenerator<DescribedItemRow[]> {
  let after = '';
  for (;;) {
    const { rows } = await sql<DescribedItemRow>`
      select item_id as "itemId", coalesce(props->>'name', props->>'title') as title, left(description, 4000) as description, brand,
        case when cardinality(category_path) > 0 then category_path when category is null then '{}' else array[category] end as "categoryPath",
        tags, price_minor::double precision as price,
        extract(epoch from coalesce(first_available, created_at))::double precision as "createdSec"
      from recsys.items where namespace_id = ${namespaceId} and item_id > ${after} and revision > ${writtenAfter} order by item_id limit ${pageSize}`.execute(
      db,
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    if (rows.length < pageSize) return;
    after = last.itemId;
  }
}
