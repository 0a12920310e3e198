import { findUnstorable } from '@vitrine/contracts';
import { isProductId as isUuid } from '../catalog/product-cards.store.ts';
import { failure, success, type Outcome } from '../outcome.ts';
import type { ShopContext } from '../shop-context.ts';
import {
  selectCustomerOrders,
  selectLatestOrders,
  selectOrder,
  selectOrderByToken,
  selectOrderOfCustomer,
  type OrderView,
} from './order-reads.store.ts';
import type { OrderStatus } from './order-status.ts';
import { callChangeOrderStatus, cancelIfPending, selectUnpaidOrders } from './orders.store.ts';
import {
  faultIn,
  placeOrder,
  quoteBasket,
  type BasketLine,
  type PlacedOrder,
  type PlaceOrderFailure,
  type PlaceOrderInput,
} from './place-order.ts';
import type { OrderTerms, Quote } from './quote.ts';

/** Why an order did not move. */
export type ChangeStatusFailure =
  | { readonly code: 'orders.not_found' }
  | { readonly code: 'orders.illegal_transition'; readonly to: OrderStatus; readonly message: string };

/** Buying, and what happens to an order afterwards. */
export interface OrderUseCases {
  quoteOrder(basket: {
    lines: readonly BasketLine[];
    promotionCode?: string;
  }): Promise<Outcome<Quote, PlaceOrderFailure>>;
  placeOrder(input: PlaceOrderInput): Promise<Outcome<PlacedOrder, PlaceOrderFailure>>;
  /** Moves along the state machine; moving to where it already is changes nothing. Cancelling returns the stock. */
  changeStatus(
    orderId: string,
    to: OrderStatus,
  ): Promise<Outcome<{ before: OrderStatus; after: OrderStatus }, ChangeStatusFailure>>;
  /** Cancels orders nobody has paid since `before`, so that their stock is for sale again; returns how many. For a job every few minutes. */
  cancelUnpaid(before: Date): Promise<number>;
  /** The caller checks whose it is. */
  getOrder(orderId: string): Promise<OrderView | null>;
  /** By the secret token alone; null when it opens none. */
  getByToken(token: string): Promise<OrderView | null>;
  /** A customer's own order; null when it is somebody else's. */
  getOfCustomer(customerId: string, number: number): Promise<OrderView | null>;
  /** The buyer's own cancellation, while nothing is paid; stock and promotion come back. The caller checks whose it is. */
  cancelByBuyer(orderId: string): Promise<Outcome<true, { readonly code: 'orders.not_cancellable' }>>;
  listForCustomer(customerId: string, limit?: number): Promise<OrderView[]>;
  /** The newest ones; `search` is a number, or a part of the e-mail or of the name they go to. */
  listLatest(options?: {
    limit?: number;
    status?: OrderStatus | undefined;
    search?: string | undefined;
  }): Promise<OrderView[]>;
}

async function changeStatus(
  context: ShopContext,
  orderId: string,
  to: OrderStatus,
): Promise<Outcome<{ before: OrderStatus; after: OrderStatus }, ChangeStatusFailure>> {
  if (!isUuid(orderId)) return failure({ code: 'orders.not_found' });
  try {
    const before = await callChangeOrderStatus(context, orderId, to);
    return before === null
      ? failure({ code: 'orders.not_found' })
      : success({ before: before as OrderStatus, after: to });
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'constraint') === 'order_transition') {
      return failure({
        code: 'orders.illegal_transition',
        to,
        message: `${error.message}: read the order again and choose a move it allows.`,
      });
    }
    throw error;
  }
}

async function cancelUnpaid(context: ShopContext, before: Date): Promise<number> {
  let cancelled = 0;
  // One transaction an order: several at once would take stock rows out of SKU order.
  for (const orderId of await selectUnpaidOrders(context, before))
    if (await cancelIfPending(context, orderId)) cancelled += 1;
  return cancelled;
}

/** The order use cases bound to a visitor's context and the shop's terms. */
export function bindOrders(context: ShopContext, terms: OrderTerms): OrderUseCases {
  return {
    quoteOrder: async (basket) => {
      const fault = faultIn({ idempotencyKey: 'only a quote', ...basket });
      if (fault !== null) return failure(fault);
      const quoted = await quoteBasket(context, basket, terms);
      return quoted.ok ? success(quoted.value.quote) : quoted;
    },
    placeOrder: (input) => placeOrder(context, input, terms),
    changeStatus: (orderId, to) => changeStatus(context, orderId, to),
    cancelUnpaid: (before) => cancelUnpaid(context, before),
    getOrder: async (orderId) => (isUuid(orderId) ? selectOrder(context, orderId) : null),
    getByToken: async (token) => (/^[A-Za-z0-9_-]{32,64}$/.test(token) ? selectOrderByToken(context, token) : null),
    getOfCustomer: async (customerId, number) =>
      isUuid(customerId) && Number.isSafeInteger(number) ? selectOrderOfCustomer(context, customerId, number) : null,
    cancelByBuyer: async (orderId) =>
      isUuid(orderId) && (await cancelIfPending(context, orderId, true))
        ? success(true)
        : failure({ code: 'orders.not_cancellable' }),
    listForCustomer: async (customerId, limit = 50) =>
      isUuid(customerId) ? selectCustomerOrders(context, customerId, limit) : [],
    listLatest: async ({ limit = 50, status, search = '' } = {}) =>
      findUnstorable(search) === null ? selectLatestOrders(context, { limit, status: status ?? null, search }) : [],
  };
}
