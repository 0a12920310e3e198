export { bindOrders } from './orders.ts';
export type { ChangeStatusFailure, OrderUseCases } from './orders.ts';
export type { BasketLine, OrderAddress, PlacedOrder, PlaceOrderFailure, PlaceOrderInput } from './place-order.ts';
export type { OrderTerms, Quote, QuoteLine } from './quote.ts';
export type { OrderView } from './order-reads.store.ts';
export { mayMove, orderStatuses, orderTransitions } from './order-status.ts';
export type { OrderStatus } from './order-status.ts';
