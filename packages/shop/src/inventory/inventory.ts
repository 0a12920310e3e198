import { isProductId as isUuid } from '../catalog/product-cards.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { moveStock, selectLowStock, type LowStockItem } from './inventory.store.ts';

/** Why stock did not change. */
export type InventoryFailure =
  | { readonly code: 'inventory.not_found' }
  | { readonly code: 'inventory.invalid_change'; readonly message: string }
  | { readonly code: 'inventory.below_zero' };

/** Stock as the office sees it. Every change leaves a movement that says why. */
export interface InventoryUseCases {
  /** Goods came in: a whole number of at least 1. Answers what is there now. */
  receive(skuId: string, quantity: number): Promise<Outcome<{ onHand: number }, InventoryFailure>>;
  /** Counting showed another number: a difference up or down. */
  correct(skuId: string, change: number): Promise<Outcome<{ onHand: number }, InventoryFailure>>;
  lowStock(limit?: number): Promise<LowStockItem[]>;
}

async function move(
  context: ShopContext,
  skuId: string,
  step: { change: number; reason: 'received' | 'corrected' },
): Promise<Outcome<{ onHand: number }, InventoryFailure>> {
  if (!Number.isInteger(step.change) || step.change === 0 || Math.abs(step.change) > 1_000_000) {
    return failure({ code: 'inventory.invalid_change', message: 'Send a whole number up to a million, not zero.' });
  }
  if (!isUuid(skuId)) return failure({ code: 'inventory.not_found' });
  try {
    const onHand = await moveStock(context, skuId, step);
    return onHand === null ? failure({ code: 'inventory.not_found' }) : success({ onHand });
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'constraint') === 'stock_on_hand_check')
      return failure({ code: 'inventory.below_zero' });
    throw error;
  }
}

/** The inventory use cases. */
export function bindInventory(context: ShopContext): InventoryUseCases {
  return {
    receive: async (skuId, quantity) =>
      quantity > 0
        ? move(context, skuId, { change: quantity, reason: 'received' })
        : failure({
            code: 'inventory.invalid_change',
            message: 'Send a whole number of at least 1; use correct() to take away.',
          }),
    correct: (skuId, change) => move(context, skuId, { change, reason: 'corrected' }),
    lowStock: (limit = 50) => selectLowStock(context, limit),
  };
}
