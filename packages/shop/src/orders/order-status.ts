/** The states of an order, in the order of a good life and then the two ends of a bad one. */
export const orderStatuses = ['pending', 'paid', 'packed', 'shipped', 'delivered', 'cancelled', 'refunded'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/**
 * Where an order may go from where it is. `shop.order_transition` holds the same table and guards every update, whoever
 * makes it; a test compares the two. Cancelling is possible until the parcel leaves; a parcel that left can only be refunded.
 */
export const orderTransitions: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  pending: ['paid', 'cancelled'],
  paid: ['packed', 'cancelled'],
  packed: ['shipped', 'cancelled'],
  shipped: ['delivered', 'refunded'],
  delivered: ['refunded'],
  cancelled: [],
  refunded: [],
};

/** Whether an order may move so. Staying is not a move. */
export function mayMove(from: OrderStatus, to: OrderStatus): boolean {
  return orderTransitions[from].includes(to);
}
