import { sql, type Transaction } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';

/** One SKU at the stock desk. */
export interface StockRow {
  readonly skuId: string;
  readonly code: string;
  readonly options: Readonly<Record<string, string>>;
  readonly productId: string;
  readonly name: string;
  readonly slug: string;
  readonly onHand: number;
  readonly lowAt: number;
  /** Units sold in the last 28 days. */
  readonly soldLately: number;
}

/** Which SKUs: those that run out, all, or those a search finds. */
export interface StockQuery {
  readonly search?: string | undefined;
  readonly level?: 'out' | 'low' | 'all' | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** SKUs that are for sale, the emptiest (against their own threshold) first, and how many there are. */
export async function selectStock(
  context: ShopContext,
  query: StockQuery,
): Promise<{ rows: StockRow[]; total: number }> {
  const words = query.search?.trim();
  const like = words ? `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : null;
  const level = query.level ?? 'all';
  const { rows } = await sql<StockRow & { total: number }>`
    with found as (
      select sku.id, sku.code, p.id as product_id, p.slug, coalesce(own.name, base.name) as name, coalesce(stock.on_hand, 0) as on_hand, coalesce(stock.low_at, 5) as low_at,
        count(*) over () as total
      from shop.sku
      join shop.product as p on p.id = sku.product_id and p.archived_at is null
      join shop.product_translation as base on base.product_id = p.id and base.locale = p.base_locale
      left join shop.product_translation as own on own.product_id = p.id and own.locale = ${context.locale}
      left join shop.stock on stock.sku_id = sku.id
      where sku.archived_at is null
        and (${level} = 'all' or (${level} = 'out' and coalesce(stock.on_hand, 0) = 0) or (${level} = 'low' and coalesce(stock.on_hand, 0) <= coalesce(stock.low_at, 5)))
        and (${like}::text is null or sku.code ilike ${like} or shop.fold(coalesce(own.name, base.name)) like shop.fold(${like}))
      order by coalesce(stock.on_hand, 0) - coalesce(stock.low_at, 5), name, sku.position, sku.code limit ${query.limit} offset ${query.offset}
    )
    select found.id as "skuId", found.code, found.product_id as "productId", found.slug, found.name, found.on_hand as "onHand", found.low_at as "lowAt",
      coalesce((select jsonb_object_agg(o.name, o.value) from shop.sku_option as o where o.sku_id = found.id), '{}') as options,
      coalesce((select -sum(m.change) from shop.stock_movement as m where m.sku_id = found.id and m.reason = 'sold' and m.moved_at > ${context.clock.now()}::timestamptz - interval '28 days'), 0)::integer
        as "soldLately", found.total::integer as total
    from found order by found.on_hand - found.low_at, found.name, found.code`.execute(context.db);
  return { rows: rows.map(({ total: _total, ...row }) => row), total: rows[0]?.total ?? 0 };
}

/** One change of stock and why. */
export interface StockMovement {
  readonly id: number;
  readonly change: number;
  readonly reason: string;
  readonly orderId: string | null;
  readonly movedAt: Date;
}

/** The latest movements of one SKU. */
export async function selectMovements(
  context: Pick<ShopContext, 'db'>,
  skuId: string,
  limit: number,
): Promise<StockMovement[]> {
  const { rows } = await sql<StockMovement>`
    select id, change, reason, order_id as "orderId", moved_at as "movedAt" from shop.stock_movement where sku_id = ${skuId}::uuid
    order by moved_at desc, id desc limit ${limit}`.execute(context.db);
  return rows;
}

/** A SKU whose stock is about to move, held until the transaction ends; null when there is none. */
export async function lockStock(
  trx: Transaction<ShopTables>,
  skuId: string,
): Promise<{ productId: string; code: string; name: string; onHand: number; lowAt: number } | null> {
  await sql`insert into shop.stock (sku_id, on_hand) select id, 0 from shop.sku where id = ${skuId}::uuid on conflict do nothing`.execute(
    trx,
  );
  await sql`select from shop.stock where sku_id = ${skuId}::uuid for update`.execute(trx);
  const { rows } = await sql<{ productId: string; code: string; name: string; onHand: number; lowAt: number }>`
    select p.id as "productId", sku.code, t.name, stock.on_hand as "onHand", stock.low_at as "lowAt"
    from shop.sku join shop.stock on stock.sku_id = sku.id join shop.product as p on p.id = sku.product_id
    join shop.product_translation as t on t.product_id = p.id and t.locale = p.base_locale where sku.id = ${skuId}::uuid`.execute(
    trx,
  );
  return rows[0] ?? null;
}

/** Moves stock with its reason, and sets the threshold when one is given. */
export async function writeStock(
  context: Pick<ShopContext, 'clock'>,
  trx: Transaction<ShopTables>,
  move: { skuId: string; change: number; reason: string; lowAt?: number | undefined },
): Promise<void> {
  if (move.change !== 0)
    await sql`select shop.move_stock(array[${move.skuId}::uuid], array[${move.change}::integer], ${move.reason}, null, ${context.clock.now()}::timestamptz)`.execute(
      trx,
    );
  if (move.lowAt !== undefined)
    await sql`update shop.stock set low_at = ${move.lowAt} where sku_id = ${move.skuId}::uuid`.execute(trx);
}
