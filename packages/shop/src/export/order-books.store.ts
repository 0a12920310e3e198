import { sql, type Kysely } from 'kysely';
import type { ShopTables } from '../tables.ts';
import { readById } from './read-by-id.ts';

type Db = Kysely<ShopTables>;

/** Of the numbers that purchases name, those of orders that are there; an order is known by its id, its number or its source's number. */
export async function findOrderNumbers(db: Db, numbers: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ number: string }>`
    select given.number from unnest(${[...numbers]}::text[]) as given (number) where exists (select from shop.orders where external_id = given.number)
      or exists (select from shop.orders where given.number ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' and id = (case when given.number ~ '^[0-9a-f-]{36}$' then given.number end)::uuid)
      or exists (select from shop.orders where number = (case when given.number ~ '^[0-9]{1,15}$' then given.number end)::bigint)`.execute(
    db,
  );
  return new Set(rows.map((row) => row.number));
}

/** Orders of known people that were sold in a span, by all their numbers. */
export function readSoldOrders(
  db: Db,
  span: { from: Date | null; to: Date },
): AsyncGenerator<{ cursor: string; externalId: string; number: number }> {
  return readById(async (after) => {
    const { rows } = await sql<{ cursor: string; externalId: string; number: number }>`
      select id as cursor, external_id as "externalId", number from shop.orders where id > ${after}::uuid and status in ('paid', 'packed', 'shipped', 'delivered')
        and (customer_id is not null or visitor_id is not null) and placed_at <= ${span.to}::timestamptz
        ${span.from === null ? sql`` : sql`and placed_at >= ${span.from}::timestamptz`} order by id limit 10000`.execute(
      db,
    );
    return rows;
  });
}
