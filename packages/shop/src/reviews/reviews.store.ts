import { inTransaction, newId } from '@vitrine/database';
import { sql } from 'kysely';
import { noteProductsChanged } from '../catalog/edit-catalog.store.ts';
import type { ProductReview } from '../catalog/product.ts';
import type { ShopContext } from '../shop-context.ts';

/** The published reviews of a product, newest first. */
export async function selectReviews(
  context: ShopContext,
  productId: string,
  page: { limit: number; offset: number },
): Promise<ProductReview[]> {
  const { rows } = await sql<ProductReview>`
    select review.id, review.rating::integer as rating, review.title, review.body, review.verified, review.created_at as "createdAt",
      nullif(concat_ws(' ', customer.first_name, left(customer.last_name, 1) || '.'), '') as author
    from shop.review join shop.customer on customer.id = review.customer_id
    where review.product_id = ${productId}::uuid and review.status = 'published'
    order by review.created_at desc, review.id limit ${page.limit} offset ${page.offset}`.execute(context.db);
  return rows;
}

/** Stars counted and averaged; null when there is no such product for sale. */
export async function selectRating(
  context: ShopContext,
  productId: string,
): Promise<{ average: number | null; histogram: [number, number, number, number, number] } | null> {
  const { rows } = await sql<{ histogram: [number, number, number, number, number]; average: string | null }>`
    select jsonb_build_array(coalesce(stars_1, 0), coalesce(stars_2, 0), coalesce(stars_3, 0), coalesce(stars_4, 0), coalesce(stars_5, 0)) as histogram, score.average
    from shop.product join shop.product_score as score on score.product_id = product.id
    left join shop.product_rating as kept on kept.product_id = product.id
    where product.id = ${productId}::uuid and product.archived_at is null`.execute(context.db);
  const row = rows[0];
  return row === undefined
    ? null
    : { histogram: row.histogram, average: row.average === null ? null : Number(row.average) };
}

/** Inserts a review by a customer; null when this customer has reviewed this product before. Verified means: bought it here. */
export function insertReview(
  context: ShopContext,
  review: { productId: string; customerId: string; rating: number; title: string; body: string },
): Promise<{ id: string; verified: boolean } | null> {
  const id = newId(context.clock);
  return inTransaction(context.db, async (trx) => {
    const { rows } = await sql<{ id: string; verified: boolean }>`
      insert into shop.review (id, external_id, product_id, customer_id, rating, title, body, locale, verified, created_at)
      values (${id}::uuid, ${id}, ${review.productId}::uuid, ${review.customerId}::uuid, ${review.rating}, ${review.title}, ${review.body}, ${context.locale},
        exists (select from shop.sold_line where customer_id = ${review.customerId}::uuid and product_id = ${review.productId}::uuid), ${context.clock.now()})
      on conflict (product_id, customer_id) do nothing returning id, verified`.execute(trx);
    if (rows[0] !== undefined) await noteProductsChanged(trx, [review.productId]);
    return rows[0] ?? null;
  });
}
