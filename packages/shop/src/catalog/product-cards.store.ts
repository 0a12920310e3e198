import { sql, type RawBuilder } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { ProductCard, ProductImage } from './product.ts';

interface CardRow {
  id: string;
  slug: string;
  name: string;
  brand_slug: string | null;
  brand_name: string | null;
  category_slug: string;
  category_name: string;
  amount_minor: number;
  compare_at_minor: number | null;
  average: string | null;
  rating_count: number;
  on_hand: number;
  images: ProductImage[] | null;
  tint: string | null;
}

const lastUnits = 5;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text can be the id of a product; anything else is simply not in the catalog. */
export function isProductId(text: string): boolean {
  return uuid.test(text);
}

/** The pictures of product `p` in order, as JSON, at most `limit`. */
export function imagesOf(locale: string, limit: number): RawBuilder<unknown> {
  return sql`
    select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('url', media.url, 'alt', coalesce(media.alt, ''), 'width', media.width, 'height', media.height,
      'kind', media.kind, 'srcset', media.srcset)) order by media.position) as images
    from (
      select media.url, media.width, media.height, media.kind, shown.position,
        (select alt from shop.media_translation as text where text.media_id = media.id order by text.locale = ${locale} desc, text.locale = p.base_locale desc, text.locale limit 1) as alt,
        (select string_agg(rendition.url || ' ' || rendition.width || 'w', ', ' order by rendition.width)
          from shop.media_rendition as rendition where rendition.media_id = media.id and rendition.format = 'webp') as srcset
      from shop.product_media as shown join shop.media on media.id = shown.media_id
      where shown.product_id = p.id order by shown.position limit ${limit}
    ) as media`;
}

function toCard(row: CardRow, currency: string): ProductCard {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    brand: row.brand_slug === null ? null : { slug: row.brand_slug, name: row.brand_name ?? row.brand_slug },
    category: { slug: row.category_slug, name: row.category_name },
    priceMinor: row.amount_minor,
    compareAtMinor: row.compare_at_minor,
    currency,
    ratingAverage: row.average === null ? null : Number(row.average),
    ratingCount: row.rating_count,
    available: row.on_hand > 0,
    stockLeft: row.on_hand > 0 && row.on_hand <= lastUnits ? row.on_hand : null,
    images: row.images ?? [],
    tint: row.tint,
  };
}

/**
 * The cards of the products that `wanted` selects as (id, rank), in the order of rank: one query however many. Archived
 * products, and those without a price in the visitor's currency, are left out.
 */
export async function selectCards(context: ShopContext, wanted: RawBuilder<unknown>): Promise<ProductCard[]> {
  const { db, locale, currency } = context;
  const { rows } = await sql<CardRow>`
    with wanted (id, rank) as materialized (${wanted})
    select p.id, p.slug, coalesce(own.name, base.name) as name, brand.slug as brand_slug, brand.name as brand_name,
      category.slug as category_slug, coalesce(category_own.name, category_base.name) as category_name,
      price.amount_minor, price.compare_at_minor, score.average, score.count::integer as rating_count, held.on_hand, picture.images, p.tint
    from wanted
    join shop.product as p on p.id = wanted.id and p.archived_at is null
    join shop.product_translation as base on base.product_id = p.id and base.locale = p.base_locale
    left join shop.product_translation as own on own.product_id = p.id and own.locale = ${locale}
    left join shop.brand on brand.id = p.brand_id
    join shop.category on category.id = p.category_id
    join shop.category_translation as category_base on category_base.category_id = category.id and category_base.locale = category.base_locale
    left join shop.category_translation as category_own on category_own.category_id = category.id and category_own.locale = ${locale}
    join shop.product_score as score on score.product_id = p.id
    cross join lateral (
      select coalesce(sum(stock.on_hand), 0)::integer as on_hand
      from shop.sku left join shop.stock on stock.sku_id = sku.id where sku.product_id = p.id and sku.archived_at is null
    ) as held
    cross join lateral (
      select price.amount_minor, price.compare_at_minor
      from shop.sku join shop.price on price.sku_id = sku.id and price.currency = ${currency} left join shop.stock on stock.sku_id = sku.id
      where sku.product_id = p.id and sku.archived_at is null
      order by (price.amount_minor > 0) desc, (coalesce(stock.on_hand, 0) > 0) desc, price.amount_minor, sku.position limit 1
    ) as price
    cross join lateral (${imagesOf(locale, 2)}) as picture
    order by wanted.rank`.execute(db);
  return rows.map((row) => toCard(row, currency));
}

