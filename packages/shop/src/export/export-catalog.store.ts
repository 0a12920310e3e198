import { sql, type Kysely } from 'kysely';
import type { ShopTables } from '../tables.ts';
import { readById } from './read-by-id.ts';

type Db = Kysely<ShopTables>;
const pageProducts = 500;

/** A SKU with its product, in the fields a catalog is loaded with. Money in minor units. */
export interface ExportedProduct {
  readonly cursor: string;
  readonly source: string;
  readonly externalId: string;
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  readonly slug: string;
  readonly brand: string | null;
  readonly brandSlug: string | null;
  /** Root first. */
  readonly categoryNames: readonly string[];
  readonly categorySlugs: readonly string[];
  readonly priceMinor: number | null;
  readonly compareAtMinor: number | null;
  readonly currency: string | null;
  readonly stock: number;
  readonly color: string | null;
  readonly tint: string | null;
  readonly tags: readonly string[];
  readonly options: Record<string, string>;
  readonly specs: readonly { name: string; value: string }[];
  readonly media: readonly { url: string; width: number; height: number; alt: string; kind: string }[];
  readonly metadata: Record<string, unknown>;
  readonly rating: number | null;
  readonly ratingCount: number | null;
  readonly firstAvailable: Date;
  readonly archived: boolean;
}

/** All products, a row for each SKU that is sold; SKUs of a product stand together. A product of no SKU is not sold and left out. */
export function readProducts(db: Db): AsyncGenerator<ExportedProduct> {
  return readById(async (after) => {
    const { rows } = await sql<ExportedProduct>`
      with recursive page as (select * from shop.product where id > ${after}::uuid order by id limit ${pageProducts}),
      above as (
        select distinct category_id as leaf, category_id as id, 0 as height from page
        union all
        select above.leaf, category.parent_id, above.height + 1 from above join shop.category on category.id = above.id where category.parent_id is not null
      ),
      path as (
        select above.leaf, array_agg(text.name order by height desc) as names, array_agg(category.slug order by height desc) as slugs
        from above join shop.category on category.id = above.id
        join shop.category_translation as text on text.category_id = category.id and text.locale = category.base_locale group by above.leaf
      )
      select page.id as cursor, page.source, page.external_id as "externalId", sku.code as sku, text.name, text.description, page.slug,
        brand.name as brand, brand.slug as "brandSlug", path.names as "categoryNames", path.slugs as "categorySlugs",
        price.amount_minor as "priceMinor", price.compare_at_minor as "compareAtMinor", price.currency, coalesce(stock.on_hand, 0) as stock, page.color, page.tint,
        coalesce((select array_agg(tag order by tag) from shop.product_tag where product_id = page.id), '{}') as tags,
        coalesce((select jsonb_object_agg(name, value) from shop.sku_option where sku_id = sku.id), '{}') as options,
        coalesce((select jsonb_agg(jsonb_build_object('name', name, 'value', value) order by position) from shop.product_spec
          where product_id = page.id and locale = page.base_locale), '[]') as specs,
        coalesce((select jsonb_agg(jsonb_build_object('url', media.url, 'width', media.width, 'height', media.height, 'alt', coalesce(alt.alt, ''), 'kind', media.kind)
          order by shown.position) from shop.product_media as shown join shop.media on media.id = shown.media_id
          left join shop.media_translation as alt on alt.media_id = media.id and alt.locale = page.base_locale where shown.product_id = page.id), '[]') as media,
        page.metadata, rating.average::float8 as rating, rating.count as "ratingCount", page.first_available_at as "firstAvailable", page.archived_at is not null as archived
      from page join shop.sku on sku.product_id = page.id and sku.archived_at is null
      join shop.product_translation as text on text.product_id = page.id and text.locale = page.base_locale
      join path on path.leaf = page.category_id
      left join shop.brand on brand.id = page.brand_id
      left join lateral (
        select price.* from shop.price left join shop.setting on setting.currency = price.currency
        where sku_id = sku.id order by setting.currency is null, price.currency limit 1
      ) as price on true
      left join shop.stock on stock.sku_id = sku.id
      left join shop.product_imported_rating as rating on rating.product_id = page.id
      order by page.id, sku.position, sku.code`.execute(db);
    return rows;
  });
}

/** Stock of every SKU, by code. */
export function readStock(db: Db): AsyncGenerator<{ cursor: string; sku: string; onHand: number; lowAt: number }> {
  return readById(async (after) => {
    const { rows } = await sql<{ cursor: string; sku: string; onHand: number; lowAt: number }>`
      select sku.id as cursor, sku.code as sku, stock.on_hand as "onHand", stock.low_at as "lowAt" from shop.stock join shop.sku on sku.id = stock.sku_id
      where sku.id > ${after}::uuid order by sku.id limit 10000`.execute(db);
    return rows;
  });
}

interface ExportedPrice {
  readonly cursor: string;
  readonly sku: string;
  readonly currency: string;
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
  readonly version: number;
  readonly validFrom: Date;
}

/** Prices of every SKU in every currency: the present one and those before. */
export function readPrices(db: Db): AsyncGenerator<ExportedPrice> {
  return readById(async (after) => {
    const { rows } = await sql<ExportedPrice>`
      with page as (select id, code from shop.sku where id > ${after}::uuid order by id limit 5000)
      select page.id as cursor, page.code as sku, currency, amount_minor as "priceMinor", compare_at_minor as "compareAtMinor", version, valid_from as "validFrom"
      from page join (
        select sku_id, currency, amount_minor, compare_at_minor, version, valid_from from shop.price
        union all select sku_id, currency, amount_minor, compare_at_minor, version, valid_from from shop.price_history
      ) as price on price.sku_id = page.id order by page.id, currency, version`.execute(db);
    return rows;
  });
}
