import { sql } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { FacetNames } from './facets.ts';

/** The names behind the slugs of facets, categories in the order of their tree. */
export async function selectFacetNames(context: ShopContext): Promise<FacetNames> {
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

/** Whether there is a category of this slug. */
export async function hasCategory(context: ShopContext, slug: string): Promise<boolean> {
  const { rows } = await sql`select from shop.category where slug = ${slug}`.execute(context.db);
  return rows.length > 0;
}
