/** A way an order can travel. Money in minor units of the visitor's currency. */
export interface DeliveryMethod {
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly priceMinor: number;
  /** Goods from this value on travel free; null = never. */
  readonly freeFromMinor: number | null;
  /** Working days from the order to the door. */
  readonly minDays: number;
  readonly maxDays: number;
}

/** The way that a basket is reckoned with until its buyer chooses one. */
export function cheapestDelivery(methods: readonly DeliveryMethod[]): DeliveryMethod | null {
  return methods.reduce<DeliveryMethod | null>(
    (best, method) => (best === null || method.priceMinor < best.priceMinor ? method : best),
    null,
  );
}
