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
        author: string | null;
        verified: boolean;
        createdAt: string;
      }[]
    | null;
}

const latestReviews = 10;
const allImages = 50;

/** A category and its ancestors as JSON, root first. `category` is an expression for its id. */
export function breadcrumbsOf(category: RawBuilder<unknown>, locale: string): RawBuilder<unknown> {
  return sql`
    select jsonb_agg(jsonb_build_object('slug', category.slug, 'name', coalesce(own.name, base.name)) order by branch.depth desc) as breadcrumbs
    from shop.category_ancestors(${category}) as branch
    join shop.category on category.id = branch.id
    join shop.category_translation as base on base.category_id = category.id and base.locale = category.base_locale
    left join shop.category_translation as own on own.category_id = category.id and own.locale = ${locale}`;
}

async function selectDetail(context: ShopContext, condition: RawBuilder<unknown>): Promise<DetailRow | null> {
  const { db, locale, currency } = context;
  const { rows } = await sql<DetailRow>`
    select p.id, p.slug, p.tint, coalesce(own.name, base.name) as name, brand.slug as brand_slug, brand.name as brand_name,
      face.price_minor, face.compare_at_minor, face.available, face.stock_left,
      coalesce(own.description, base.description) as description, shop.say_word(p.color, ${locale}) as color, p.first_available_at, crumbs.breadcrumbs, sold.skus, spec.specs, tag.tags,
      picture.images, face.rating_average as average, face.rating_count as count, review.reviews,
      jsonb_build_array(coalesce(kept.stars_1, 0), coalesce(kept.stars_2, 0), coalesce(kept.stars_3, 0), coalesce(kept.stars_4, 0), coalesce(kept.stars_5, 0)) as histogram
    from shop.product as p
    join shop.product_translation as base on base.product_id = p.id and base.locale = p.base_locale
    left join shop.product_translation as own on own.product_id = p.id and own.locale = ${locale}
    join shop.product_listing as face on face.product_id = p.id and face.currency = ${currency} and face.locale = coalesce(own.locale, p.base_locale)
    left join shop.brand on brand.id = p.brand_id
    left join shop.product_rating as kept on kept.product_id = p.id
    cross join lateral (${breadcrumbsOf(sql`p.category_id`, locale)}) as crumbs
    cross join lateral (
      select jsonb_agg(jsonb_build_object('id', sku.id, 'sku', sku.code, 'priceMinor', price.amount_minor, 'compareAtMinor', price.compare_at_minor,
        'stock', coalesce(stock.on_hand, 0),
        'options', coalesce((select jsonb_object_agg(shop.say_word(name, ${locale}), shop.say_word(value, ${locale})) from shop.sku_option where sku_option.sku_id = sku.id), '{}')) order by sku.position, sku.code) as skus
      from shop.sku join shop.price on price.sku_id = sku.id and price.currency = ${currency} left join shop.stock on stock.sku_id = sku.id
      where sku.product_id = p.id and sku.archived_at is null
    ) as sold
    cross join lateral (
      select jsonb_agg(jsonb_build_object('name', name, 'value', value) order by position) as specs from shop.product_spec
      where product_id = p.id and product_spec.locale = coalesce((select ${locale}::text where exists (
        select from shop.product_spec as translated where translated.product_id = p.id and translated.locale = ${locale})), p.base_locale)
    ) as spec
    cross join lateral (select array_agg(tag order by tag) as tags from shop.product_tag where product_id = p.id) as tag
    cross join lateral (${imagesOf(locale, allImages)}) as picture
    cross join lateral (
      select jsonb_agg(jsonb_build_object('id', latest.id, 'rating', latest.rating, 'title', latest.title, 'body', latest.body, 'verified', latest.verified,
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