/** Products by id, in the given order. */
export async function cardsByIds(context: ShopContext, ids: readonly string[]): Promise<ProductCard[]> {
  const known = ids.filter(isProductId);
  if (known.length === 0) return [];
  return selectCards(
    context,
    sql`select id, min(rank) from unnest(${known}::uuid[]) with ordinality as given (id, rank) group by id`,
  );
}

/** The newest products that may be bought now. */
export async function newestCards(context: ShopContext, k: number): Promise<ProductCard[]> {
  return selectCards(
    context,
    sql`select id, row_number() over (order by first_available_at desc, id) from (
      select p.id, p.first_available_at from shop.product as p
      where p.archived_at is null and p.first_available_at <= ${context.clock.now()}
        and exists (select from shop.sku join shop.stock on stock.sku_id = sku.id where sku.product_id = p.id and sku.archived_at is null and stock.on_hand > 0)
      order by p.first_available_at desc, p.id limit ${k}) as newest`,
  );
}

/** The products sold most in the last `days` days, in units. */
export async function bestSellingCards(context: ShopContext, k: number, days: number): Promise<ProductCard[]> {
  const now = context.clock.now();
  const since = new Date(now.getTime() - days * 86_400_000);
  return selectCards(
    context,
    sql`select product_id, row_number() over (order by sum(quantity) desc, product_id) from shop.sold_line
      join shop.product on product.id = sold_line.product_id and product.archived_at is null
      where placed_at > ${since} and placed_at <= ${now} group by product_id order by sum(quantity) desc, product_id limit ${k}`,
  );
}

/**
 * Related by rule, no model: 3 points for the same category, 2 for a sister category, 2 for the same brand, 2 for a price
 * within 30%; ties go to what is in stock, then to the nearest price.
 */
export async function relatedCards(context: ShopContext, productId: string, k: number): Promise<ProductCard[]> {
  if (!isProductId(productId)) return [];
  const cheapest = sql`select min(price.amount_minor) as minor from shop.sku join shop.price on price.sku_id = sku.id and price.currency = ${context.currency}
    where sku.archived_at is null and sku.product_id =`;
  return selectCards(
    context,
    sql`select id, row_number() over (order by points desc, in_stock desc, distance, id) from (
      select other.id, other_held.in_stock, abs(other_price.minor - this_price.minor) as distance,
        case when other.category_id = this.category_id then 3 when other_home.parent_id = this_home.parent_id then 2 else 0 end
        + case when other.brand_id = this.brand_id then 2 else 0 end
        + case when other_price.minor between this_price.minor * 0.7 and this_price.minor * 1.3 then 2 else 0 end as points
      from shop.product as this
      join shop.category as this_home on this_home.id = this.category_id
      join shop.product as other on other.id <> this.id and other.archived_at is null
      join shop.category as other_home on other_home.id = other.category_id
        and (other_home.id = this_home.id or other_home.parent_id = this_home.parent_id or other.brand_id = this.brand_id)
      cross join lateral (${cheapest} this.id) as this_price
      cross join lateral (${cheapest} other.id) as other_price
      cross join lateral (select exists (select from shop.sku join shop.stock on stock.sku_id = sku.id
        where sku.product_id = other.id and sku.archived_at is null and stock.on_hand > 0) as in_stock) as other_held
      where this.id = ${productId}::uuid and other_price.minor is not null
      order by points desc, in_stock desc, distance, id limit ${k}) as related`,
  );
}
