import { sql } from 'kysely';
import type { ShopContext } from '../shop-context.ts';

/** A product as the plain tables say it. */
export interface PlainProduct {
  readonly id: string;
  readonly slug: string;
  readonly brand: string | null;
  /** Slugs of every shelf and of everything above it. */
  readonly shelves: readonly string[];
  readonly collections: readonly string[];
  readonly colors: readonly string[];
  readonly tags: readonly string[];
  readonly priceMinor: number;
  readonly available: boolean;
  readonly rating: number | null;
  readonly ratingCount: number;
  readonly firstAvailable: Date;
}

/** Everything for sale in the visitor's currency, read whole from the plain tables. */
export async function selectPlainProducts(context: ShopContext): Promise<PlainProduct[]> {
  const { db, currency } = context;
  const { rows } = await sql<PlainProduct>`
    with recursive above as (
      select id, id as at, parent_id from shop.category
      union all
      select above.id, parent.id, parent.parent_id from above join shop.category as parent on parent.id = above.parent_id
    )
    select p.id, p.slug, brand.slug as brand, shelf.slugs as shelves,
      array(select collection.slug from shop.collection_product as listed join shop.collection on collection.id = listed.collection_id where listed.product_id = p.id) as collections,
      array(select p.color where p.color is not null union
        select option.value from shop.sku join shop.sku_option as option on option.sku_id = sku.id
        where sku.product_id = p.id and sku.archived_at is null and lower(option.name) in ('color', 'colour', 'farbe')) as colors,
      array(select tag from shop.product_tag where product_id = p.id) as tags,
      price.amount_minor as "priceMinor", price.on_hand > 0 as available, score.average::float8 as rating, score.count::integer as "ratingCount",
      p.first_available_at as "firstAvailable"
    from shop.product as p
    left join shop.brand on brand.id = p.brand_id
    join shop.product_score as score on score.product_id = p.id
    cross join lateral (
      select array_agg(distinct category.slug) as slugs
      from shop.product_category as stands join above on above.id = stands.category_id join shop.category on category.id = above.at
      where stands.product_id = p.id
    ) as shelf
    cross join lateral (
      select price.amount_minor, coalesce(stock.on_hand, 0) as on_hand
      from shop.sku join shop.price on price.sku_id = sku.id and price.currency = ${currency} left join shop.stock on stock.sku_id = sku.id
      where sku.product_id = p.id and sku.archived_at is null
      order by (price.amount_minor > 0) desc, (coalesce(stock.on_hand, 0) > 0) desc, price.amount_minor, sku.position limit 1
    ) as price
    where p.archived_at is null`.execute(db);
  return rows;
}
