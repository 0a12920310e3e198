import { sql } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { Brand, Collection } from './product.ts';

/** Brands with products for sale, by name; all of them, or the one with this slug even when nothing of it is sold. */
export async function selectBrands(context: ShopContext, slug: string | null): Promise<Brand[]> {
  const { rows } = await sql<Brand>`
    select brand.slug, brand.name, coalesce(sold.products, 0)::integer as "productCount"
    from shop.brand
    left join (
      select product.brand_id, count(*) as products from shop.product
      where product.archived_at is null and product.brand_id is not null and exists (
        select from shop.sku join shop.price on price.sku_id = sku.id and price.currency = ${context.currency}
        where sku.product_id = product.id and sku.archived_at is null)
      group by product.brand_id
    ) as sold on sold.brand_id = brand.id
    where case when ${slug}::text is null then sold.products > 0 else brand.slug = ${slug} end
    order by shop.fold(brand.name), brand.slug`.execute(context.db);
  return rows;
}

/** Collections that run now, the latest first; all of them, or the one with this slug. */
export async function selectCollections(context: ShopContext, slug: string | null): Promise<Collection[]> {
  const now = context.clock.now();
  const { rows } = await sql<Collection>`
    select collection.slug, coalesce(own.name, base.name) as name, coalesce(own.description, base.description) as description,
      collection.starts_at as "startsAt", collection.ends_at as "endsAt", (
        select count(*) from shop.collection_product as listed join shop.product on product.id = listed.product_id and product.archived_at is null
        where listed.collection_id = collection.id)::integer as "productCount"
    from shop.collection
    join shop.collection_translation as base on base.collection_id = collection.id and base.locale = collection.base_locale
    left join shop.collection_translation as own on own.collection_id = collection.id and own.locale = ${context.locale}
    where (collection.starts_at is null or collection.starts_at <= ${now}) and (collection.ends_at is null or collection.ends_at > ${now})
      and (${slug}::text is null or collection.slug = ${slug})
    order by collection.starts_at desc nulls last, collection.slug`.execute(context.db);
  return rows;
}
