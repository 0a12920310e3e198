/** Where a buyer stood when they put something in: what the events of the purchase name as their cause. */
export interface BuyCause {
  /** Kind of page position: pdp, home, listing, search, cart, orders. */
  readonly surface: string;
  readonly widget?: string | null;
  /** Of the answer that recommended it. */
  readonly requestId?: string | null;
  /** Place in that answer, from 1. */
  readonly rank?: number | null;
  readonly recommended: boolean;
}

/** Whose events a change may become. Null in its place: the visitor allowed none, so nothing is told. */
export interface BuyerTrace {
  /** What the recommender knows the visitor by. */
  readonly userId: string;
  readonly sessionId: string | null;
}
