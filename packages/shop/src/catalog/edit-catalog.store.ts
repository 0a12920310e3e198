import { appendOutbox, inTransaction } from '@vitrine/database';
import { sql, type Transaction } from 'kysely';
import type { ShopContext } from '../shop-context.ts';
import type { ShopTables } from '../tables.ts';

/** Tells the outbox, in the caller's transaction, that products are no longer what they were. */
export async function noteProductsChanged(trx: Transaction<ShopTables>, productIds: readonly string[]): Promise<void> {
  await appendOutbox(
    trx,
    productIds.map((productId) => ({
      topic: 'catalog',
      key: productId,
      payload: { kind: 'product.changed', productId },
    })),
  );
}

/** Sets or clears `archived_at`; null when there is no such product, else whether it changed. */
export function updateArchived(context: ShopContext, productId: string, archived: boolean): Promise<boolean | null> {
  const now = context.clock.now();
  return inTransaction(context.db, async (trx) => {
    const { rows: found } = await sql<{ archived: boolean }>`
      select archived_at is not null as archived from shop.product where id = ${productId}::uuid for update`.execute(
      trx,
    );
    if (found[0] === undefined) return null;
    if (found[0].archived === archived) return false;
    await sql`update shop.product set archived_at = case when ${archived} then ${now}::timestamptz end, updated_at = ${now} where id = ${productId}::uuid`.execute(
      trx,
    );
    await noteProductsChanged(trx, [productId]);
    return true;
  });
}

/** Writes a price; null when there is no such SKU, else whether it changed. */
export function updatePrice(
  context: ShopContext,
  skuId: string,
  price: { amountMinor: number; compareAtMinor: number | null },
): Promise<boolean | null> {
  return inTransaction(context.db, async (trx) => {
    const { rows: found } = await sql<{
      productId: string;
    }>`select product_id as "productId" from shop.sku where id = ${skuId}::uuid`.execute(trx);
    if (found[0] === undefined) return null;
    const { rows } = await sql`
      insert into shop.price as kept (sku_id, currency, amount_minor, compare_at_minor, valid_from)
      values (${skuId}::uuid, ${context.currency}, ${price.amountMinor}, ${price.compareAtMinor}, ${context.clock.now()})
      on conflict (sku_id, currency) do update set amount_minor = excluded.amount_minor, compare_at_minor = excluded.compare_at_minor, valid_from = excluded.valid_from
      where (kept.amount_minor, kept.compare_at_minor) is distinct from (excluded.amount_minor, excluded.compare_at_minor)
      returning sku_id`.execute(trx);
    if (rows.length === 0) return false;
    await noteProductsChanged(trx, [found[0].productId]);
    return true;
  });
}
