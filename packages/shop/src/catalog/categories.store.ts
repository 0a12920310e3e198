import { sql, type RawBuilder } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import { selectCards } from './product-cards.store.ts';
import { breadcrumbsOf } from './product-page.store.ts';
import type { NamedSlug, ProductCard, ProductSort } from './product.ts';

/** A category as stored, with the number of products for sale in its whole branch. */
export interface CategoryRow {
  readonly id: string;
  readonly parent_id: string | null;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly product_count: number;
}

/** Every category with its counts in tree order of position and name: one query. */
export async function selectCategories(context: ShopContext): Promise<CategoryRow[]> {
  const { rows } = await sql<CategoryRow>`
    select category.id, category.parent_id, category.slug, coalesce(own.name, base.name) as name, coalesce(own.description, base.description) as description,
      coalesce(counted.products, 0)::integer as product_count
    from shop.category
    join shop.category_translation as base on base.category_id = category.id and base.locale = category.base_locale
    left join shop.category_translation as own on own.category_id = category.id and own.locale = ${context.locale}
    left join (
      select branch.top_id, count(distinct product.id) as products
      from shop.category_branch as branch
      join shop.product_category as shelf on shelf.category_id = branch.below_id
      join shop.product on product.id = shelf.product_id and product.archived_at is null
      group by branch.top_id
    ) as counted on counted.top_id = category.id
    order by category.position, name, category.slug`.execute(context.db);
  return rows;
}

/** A category's face: its texts, its way up, its children with counts, and how many products are in its branch. */
export interface CategoryFace {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly breadcrumbs: NamedSlug[];
  readonly children: (NamedSlug & { productCount: number })[] | null;
  readonly total: number;
}

/** The category with this slug, or null. */
export async function selectCategoryFace(context: ShopContext, slug: string): Promise<CategoryFace | null> {
  const { db, locale, currency } = context;
  const { rows } = await sql<CategoryFace>`
    select category.id, category.slug, coalesce(own.name, base.name) as name, coalesce(own.description, base.description) as description,
      crumbs.breadcrumbs, child.children, counted.total::integer as total
    from shop.category
    join shop.category_translation as base on base.category_id = category.id and base.locale = category.base_locale
    left join shop.category_translation as own on own.category_id = category.id and own.locale = ${locale}
    cross join lateral (${breadcrumbsOf(sql`category.id`, locale)}) as crumbs
    cross join lateral (
      select count(distinct product.id) as total
      from shop.category_descendants(category.id) as branch
      join shop.product_category as shelf on shelf.category_id = branch.id
      join shop.product on product.id = shelf.product_id and product.archived_at is null
      where ${hasPrice(currency)}
    ) as counted
    cross join lateral (
      select jsonb_agg(jsonb_build_object('slug', below.slug, 'name', coalesce(below_own.name, below_base.name), 'productCount', inside.products)
        order by below.position, below.slug) as children
      from shop.category as below
      join shop.category_translation as below_base on below_base.category_id = below.id and below_base.locale = below.base_locale
      left join shop.category_translation as below_own on below_own.category_id = below.id and below_own.locale = ${locale}
      cross join lateral (
        select count(distinct product.id) as products from shop.category_descendants(below.id) as branch
        join shop.product_category as shelf on shelf.category_id = branch.id
        join shop.product on product.id = shelf.product_id and product.archived_at is null
      ) as inside
      where below.parent_id = category.id
    ) as child
    where category.slug = ${slug}`.execute(db);
  return rows[0] ?? null;
}

function hasPrice(currency: string): RawBuilder<unknown> {
  return sql`exists (select from shop.sku join shop.price on price.sku_id = sku.id and price.currency = ${currency}
    where sku.product_id = product.id and sku.archived_at is null)`;
}

// Fixed texts, never built from input.
const sortColumns: Record<ProductSort, RawBuilder<unknown>> = {
  newest: sql`first_available_at desc`,
  'price-low': sql`minor`,
  'price-high': sql`minor desc`,
  rating: sql`average desc nulls last, rated desc`,
  name: sql`name`,
};

/** Which page of a list, and in which order. */
export interface ListPage {
  readonly limit: number;
  readonly offset: number;
  readonly sort: ProductSort;
}

function listedCards(context: ShopContext, chosen: RawBuilder<unknown>, page: ListPage): Promise<ProductCard[]> {
  const order = sortColumns[page.sort];
  return selectCards(
    context,
    sql`select id, row_number() over (order by ${order}, id) from (
      select id, first_available_at, minor, average, rated, name from (
        select product.id, product.first_available_at, score.average, score.count as rated, base.name,
          (select min(price.amount_minor) from shop.sku join shop.price on price.sku_id = sku.id and price.currency = ${context.currency}
            where sku.product_id = product.id and sku.archived_at is null) as minor
        from shop.product
        join shop.product_score as score on score.product_id = product.id
        join shop.product_translation as base on base.product_id = product.id and base.locale = product.base_locale
        where product.archived_at is null and ${chosen}
      ) as listed where minor is not null
      order by ${order}, id limit ${page.limit} offset ${page.offset}) as paged`,
  );
}

/** One page of a category's branch, each product once. */
export function selectCategoryCards(context: ShopContext, categoryId: string, page: ListPage): Promise<ProductCard[]> {
  return listedCards(
    context,
    sql`product.id in (select shelf.product_id from shop.category_descendants(${categoryId}::uuid) as branch
      join shop.product_category as shelf on shelf.category_id = branch.id)`,
    page,
  );
}

/** One page of everything that is sold. */
export function selectAllCards(context: ShopContext, page: ListPage): Promise<ProductCard[]> {
  return listedCards(context, sql`true`, page);
}

/** How many products are sold. */
export async function countAllProducts(context: ShopContext): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from shop.product where archived_at is null and ${hasPrice(context.currency)}`.execute(
    context.db,
  );
  return rows[0]?.total ?? 0;
}
