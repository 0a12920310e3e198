import type { EventInput } from '@vitrine/recsys';
import type { ShopOrder } from '@vitrine/shop/loading';
import { minorDigits } from '../values/read-money.ts';

/** Weight of one line at most: a restaurant's 200 napkins say no more about taste than ten. */
const valueLimit = 10;

/** Ids of the shop by external id. */
export interface KnownIds {
  readonly products: ReadonlyMap<string, string>;
  readonly customers: ReadonlyMap<string, string>;
}

/** Statuses of orders that were never bought. */
const unbought: ReadonlySet<string> = new Set(['pending', 'cancelled', 'refunded']);

/**
 * One purchase event for each product of an order, with the order's own time. None for guests, cancelled and unpaid
 * orders. `productOf` tells the external id of the product of a SKU.
 */
export function purchaseEvents(order: ShopOrder, known: KnownIds, productOf: (sku: string) => string): EventInput[] {
  const userId = order.customerExternalId === null ? undefined : known.customers.get(order.customerExternalId);
  if (userId === undefined || unbought.has(order.status)) return [];
  const pieces = new Map<string, { quantity: number; unitPriceMinor: number; sku: string }>();
  for (const line of order.lines) {
    const product = productOf(line.sku);
    const before = pieces.get(product);
    if (before) before.quantity += line.quantity;
    else pieces.set(product, { ...line });
  }
  const scale = 10 ** minorDigits(order.currency);
  return [...pieces].flatMap(([product, { quantity, unitPriceMinor, sku }]) => {
    const itemId = known.products.get(product);
    if (itemId === undefined) return [];
    return {
      userId,
      itemId,
      type: 3,
      value: Math.min(quantity, valueLimit),
      ts: order.placedAt,
      sourceEventId: `${order.source}:${order.externalId}:${product}`,
      meta: {
        session_id: `${order.source}-${order.externalId}`,
        surface: 'import',
        order_id: order.externalId,
        qty: quantity,
        unit_price: unitPriceMinor / scale,
        currency: order.currency,
        sku,
      },
    };
  });
}
