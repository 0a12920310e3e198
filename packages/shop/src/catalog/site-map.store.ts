import { sql } from 'kysely';
import type { ShopContext } from '../shop-context.ts';

/** Where a product lives, and when it last changed. */
export interface ProductPlace {
  readonly slug: string;
  readonly changedAt: Date;
}

/** The products for sale in the order they came, a piece at a time, for lists of addresses. */
export async function selectProductPlaces(
  context: ShopContext,
  { limit, offset }: { limit: number; offset: number },
): Promise<ProductPlace[]> {
  const { rows } = await sql<ProductPlace>`
    select slug, updated_at as "changedAt" from shop.product where archived_at is null order by id limit ${limit} offset ${offset}`.execute(
    context.db,
  );
  return rows;
}
