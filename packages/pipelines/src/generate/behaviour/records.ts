/** Event type codes of the wire contract. */
export const eventTypes = { view: 0, click: 1, add: 2, purchase: 3, custom: 4 } as const;

/** One interaction in the form of the recommender's backfill: item and user ids are the generator's external ids. */
export interface BehaviourEvent {
  readonly source_event_id: string;
  readonly user_id: string;
  readonly item_id: string;
  readonly type: 0 | 1 | 2 | 3 | 4;
  /** Units for add and purchase, 1 otherwise. */
  readonly value: number;
  /** RFC 3339, UTC. */
  readonly ts: string;
  readonly meta: Record<string, unknown> & { readonly session_id: string };
}

/** An order that agrees line by line with the purchase events of one session. */
export interface SimulatedOrder {
  readonly externalId: string;
  /** Null for a guest's order. */
  readonly customerExternalId: string | null;
  readonly placedAt: Date;
  readonly currency: string;
  readonly status: 'pending' | 'paid' | 'packed' | 'shipped' | 'delivered' | 'cancelled' | 'refunded';
  readonly lines: readonly {
    readonly sku: string;
    readonly productExternalId: string;
    readonly quantity: number;
    /** Integer minor units of the order's currency. */
    readonly unitPriceMinor: number;
  }[];
}

/** A rating with its time; words are composed where the catalog's review writer is known. */
export interface SimulatedReview {
  readonly externalId: string;
  /** Index of the product in the catalog. */
  readonly product: number;
  readonly productExternalId: string;
  /** Index of the customer. */
  readonly customer: number;
  readonly customerExternalId: string;
  readonly rating: 1 | 2 | 3 | 4 | 5;
  readonly createdAt: Date;
  /** True when the customer bought the product in this shop before. */
  readonly verified: boolean;
}

/** All that happened on one UTC day, events in time order. */
export interface BehaviourDay {
  readonly dayStart: Date;
  readonly events: BehaviourEvent[];
  readonly orders: SimulatedOrder[];
  readonly reviews: SimulatedReview[];
}

/** External id of a customer; fixed width, so that text order is number order. */
export function customerExternalId(customer: number): string {
  return `customer-${String(customer + 1).padStart(6, '0')}`;
}
