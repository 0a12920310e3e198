import { isPriced } from '../catalog/product.ts';
import { isProductId as isUuid } from '../catalog/product-cards.store.ts';
import { cheapestDelivery } from '../checkout/delivery.ts';
import { selectDeliveryMethods } from '../checkout/delivery.store.ts';
import type { OrderTerms } from '../orders/quote.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import { countCartItems, selectCart, type CartLine, type CartOwner } from './cart-reads.store.ts';
import {
  acceptPrices,
  deleteCartLines,
  maxCartQuantity,
  putCartLine,
  sweepGuestCarts,
  type CartChange,
} from './cart.store.ts';
import type { BuyCause, BuyerTrace } from './cause.ts';
import { cartCosts, type CartCosts } from './costs.ts';
import { mergeCarts } from './merge-carts.store.ts';

/** What keeps a line from being ordered as it stands, or what the buyer should know of it. */
export type LineNotice =
  | { readonly kind: 'unavailable' }
  | { readonly kind: 'no_price' }
  | { readonly kind: 'sold_out' }
  | { readonly kind: 'short'; readonly left: number }
  | { readonly kind: 'price_changed'; readonly fromMinor: number };

/** A line with what is to be said about it. */
export interface CartLineView extends CartLine {
  readonly lineMinor: number;
  readonly notice: LineNotice | null;
}

/** A basket with what it costs now; lines no longer sold count nothing. */
export interface Cart {
  /** Null before anything was put in. */
  readonly id: string | null;
  readonly lines: readonly CartLineView[];
  readonly itemCount: number;
  readonly goodsMinor: number;
  readonly currency: string;
  readonly costs: CartCosts;
  /** Whether every line can be ordered as it stands. */
  readonly orderable: boolean;
}

/** Why a basket did not change. */
export type CartFailure =
  | { readonly code: 'cart.sku_unavailable' }
  /** Nobody has set a price yet. */
  | { readonly code: 'cart.no_price' }
  | { readonly code: 'cart.out_of_stock' }
  | { readonly code: 'request.idempotency_conflict' }
  | { readonly code: 'cart.too_many_lines'; readonly most: number }
  | { readonly code: 'cart.invalid_quantity'; readonly message: string };

/** What goes with a change: what led there, whose events it becomes, and the form's key. */
export interface ChangeOptions {
  readonly cause?: BuyCause | null;
  readonly trace?: BuyerTrace | null;
  readonly formKey?: string | null;
  /** An Idempotency-Key: the same key means the same request, however much later it comes. */
  readonly requestKey?: string | null;
}

/** A changed basket. `limited` says so when there is less than was wanted. */
export interface ChangedCart {
  readonly cart: Cart;
  readonly limited: { readonly quantity: number; readonly left: number } | null;
}

/** The basket of an account or a guest; one open basket each. */
export interface CartUseCases {
  get(owner: CartOwner): Promise<Cart>;
  /** How many things are in it: the badge. */
  count(owner: CartOwner): Promise<number>;
  /** Adds to what is there, up to 999 and the stock. */
  add(
    owner: CartOwner,
    line: { skuId: string; quantity: number } & ChangeOptions,
  ): Promise<Outcome<ChangedCart, CartFailure>>;
  /** Sets the quantity, up to the stock; 0 removes. */
  change(
    owner: CartOwner,
    line: { skuId: string; quantity: number } & ChangeOptions,
  ): Promise<Outcome<ChangedCart, CartFailure>>;
  remove(owner: CartOwner, skuId: string): Promise<Cart>;
  clear(owner: CartOwner): Promise<Cart>;
  /** From now on the prices in force count as seen. Call after they were shown. */
  acceptPrices(owner: CartOwner): Promise<void>;
  /** At login: a guest's basket joins the customer's, exactly once however often and from wherever it is called. Returns the lines that came over. */
  merge(from: { visitorId: string; customerId: string }): Promise<number>;
  /** When a visitor takes back leave to be known again: the basket stays with this visit. Returns the lines that came over. */
  handOver(from: { visitorId: string; sessionId: string }): Promise<number>;
  /** Forgets baskets of guests that nobody touched for half a year, and tells how many; for a daily job. */
  sweep(): Promise<number>;
}

/** As long as the cookie that names a guest. */
const guestCartLivesMs = 180 * 86_400_000;

