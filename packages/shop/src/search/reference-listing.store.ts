import { sql } from 'kysely';
import type { ShopContext } from '../shop-context.ts';

/** A product as the plain tables say it. */
export interface PlainProduct {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly brand: string | null;
  readonly brandName: string | null;
  /** Slugs of every shelf and of everything above it. */
  readonly shelves: readonly string[];
  readonly shelfNames: readonly string[];
  readonly collections: readonly string[];
  readonly colors: readonly string[];
  readonly tags: readonly string[];
  readonly codes: readonly string[];
  readonly priceMinor: number;
  readonly available: boolean;
  readonly rating: number | null;
  readonly ratingCount: number;
  readonly firstAvailable: Date;
  readonly sold: number;
}

/** Everything for sale in the visitor's currency, read whole from the plain tables. */
export async function selectPlainProducts(context: ShopContext): Promise<PlainProduct[]> {
  const { db, locale, currency } = context;
  const { rows } = await sql<PlainProduct>`
    with recursive above as (
      select id, id as at, parent_id from shop.category
      union all
      select above.id, parent.id, parent.parent_id from above join shop.category as parent on parent.id = above.parent_id
    )
    select p.id, p.slug, coalesce(own.name, base.name) as name, coalesce(own.description, base.description) as description, brand.slug as brand, brand.name as "brandName",
      shelf.slugs as shelves, shelf.names as "shelfNames",
      array(select collection.slug from shop.collection_product as listed join shop.collection on collection.id = listed.collection_id where listed.product_id = p.id) as collections,
      array(select p.color where p.color is not null union
        select option.value from shop.sku join shop.sku_option as option on option.sku_id = sku.id
        where sku.product_id = p.id and sku.archived_at is null and lower(option.name) in ('color', 'colour', 'farbe')) as colors,
      array(select tag from shop.product_tag where product_id = p.id) as tags,
      array(select code from shop.sku where sku.product_id = p.id and sku.archived_at is null) as codes,
      price.amount_minor as "priceMinor", price.on_hand > 0 as available, score.average::float8 as rating, score.count::integer as "ratingCount",
      p.first_available_at as "firstAvailable",
      (select coalesce(sum(quantity), 0) from shop.sold_line where product_id = p.id)::integer as sold
    from shop.product as p
    join shop.product_translation as base on base.product_id = p.id and base.locale = p.base_locale
    left join shop.product_translation as own on own.product_id = p.id and own.locale = ${locale}
    left join shop.brand on brand.id = p.brand_id
    join shop.product_score as score on score.product_id = p.id
    cross join lateral (
      select array_agg(distinct category.slug) as slugs, array_agg(distinct text.name) as names
      from shop.product_category as stands join above on above.id = stands.category_id join shop.category on category.id = above.at
      join shop.category_translation as text on text.category_id = category.id
      where stands.product_id = p.id
    ) as shelf
    cross join lateral (
      select price.amount_minor, coalesce(stock.on_hand, 0) as on_hand
      from shop.sku join shop.price on price.sku_id = sku.id and price.currency = ${currency} left join shop.stock on stock.sku_id = sku.id
      where sku.product_id = p.id and sku.archived_at is null
      order by (coalesce(stock.on_hand, 0) > 0) desc, price.amount_minor, sku.position limit 1
    ) as price
    where p.archived_at is null`.execute(db);
  return rows;
}

/** The names behind the slugs of facets. */
export async function selectFacetNames(context: ShopContext): Promise<{
  categories: { slug: string; name: string; parent: string | null }[];
  brands: ReadonlyMap<string, string>;
}> {
  const categories = await sql<{ slug: string; name: string; parent: string | null }>`
    select category.slug, coalesce(own.name, base.name) as name, parent.slug as parent
    from shop.category
    join shop.category_translation as base on base.category_id = category.id and base.locale = category.base_locale
    left join shop.category_translation as own on own.category_id = category.id and own.locale = ${context.locale}
    left join shop.category as parent on parent.id = category.parent_id
    order by category.position, name, category.slug`.execute(context.db);
  const brands = await sql<{ slug: string; name: string }>`select slug, name from shop.brand`.execute(context.db);
  return { categories: categories.rows, brands: new Map(brands.rows.map((row) => [row.slug, row.name])) };
}
