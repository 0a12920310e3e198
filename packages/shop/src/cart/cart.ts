import { isProductId as isUuid } from '../catalog/product-cards.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import {
  deleteCartLines,
  maxCartQuantity,
  putCartLine,
  selectCartLines,
  type CartLine,
  type CartOwner,
} from './cart.store.ts';

/** A basket with what it costs now; lines no longer sold count nothing. */
export interface Cart {
  readonly lines: readonly CartLine[];
  readonly itemCount: number;
  readonly goodsMinor: number;
  readonly currency: string;
}

/** Why a basket did not change. */
export type CartFailure =
  | { readonly code: 'cart.sku_unavailable' }
  | { readonly code: 'cart.invalid_quantity'; readonly message: string };

/** The basket of an account or a guest; one open basket each. */
export interface CartUseCases {
  get(owner: CartOwner): Promise<Cart>;
  /** Adds to what is there, up to 999. */
  add(owner: CartOwner, skuId: string, quantity: number): Promise<Outcome<Cart, CartFailure>>;
  /** Sets the quantity; 0 removes. */
  change(owner: CartOwner, skuId: string, quantity: number): Promise<Outcome<Cart, CartFailure>>;
  remove(owner: CartOwner, skuId: string): Promise<Cart>;
  clear(owner: CartOwner): Promise<Cart>;
}

async function get(context: ShopContext, owner: CartOwner): Promise<Cart> {
  const lines = await selectCartLines(context, owner);
  return {
    lines,
    itemCount: lines.reduce((sum, line) => sum + line.quantity, 0),
    goodsMinor: lines.reduce((sum, line) => sum + line.quantity * (line.unitPriceMinor ?? 0), 0),
    currency: context.currency,
  };
}

async function put(
  context: ShopContext,
  owner: CartOwner,
  line: { skuId: string; quantity: number; mode: 'add' | 'set' },
): Promise<Outcome<Cart, CartFailure>> {
  if (!Number.isInteger(line.quantity) || line.quantity < 1 || line.quantity > maxCartQuantity) {
    return failure({ code: 'cart.invalid_quantity', message: `must be a whole number from 1 to ${maxCartQuantity}` });
  }
  const found = isUuid(line.skuId) && (await putCartLine(context, owner, line));
  return found ? success(await get(context, owner)) : failure({ code: 'cart.sku_unavailable' });
}

/** The cart use cases. */
export function bindCart(context: ShopContext): CartUseCases {
  const remove = async (owner: CartOwner, skuId: string | null) => {
    if (skuId === null || isUuid(skuId)) await deleteCartLines(context, owner, skuId);
    return get(context, owner);
  };
  return {
    get: (owner) => get(context, owner),
    add: (owner, skuId, quantity) => put(context, owner, { skuId, quantity, mode: 'add' }),
    change: async (owner, skuId, quantity) =>
      quantity === 0 ? success(await remove(owner, skuId)) : put(context, owner, { skuId, quantity, mode: 'set' }),
    remove: (owner, skuId) => remove(owner, skuId),
    clear: (owner) => remove(owner, null),
  };
}