/** The most different SKUs in a basket: what one order takes. */
const maxCartLines = 200;

function noticeOf(line: CartLine): LineNotice | null {
  if (line.unitPriceMinor === null) return { kind: 'unavailable' };
  if (!isPriced(line.unitPriceMinor)) return { kind: 'no_price' };
  if (line.stock < 1) return { kind: 'sold_out' };
  if (line.stock < line.quantity) return { kind: 'short', left: line.stock };
  if (line.seenPriceMinor !== null && line.seenPriceMinor !== line.unitPriceMinor)
    return { kind: 'price_changed', fromMinor: line.seenPriceMinor };
  return null;
}

async function get(context: ShopContext, owner: CartOwner, terms: OrderTerms): Promise<Cart> {
  const stored = await selectCart(context, owner);
  const lines = (stored?.lines ?? []).map((line) => ({
    ...line,
    lineMinor: line.quantity * (line.unitPriceMinor ?? 0),
    notice: noticeOf(line),
  }));
  const goodsMinor = lines.reduce((sum, line) => sum + line.lineMinor, 0);
  return {
    id: stored?.id ?? null,
    lines,
    itemCount: lines.reduce((sum, line) => sum + line.quantity, 0),
    goodsMinor,
    currency: context.currency,
    costs: cartCosts(lines, {
      currency: context.currency,
      terms,
      way: lines.length === 0 ? null : cheapestDelivery(await selectDeliveryMethods(context, terms)),
    }),
    orderable: lines.length > 0 && lines.every(({ notice }) => notice === null || notice.kind === 'price_changed'),
  };
}

async function put(
  context: ShopContext,
  owner: CartOwner,
  { change, terms }: { change: CartChange; terms: OrderTerms },
): Promise<Outcome<ChangedCart, CartFailure>> {
  if (!Number.isInteger(change.quantity) || change.quantity < 1 || change.quantity > maxCartQuantity) {
    return failure({ code: 'cart.invalid_quantity', message: `must be a whole number from 1 to ${maxCartQuantity}` });
  }
  if (!isUuid(change.skuId)) return failure({ code: 'cart.sku_unavailable' });
  if (change.mode === 'add') {
    const held = (await selectCart(context, owner))?.lines ?? [];
    if (held.length >= maxCartLines && !held.some((line) => line.skuId === change.skuId))
      return failure({ code: 'cart.too_many_lines', most: maxCartLines });
  }
  const changed = await putCartLine(context, owner, change);
  if (changed === 'conflict') return failure({ code: 'request.idempotency_conflict' });
  if (changed === 'no price') return failure({ code: 'cart.no_price' });
  if (changed === null) return failure({ code: 'cart.sku_unavailable' });
  if (changed.quantity === 0 && changed.left !== null) return failure({ code: 'cart.out_of_stock' });
  const limited = changed.left === null ? null : { quantity: changed.quantity, left: changed.left };
  return success({ cart: await get(context, owner, terms), limited });
}

/** The cart use cases. */
export function bindCart(context: ShopContext, terms: OrderTerms): CartUseCases {
  const remove = async (owner: CartOwner, skuId: string | null) => {
    if (skuId === null || isUuid(skuId)) await deleteCartLines(context, owner, skuId);
    return get(context, owner, terms);
  };
  return {
    get: (owner) => get(context, owner, terms),
    count: (owner) => countCartItems(context, owner),
    add: (owner, line) => put(context, owner, { change: { ...line, mode: 'add' }, terms }),
    change: async (owner, line) =>
      line.quantity === 0
        ? success({ cart: await remove(owner, line.skuId), limited: null })
        : put(context, owner, { change: { ...line, mode: 'set' }, terms }),
    remove: (owner, skuId) => remove(owner, skuId),
    clear: (owner) => remove(owner, null),
    acceptPrices: async (owner) => {
      const cart = await selectCart(context, owner);
      if (cart !== null) await acceptPrices(context, cart.id);
    },
    merge: async ({ visitorId, customerId }) =>
      isUuid(customerId) ? mergeCarts(context, { visitorId, to: { customerId } }) : 0,
    handOver: async ({ visitorId, sessionId }) =>
      visitorId === sessionId ? 0 : mergeCarts(context, { visitorId, to: { visitorId: sessionId } }),
    sweep: () => sweepGuestCarts(context, new Date(context.clock.now().getTime() - guestCartLivesMs)),
  };
}
