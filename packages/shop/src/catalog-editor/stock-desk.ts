import { inTransaction } from '@vitrine/database';
import { noteProductsChanged } from '../catalog/edit-catalog.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { insertChanges } from '../change-log/changes.store.ts';
import { isId } from './check-patch.ts';
import { refusalOf, type Editing } from './edit-product.ts';
import type { EditFailure, Json } from './editable-product.ts';
import { lockStock, writeStock } from './stock-desk.store.ts';

/** Why a person changes stock. Goods that came or came back add, goods that broke take away, a count may do both. */
export const stockReasons = ['received', 'returned', 'damaged', 'corrected'] as const;
export type StockReason = (typeof stockReasons)[number];

/** A change of stock: by a difference, or to what was counted. `expected` is what the editor saw; when it is not that any more, nothing is set. */
export type StockMove = { readonly reason: StockReason; readonly lowAt?: number | undefined } & (
  | { readonly by: number }
  | { readonly to: number; readonly expected?: number | undefined }
);

const most = 1_000_000;

function moveFault(move: StockMove): string | null {
  const amount = 'by' in move ? move.by : move.to;
  if (!Number.isInteger(amount) || Math.abs(amount) > most) return 'Write a whole number up to a million.';
  if ('to' in move && amount < 0) return 'Stock is never below zero. Write what you counted.';
  if ('by' in move && (move.reason === 'received' || move.reason === 'returned') && amount <= 0)
    return 'Goods that come in are one or more. Choose “counted” to take away.';
  if ('by' in move && move.reason === 'damaged' && amount >= 0)
    return 'Goods that broke are taken away: write a number below zero.';
  if ('to' in move && move.reason !== 'corrected') return 'What was counted is a correction. Choose “counted”.';
  return move.lowAt !== undefined && (!Number.isInteger(move.lowAt) || move.lowAt < 0 || move.lowAt > most)
    ? 'Write the threshold as a whole number of zero or more.'
    : null;
}

/** Moves the stock of one SKU. The page, the search and the recommender hear of it; the log says who. */
export async function adjustStock(
  context: ShopContext,
  target: { skuId: string; move: StockMove },
  by: Editing,
): Promise<Outcome<{ onHand: number; change: number }, EditFailure>> {
  const { skuId, move } = target;
  const invalid = (message: string) =>
    failure({ code: 'catalog.invalid', faults: [{ path: 'amount', message }] } as const);
  const fault = moveFault(move);
  if (fault !== null) return invalid(fault);
  if (!isId(skuId)) return failure({ code: 'catalog.not_found' });
  try {
    return await inTransaction(
      context.db,
      async (trx): Promise<Outcome<{ onHand: number; change: number }, EditFailure>> => {
        const there = await lockStock(trx, skuId);
        if (there === null) return failure({ code: 'catalog.not_found' });
        if ('to' in move && move.expected !== undefined && move.expected !== there.onHand) {
          const conflicts = [{ field: 'stock', yours: move.to, theirs: there.onHand }];
          return failure({ code: 'catalog.conflict', version: there.onHand, conflicts });
        }
        const change = 'by' in move ? move.by : move.to - there.onHand;
        const onHand = there.onHand + change;
        if (onHand < 0) return invalid(`There are only ${there.onHand}. Take away at most that many.`);
        await writeStock(context, trx, { skuId, change, reason: move.reason, lowAt: move.lowAt });
        const fields: Record<string, readonly [Json, Json]> = {};
        if (change !== 0) fields[`sku.${skuId}.stock`] = [there.onHand, onHand];
        if (move.lowAt !== undefined && move.lowAt !== there.lowAt)
          fields[`sku.${skuId}.lowAt`] = [there.lowAt, move.lowAt];
        const entry = {
          kind: 'product',
          entityId: there.productId,
          label: there.name,
          action: 'updated',
          fields,
        } as const;
        await insertChanges(context, trx, { ...by, changes: Object.keys(fields).length === 0 ? [] : [entry] });
        if (change !== 0) await noteProductsChanged(trx, [there.productId]);
        return success({ onHand, change });
      },
    );
  } catch (error) {
    return failure(refusalOf(error));
  }
}
