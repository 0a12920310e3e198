import { sql, type RawBuilder } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import { imagesOf } from './product-cards.store.ts';
import type { NamedSlug, ProductImage, ProductPage, ProductSku, ReviewSummary } from './product.ts';

interface DetailRow {
  id: string;
  slug: string;
  tint: string | null;
  name: string;
  brand_slug: string | null;
  brand_name: string | null;
  price_minor: number;
  compare_at_minor: number | null;
  available: boolean;
  stock_left: number | null;
  description: string;
  color: string | null;
  first_available_at: Date;
  breadcrumbs: NamedSlug[];
  skus: (Omit<ProductSku, 'available'> & { compareAtMinor: number | null })[] | null;
  specs: { name: string; value: string }[] | null;
  tags: string[] | null;
  images: ProductImage[] | null;
  average: number | null;
  count: number;
  histogram: [number, number, number, number, number];
  reviews:
    | {
        id: string;
        rating: number;
        title: string;
        body: string;
        locale: string;
        author: string | null;
        verified: boolean;
        createdAt: string;
      }[]
    | null;
}

const latestReviews = 10;
const allImages = 50;

/**
 * A category and its ancestors as JSON, root first. `category` is an expression for its id. Each step is a look-up by key: a join would read every category
 * for every product.
 */
export function breadcrumbsOf(category: RawBuilder<unknown>, locale: string): RawBuilder<unknown> {
  return sql`
    with recursive branch as (
      select home.id, home.parent_id, home.slug, home.base_locale, 0 as depth from shop.category as home where home.id = ${category}
      union all
      select above.id, above.parent_id, above.slug, above.base_locale, branch.depth + 1 from branch
      cross join lateral (select next.id, next.parent_id, next.slug, next.base_locale from shop.category as next where next.id = branch.parent_id offset 0) as above
    )
    select json_agg(json_build_object('slug', branch.slug, 'name', coalesce(
      (select name from shop.category_translation as own where own.category_id = branch.id and own.locale = ${locale}),
      (select name from shop.category_translation as base where base.category_id = branch.id and base.locale = branch.base_locale))) order by branch.depth desc) as breadcrumbs
    from branch`;
}

async function selectDetail(context: ShopContext, condition: RawBuilder<unknown>): Promise<DetailRow | null> {
  const { db, locale, currency } = context;
  const { rows } = await sql<DetailRow>`
    select p.id, p.slug, p.tint, text.name, brand.slug as brand_slug, brand.name as brand_name,
      face.price_minor, face.compare_at_minor, face.available, face.stock_left,
      text.description, shop.say_word(p.color, ${locale}) as color, p.first_available_at, crumbs.breadcrumbs, sold.skus, spec.specs, tag.tags,
      picture.images, face.rating_average as average, face.rating_count as count, review.reviews,
      json_build_array(coalesce(kept.stars_1, 0), coalesce(kept.stars_2, 0), coalesce(kept.stars_3, 0), coalesce(kept.stars_4, 0), coalesce(kept.stars_5, 0)) as histogram
    from shop.product as p
    join shop.product_listing as face on face.product_id = p.id and face.currency = ${currency}
      and (face.locale = ${locale} or (face.is_base and not face.other_locales @> array[${locale}::text]))
    join shop.product_translation as text on text.product_id = p.id and text.locale = face.locale
    left join shop.brand on brand.id = p.brand_id
    left join shop.product_rating as kept on kept.product_id = p.id
    cross join lateral (${breadcrumbsOf(sql`p.category_id`, locale)}) as crumbs
    cross join lateral (
      select json_agg(json_build_object('id', sku.id, 'sku', sku.code, 'priceMinor', price.amount_minor, 'compareAtMinor', price.compare_at_minor,
        'stock', coalesce(stock.on_hand, 0),
        'options', coalesce((select jsonb_object_agg(shop.say_word(name, ${locale}), shop.say_word(value, ${locale})) from shop.sku_option where sku_option.sku_id = sku.id), '{}')) order by sku.position, sku.code) as skus
      from shop.sku join shop.price on price.sku_id = sku.id and price.currency = ${currency} left join shop.stock on stock.sku_id = sku.id
      where sku.product_id = p.id and sku.archived_at is null
    ) as sold
    cross join lateral (
      select json_agg(json_build_object('name', name, 'value', value) order by position) as specs from shop.product_spec
      where product_id = p.id and product_spec.locale = coalesce((select ${locale}::text where exists (
        select from shop.product_spec as translated where translated.product_id = p.id and translated.locale = ${locale})), p.base_locale)
    ) as spec
    cross join lateral (select array_agg(tag order by tag) as tags from shop.product_tag where product_id = p.id) as tag
    cross join lateral (${imagesOf(locale, allImages)}) as picture
    cross join lateral (
      select json_agg(json_build_object('id', latest.id, 'rating', latest.rating, 'title', latest.title, 'body', latest.body, 'verified', latest.verified, 'locale', latest.locale,
        'createdAt', latest.created_at, 'author', latest.author) order by latest.created_at desc, latest.id) as reviews
      from (
        select review.*, nullif(concat_ws(' ', customer.first_name, left(customer.last_name, 1) || '.'), '') as author
        from shop.review join shop.customer on customer.id = review.customer_id
        where review.product_id = p.id and review.status = 'published' order by review.created_at desc, review.id limit ${latestReviews}
      ) as latest
    ) as review
    where p.archived_at is null and ${condition}`.execute(db);
  return rows[0] ?? null;
}

function toReviews(row: DetailRow): ReviewSummary {
  return {
    average: row.average,
    count: row.count,
    histogram: row.histogram,
    latest: (row.reviews ?? []).map((review) => ({ ...review, createdAt: new Date(review.createdAt) })),
  };
}

/** The page of one product: one statement, none per SKU, picture or review. */
async function selectProductPage(context: ShopContext, condition: RawBuilder<unknown>): Promise<ProductPage | null> {
  const detail = await selectDetail(context, condition);
  const home = detail?.breadcrumbs.at(-1);
  if (detail === null || home === undefined) return null;
  return {
    id: detail.id,
    slug: detail.slug,
    name: detail.name,
    brand:
      detail.brand_slug === null ? null : { slug: detail.brand_slug, name: detail.brand_name ?? detail.brand_slug },
    category: home,
    priceMinor: detail.price_minor,
    compareAtMinor: detail.compare_at_minor,
    currency: context.currency,
    ratingAverage: detail.average,
    ratingCount: detail.count,
    available: detail.available,
    stockLeft: detail.stock_left,
    tint: detail.tint,
    description: detail.description,
    breadcrumbs: detail.breadcrumbs,
    skus: (detail.skus ?? []).map((sku) => ({ ...sku, available: sku.stock > 0 })),
    specs: detail.specs ?? [],
    tags: detail.tags ?? [],
    color: detail.color,
    images: detail.images ?? [],
    firstAvailable: detail.first_available_at,
    reviews: toReviews(detail),
  };
}

/** The page of the product with this slug. */
export function productPageBySlug(context: ShopContext, slug: string): Promise<ProductPage | null> {
  return selectProductPage(context, sql`p.slug = ${slug}`);
}

/** The page of the product with this id. */
export function productPageById(context: ShopContext, id: string): Promise<ProductPage | null> {
  return selectProductPage(context, sql`p.id = ${id}::uuid`);
}
