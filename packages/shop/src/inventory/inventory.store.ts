import { inTransaction } from '@vitrine/database';
import { sql } from 'kysely';
import { noteProductsChanged } from '../catalog/edit-catalog.store.ts';
import type { ShopContext } from '../shop-context.ts';

/** A SKU that runs out. */
export interface LowStockItem {
  readonly skuId: string;
  readonly sku: string;
  readonly productId: string;
  readonly slug: string;
  readonly name: string;
  readonly onHand: number;
  readonly lowAt: number;
}

/** Changes the stock of one SKU by a difference; null when there is no such SKU. Going below zero breaks the check `stock_on_hand_check`. */
export function moveStock(
  context: ShopContext,
  skuId: string,
  move: { change: number; reason: 'received' | 'corrected' },
): Promise<number | null> {
  return inTransaction(context.db, async (trx) => {
    await sql`select shop.move_stock(array[${skuId}::uuid], array[${move.change}::integer], ${move.reason}, null, ${context.clock.now()}::timestamptz)`.execute(
      trx,
    );
    const { rows } = await sql<{ onHand: number; productId: string }>`
      select on_hand as "onHand", sku.product_id as "productId" from shop.stock join shop.sku on sku.id = stock.sku_id where sku_id = ${skuId}::uuid`.execute(
      trx,
    );
    const after = rows[0];
    if (after === undefined) return null;
    await noteProductsChanged(trx, [after.productId]);
    return after.onHand;
  });
}

/** What runs out first. */
export async function selectLowStock(context: ShopContext, limit: number): Promise<LowStockItem[]> {
  const { rows } = await sql<LowStockItem>`
    select sku_id as "skuId", sku, product_id as "productId", slug, name, on_hand as "onHand", low_at as "lowAt" from shop.low_stock_items
    order by on_hand, sku limit ${limit}`.execute(context.db);
  return rows;
}
