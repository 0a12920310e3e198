import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import { unnestRows } from '../loading/unnest.store.ts';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';
import type { BulkChange } from './bulk-change.ts';
import type { Json } from './editable-product.ts';

/** What one field of one product (or of one of its SKUs) holds. */
export interface BulkValue {
  readonly productId: string;
  readonly skuId: string | null;
  readonly label: string;
  readonly before: Json;
}

/** A value to write. */
export interface BulkWrite {
  readonly productId: string;
  readonly skuId: string | null;
  readonly before: Json;
  readonly after: Json;
}

const name = sql`(select t.name from shop.product_translation as t where t.product_id = p.id and t.locale = p.base_locale)`;
const wholeLabel = name;
const skuLabel = sql`${name} || ' · ' || sku.code`;

function valuesOf(kind: BulkChange['kind'], currency: string): RawBuilder<unknown> {
  const skus = sql`shop.product as p join shop.sku on sku.product_id = p.id and sku.archived_at is null`;
  switch (kind) {
    case 'price':
      return sql`select p.id as "productId", sku.id as "skuId", ${skuLabel} as label,
        jsonb_build_object('amountMinor', price.amount_minor, 'compareAtMinor', price.compare_at_minor) as before
        from ${skus} join shop.price on price.sku_id = sku.id and price.currency = ${currency}`;
    case 'stock':
      return sql`select p.id as "productId", sku.id as "skuId", ${skuLabel} as label, to_jsonb(coalesce(stock.on_hand, 0)) as before
        from ${skus} left join shop.stock on stock.sku_id = sku.id`;
    case 'brand':
      return sql`select p.id as "productId", null::uuid as "skuId", ${wholeLabel} as label, coalesce(to_jsonb(p.brand_id), 'null'::jsonb) as before from shop.product as p`;
    case 'category':
      return sql`select p.id as "productId", null::uuid as "skuId", ${wholeLabel} as label, jsonb_build_object('home', p.category_id, 'all',
        (select jsonb_agg(s.category_id order by s.category_id) from shop.product_category as s where s.product_id = p.id)) as before from shop.product as p`;
    case 'tags':
      return sql`select p.id as "productId", null::uuid as "skuId", ${wholeLabel} as label,
        coalesce((select jsonb_agg(tag order by tag collate "C") from shop.product_tag as t where t.product_id = p.id), '[]') as before from shop.product as p`;
    case 'archived':
      return sql`select p.id as "productId", null::uuid as "skuId", ${wholeLabel} as label, to_jsonb(p.archived_at is not null) as before from shop.product as p`;
  }
}

/** What the products hold now, in the order of product and SKU; `lock` keeps others out until the transaction ends. */
export async function selectBulkValues(
  context: Pick<ShopContext, 'currency'>,
  db: Kysely<ShopTables>,
  wanted: { kind: BulkChange['kind']; ids: readonly string[]; lock?: boolean },
): Promise<BulkValue[]> {
  const ids = [...wanted.ids];
  if (wanted.lock === true)
    await sql`select from shop.product where id = any(${ids}::uuid[]) order by id for update`.execute(db);
  if (wanted.lock === true && wanted.kind === 'stock')
    await sql`select from shop.stock where sku_id in (select id from shop.sku where product_id = any(${ids}::uuid[])) order by sku_id for update`.execute(
      db,
    );
  const { rows } =
    await sql<BulkValue>`${valuesOf(wanted.kind, context.currency)} where p.id = any(${ids}::uuid[]) order by 1, 2`.execute(
      db,
    );
  return rows;
}

/** Writes the values and counts a version of each product. */
export async function writeBulkValues(
  context: ShopContext,
  trx: Transaction<ShopTables>,
  given: { kind: BulkChange['kind']; writes: readonly BulkWrite[] },
): Promise<void> {
  const { kind, writes } = given;
  if (writes.length === 0) return;
  const now = context.clock.now();
  const ids = [...new Set(writes.map(({ productId }) => productId))];
  await writers[kind](context, trx, writes);
  if (kind !== 'brand' && kind !== 'category' && kind !== 'archived')
    await sql`update shop.product set updated_at = ${now} where id = any(${ids}::uuid[])`.execute(trx);
}

type Writer = (context: ShopContext, trx: Transaction<ShopTables>, writes: readonly BulkWrite[]) => Promise<void>;
const rowsOf = (writes: readonly BulkWrite[]) =>
  unnestRows(writes, {
    product_id: ['uuid', (row) => row.productId],
    sku_id: ['uuid', (row) => row.skuId],
    before: ['jsonb', (row) => row.before],
    after: ['jsonb', (row) => row.after],
  });

const writers: Readonly<Record<BulkChange['kind'], Writer>> = {
  async price({ currency, clock }, trx, writes) {
    await sql`update shop.price set amount_minor = (given.after ->> 'amountMinor')::bigint, compare_at_minor = (given.after ->> 'compareAtMinor')::bigint,
      valid_from = ${clock.now()} from ${rowsOf(writes)} where price.sku_id = given.sku_id and price.currency = ${currency}`.execute(
      trx,
    );
  },
  async stock({ clock }, trx, writes) {
    await sql`insert into shop.stock (sku_id, on_hand) select given.sku_id, 0 from ${rowsOf(writes)} order by 1 on conflict do nothing`.execute(
      trx,
    );
    await sql`select shop.move_stock(array_agg(given.sku_id), array_agg((given.after #>> '{}')::integer - (given.before #>> '{}')::integer),
      'corrected', null, ${clock.now()}::timestamptz) from ${rowsOf(writes)}`.execute(trx);
  },
  async brand({ clock }, trx, writes) {
    await sql`update shop.product set brand_id = (given.after #>> '{}')::uuid, updated_at = ${clock.now()} from ${rowsOf(writes)}
      where product.id = given.product_id`.execute(trx);
  },
  async category({ clock }, trx, writes) {
    await sql`insert into shop.product_category (product_id, category_id)
      select given.product_id, shelf.id::uuid from ${rowsOf(writes)}, jsonb_array_elements_text(given.after -> 'all') as shelf (id) on conflict do nothing`.execute(
      trx,
    );
    await sql`update shop.product set category_id = (given.after ->> 'home')::uuid, updated_at = ${clock.now()} from ${rowsOf(writes)}
      where product.id = given.product_id`.execute(trx);
    await sql`delete from shop.product_category as shelf using ${rowsOf(writes)}
      where shelf.product_id = given.product_id and not (given.after -> 'all') ? shelf.category_id::text`.execute(trx);
  },
  async tags(_context, trx, writes) {
    await sql`insert into shop.tag (slug) select distinct tag from ${rowsOf(writes)}, jsonb_array_elements_text(given.after) as t (tag) order by 1 on conflict do nothing`.execute(
      trx,
    );
    await sql`delete from shop.product_tag as kept using ${rowsOf(writes)} where kept.product_id = given.product_id and not given.after ? kept.tag`.execute(
      trx,
    );
    await sql`insert into shop.product_tag (product_id, tag) select given.product_id, tag from ${rowsOf(writes)}, jsonb_array_elements_text(given.after) as t (tag)
      on conflict do nothing`.execute(trx);
  },
  async archived({ clock }, trx, writes) {
    const now = clock.now();
    await sql`update shop.product set archived_at = case when (given.after #>> '{}')::boolean then ${now}::timestamptz end, updated_at = ${now}
      from ${rowsOf(writes)} where product.id = given.product_id`.execute(trx);
  },
};
