import { toMajorUnits, type EventInput } from '@vitrine/contracts';
import type { BuyCause } from '../cart/cause.ts';

/** One line of a placed order. */
export interface SyncedLine {
  readonly orderId: string;
  readonly lineNo: number;
  readonly userId: string;
  readonly productId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly unitPriceMinor: number;
  readonly currency: string;
  readonly placedAt: Date;
}

/** The same with its order's total, its visit and what led to it, where they are known. */
export interface SyncedPurchase extends SyncedLine {
  readonly totalMinor: number;
  readonly sessionId: string | null;
  readonly cause: BuyCause | null;
}

/** One line of a refunded order. */
export interface SyncedReturn extends SyncedLine {
  readonly refundedAt: Date;
}

const addType = 2;
const purchaseType = 3;
const customType = 4;

function lineMeta(line: SyncedLine) {
  return {
    order_id: line.orderId,
    line_item_id: String(line.lineNo),
    sku: line.sku,
    qty: line.quantity,
    unit_price: toMajorUnits(line.unitPriceMinor, line.currency),
    currency: line.currency,
  };
}

/** The place that led to an event, and the answer that recommended it. */
function causeMeta(cause: BuyCause | null, otherwise: string) {
  if (cause === null) return { surface: otherwise, recommended: false };
  return {
    surface: cause.surface,
    recommended: cause.recommended,
    ...(cause.widget ? { widget: cause.widget } : {}),
    ...(cause.requestId ? { request_id: cause.requestId } : {}),
    ...(cause.rank ? { rank: cause.rank } : {}),
  };
}

const visitMeta = (sessionId: string | null) => (sessionId === null ? {} : { session_id: sessionId });

/** A purchase event; its `source_event_id` is derived from the order line, so telling it twice counts once. */
function toPurchase(line: SyncedPurchase): EventInput {
  return {
    user_id: line.userId,
    item_id: line.productId,
    type: purchaseType,
    value: line.quantity,
    ts: line.placedAt.toISOString(),
    source_event_id: `order:${line.orderId}:${line.lineNo}`,
    meta: { ...lineMeta(line), ...visitMeta(line.sessionId), ...causeMeta(line.cause, 'checkout') },
  };
}

/** One summary of an order: without an item, so it weighs in no model; what a conversion is counted by. */
function toSummary(lines: readonly SyncedPurchase[]): EventInput[] {
  const [first] = lines;
  if (first === undefined) return [];
  return [
    {
      user_id: first.userId,
      type: customType,
      value: 1,
      ts: first.placedAt.toISOString(),
      source_event_id: `order:${first.orderId}`,
      meta: {
        kind: 'order',
        surface: 'checkout',
        order_id: first.orderId,
        total: toMajorUnits(first.totalMinor, first.currency),
        currency: first.currency,
        items: lines.map((line) => ({
          item_id: line.productId,
          sku: line.sku,
          qty: line.quantity,
          unit_price: toMajorUnits(line.unitPriceMinor, line.currency),
        })),
        ...visitMeta(first.sessionId),
      },
    },
  ];
}

/** What is told of placed orders: a purchase a line, and one summary an order. */
export function purchaseEvents(lines: readonly SyncedPurchase[]): EventInput[] {
  const orders = new Map<string, SyncedPurchase[]>();
  for (const line of lines) orders.set(line.orderId, [...(orders.get(line.orderId) ?? []), line]);
  return [...orders.values()].flatMap((order) => [...order.map(toPurchase), ...toSummary(order)]);
}

/** The return of a line: a bad outcome of its product. It too counts once however often it is told. */
export function toReturn(line: SyncedReturn): EventInput {
  return {
    user_id: line.userId,
    item_id: line.productId,
    type: customType,
    value: line.quantity,
    ts: line.refundedAt.toISOString(),
    source_event_id: `return:${line.orderId}:${line.lineNo}`,
    meta: { kind: 'return', ...lineMeta(line) },
  };
}

/** What the basket writes into the outbox when something is put in. */
export interface AddedToCart {
  readonly kind: 'cart.added';
  readonly eventId: string;
  readonly userId: string;
  readonly sessionId: string | null;
  readonly productId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly cartId: string;
  /** Minor units of `currency`. */
  readonly unitPriceMinor: number;
  readonly currency: string;
  readonly at: string;
  readonly cause: BuyCause | null;
}

/** An add event; nothing for an entry of another kind. */
export function toAdded(payload: unknown): EventInput[] {
  const added = payload as AddedToCart | null;
  if (added?.kind !== 'cart.added' || !added.userId) return [];
  return [
    {
      user_id: added.userId,
      item_id: added.productId,
      type: addType,
      value: added.quantity,
      ts: added.at,
      source_event_id: `add:${added.eventId}`,
      meta: {
        sku: added.sku,
        qty: added.quantity,
        cart_id: added.cartId,
        unit_price: toMajorUnits(added.unitPriceMinor, added.currency),
        currency: added.currency,
        ...visitMeta(added.sessionId),
        ...causeMeta(added.cause, 'pdp'),
      },
    },
  ];
}
