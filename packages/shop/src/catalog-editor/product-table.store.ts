import { sql, type RawBuilder } from 'kysely';
import type { ShopContext } from '../shop-context.ts';

/** Which products the office looks at. Everything left out means all. */
export interface ProductFilter {
  readonly search?: string | undefined;
  readonly status?: 'active' | 'archived' | 'all' | undefined;
  readonly categoryId?: string | undefined;
  readonly brandId?: string | undefined;
  readonly stock?: 'out' | 'low' | undefined;
  readonly tag?: string | undefined;
}

/** The orders of the table. */
export const productTableSorts = ['updated', 'name', 'price-low', 'price-high', 'stock'] as const;
export type ProductTableSort = (typeof productTableSorts)[number];

/** One line of the table of products. Prices are minor units of the shop's currency, null without one. */
export interface ProductTableRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly picture: string | null;
  readonly brand: string | null;
  readonly category: string;
  readonly skuCount: number;
  readonly priceMinor: number | null;
  readonly highestMinor: number | null;
  readonly stock: number;
  readonly lowSkus: number;
  readonly archived: boolean;
  readonly updatedAt: Date;
}

/** `p` is a product that the filter lets through. */
export function matching(filter: ProductFilter): RawBuilder<unknown> {
  const { search, status = 'active', categoryId, brandId, stock, tag } = filter;
  const parts = [
    status === 'all' ? sql`true` : status === 'archived' ? sql`p.archived_at is not null` : sql`p.archived_at is null`,
  ];
  const words = search?.trim();
  if (words) {
    // As text that is searched for, not as a pattern.
    const like = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    parts.push(sql`(p.slug = ${words} or p.id::text = ${words.toLowerCase()}
      or exists (select from shop.product_translation as t where t.product_id = p.id and shop.fold(t.name) like shop.fold(${like}))
      or exists (select from shop.sku where sku.product_id = p.id and sku.code ilike ${like}))`);
  }
  if (categoryId !== undefined)
    parts.push(sql`exists (select from shop.product_category as s where s.product_id = p.id
      and s.category_id in (select id from shop.category_descendants(${categoryId}::uuid)))`);
  if (brandId !== undefined) parts.push(sql`p.brand_id = ${brandId}::uuid`);
  if (tag !== undefined)
    parts.push(sql`exists (select from shop.product_tag as t where t.product_id = p.id and t.tag = ${tag})`);
  const units = sql`(select coalesce(sum(on_hand), 0) from shop.sku join shop.stock on stock.sku_id = sku.id where sku.product_id = p.id and sku.archived_at is null)`;
  if (stock === 'out') parts.push(sql`${units} = 0`);
  if (stock === 'low')
    parts.push(sql`exists (select from shop.sku join shop.stock on stock.sku_id = sku.id
      where sku.product_id = p.id and sku.archived_at is null and stock.on_hand <= stock.low_at)`);
  return sql.join(parts, sql` and `);
}

const orders: Readonly<Record<ProductTableSort, RawBuilder<unknown>>> = {
  updated: sql`updated_at desc, id`,
  name: sql`shop.fold(coalesce(own.name, base.name)), id`,
  'price-low': sql`minor nulls last, id`,
  'price-high': sql`minor desc nulls last, id`,
  stock: sql`on_hand, id`,
};

/** A page of the table and how many there are in all. Only the page's lines are looked up in full. */
export async function selectProductTable(
  context: ShopContext,
  filter: ProductFilter,
  page: { sort: ProductTableSort; limit: number; offset: number },
): Promise<{ rows: ProductTableRow[]; total: number }> {
  const { db, locale, currency } = context;
  const { rows } = await sql<ProductTableRow & { total: number }>`
    with found as (
      select p.id, p.updated_at, coalesce(own.name, base.name) as name, priced.minor, priced.highest, held.on_hand, held.skus, held.low,
        count(*) over () as total
      from shop.product as p
      join shop.product_translation as base on base.product_id = p.id and base.locale = p.base_locale
      left join shop.product_translation as own on own.product_id = p.id and own.locale = ${locale}
      cross join lateral (select min(price.amount_minor) as minor, max(price.amount_minor) as highest
        from shop.sku join shop.price on price.sku_id = sku.id and price.currency = ${currency} where sku.product_id = p.id and sku.archived_at is null) as priced
      cross join lateral (select coalesce(sum(stock.on_hand), 0) as on_hand, count(*) as skus, count(*) filter (where stock.on_hand <= stock.low_at) as low
        from shop.sku left join shop.stock on stock.sku_id = sku.id where sku.product_id = p.id and sku.archived_at is null) as held
      where ${matching(filter)}
      order by ${orders[page.sort]} limit ${page.limit} offset ${page.offset}
    )
    select p.id, p.slug, found.name, brand.name as brand, coalesce(shelf_own.name, shelf_base.name) as category, found.skus::integer as "skuCount",
      found.minor as "priceMinor", found.highest as "highestMinor", found.on_hand::integer as stock, found.low::integer as "lowSkus",
      p.archived_at is not null as archived, p.updated_at as "updatedAt", found.total::integer as total,
      (select coalesce((select r.url from shop.media_rendition as r where r.media_id = media.id order by r.format = 'webp' desc, r.width limit 1), media.url)
        from shop.product_media as shown join shop.media on media.id = shown.media_id where shown.product_id = p.id order by shown.position limit 1) as picture
    from found join shop.product as p on p.id = found.id
    left join shop.brand on brand.id = p.brand_id
    join shop.category on category.id = p.category_id
    join shop.category_translation as shelf_base on shelf_base.category_id = category.id and shelf_base.locale = category.base_locale
    left join shop.category_translation as shelf_own on shelf_own.category_id = category.id and shelf_own.locale = ${locale}
    order by ${orderOfPage[page.sort]}`.execute(db);
  const total = rows[0]?.total ?? (page.offset === 0 ? 0 : await countProducts(context, filter));
  return { rows: rows.map(({ total: _total, ...row }) => row), total };
}

const orderOfPage: Readonly<Record<ProductTableSort, RawBuilder<unknown>>> = {
  updated: sql`found.updated_at desc, found.id`,
  name: sql`shop.fold(found.name), found.id`,
  'price-low': sql`found.minor nulls last, found.id`,
  'price-high': sql`found.minor desc nulls last, found.id`,
  stock: sql`found.on_hand, found.id`,
};

/** How many products a filter lets through. */
export async function countProducts(context: Pick<ShopContext, 'db'>, filter: ProductFilter): Promise<number> {
  const { rows } = await sql<{
    total: number;
  }>`select count(*)::integer as total from shop.product as p where ${matching(filter)}`.execute(context.db);
  return rows[0]?.total ?? 0;
}

/** The ids that a filter lets through, in id order, after one of them. */
export async function selectMatchingIds(
  context: Pick<ShopContext, 'db'>,
  filter: ProductFilter,
  page: { after: string | null; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select p.id from shop.product as p where ${matching(filter)} and (${page.after}::uuid is null or p.id > ${page.after}::uuid)
    order by p.id limit ${page.limit}`.execute(context.db);
  return rows.map(({ id }) => id);
}
