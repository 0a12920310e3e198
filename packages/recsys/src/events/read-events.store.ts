import { type Kysely, sql } from 'kysely';
import type { RecsysTables } from '../tables.ts';
import type { StoredEvent } from './events.store.ts';

/** Bounds of a reading; `from` is included, `to` is too. */
export interface EventSpan {
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly pageSize?: number;
}

/** Reads all stored events of a namespace in time order, page by page (keyset on time and id), impressions included. */
export async function* readStoredEvents(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  { from, to, pageSize = 10_000 }: EventSpan = {},
): AsyncGenerator<StoredEvent[]> {
  let after = { ts: (from ?? new Date('1900-01-01')).toISOString(), eventId: '00000000-0000-0000-0000-000000000000' };
  const end = to === undefined ? sql`` : sql` and ts <= ${to.toISOString()}::timestamptz`;
  for (;;) {
    // The cursor keeps the database's microseconds: a Date would cut them and read rows twice.
    const { rows } = await sql<StoredEvent & { cursor: string }>`
      select event_id as "eventId", user_id as "userId", item_id as "itemId", type, value, ts, client_ts as "clientTs",
        source_event_id as "sourceEventId", meta, ts::text as cursor
      from recsys.events where namespace_id = ${namespaceId} and (ts, event_id) > (${after.ts}::timestamptz, ${after.eventId}::uuid)${end}
      order by ts, event_id limit ${pageSize}`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    if (rows.length < pageSize) return;
    after = { ts: last.cursor, eventId: last.eventId };
  }
}

/** An item as logs of behaviour name it. */
export interface LoggedItem {
  readonly itemId: string;
  readonly brand: string | null;
  readonly categoryPath: readonly string[];
  /** In minor units of the namespace's currency. */
  readonly priceMinor: number | null;
}

/** Brand, category and price of items, by id; unknown ones are absent. */
export async function selectLoggedItems(
  db: Kysely<RecsysTables>,
  namespaceId: number,
  itemIds: readonly string[],
): Promise<Map<string, LoggedItem>> {
  const { rows } = await sql<LoggedItem>`
    select item_id as "itemId", brand, category_path as "categoryPath", price_minor as "priceMinor" from recsys.items
    where namespace_id = ${namespaceId} and item_id = any(${[...itemIds]}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.itemId, row]));
}
