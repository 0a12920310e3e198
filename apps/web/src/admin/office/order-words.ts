import type { OrderStatus } from '@vitrine/shop/orders';

/** What a status is called in the office. */
export const STATUS_WORDS: Readonly<Record<OrderStatus, string>> = {
  pending: 'waits for payment',
  paid: 'paid',
  packed: 'packed',
  shipped: 'on its way',
  delivered: 'delivered',
  cancelled: 'cancelled',
  refunded: 'refunded',
};

/** What a button that leads to a status does. */
export const MOVE_WORDS: Readonly<Record<OrderStatus, string>> = {
  pending: 'Wait for payment',
  paid: 'Mark as paid',
  packed: 'Mark as packed',
  shipped: 'Mark as sent',
  delivered: 'Mark as delivered',
  cancelled: 'Cancel the order',
  refunded: 'Mark as refunded',
};

export const STATUSES = Object.keys(STATUS_WORDS) as OrderStatus[];

export function isStatus(text: string): text is OrderStatus {
  return Object.hasOwn(STATUS_WORDS, text);
}
