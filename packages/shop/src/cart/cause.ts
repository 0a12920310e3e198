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

const word = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const requestForm = /^[A-Za-z0-9_-]{1,128}$/;

/** A cause as a form or a query wrote it, with everything left out that cannot be one; null when not even the place is known. */
export function readCause(given: {
  readonly surface?: unknown;
  readonly widget?: unknown;
  readonly request_id?: unknown;
  readonly rank?: unknown;
}): BuyCause | null {
  const text = (value: unknown, form: RegExp) => (typeof value === 'string' && form.test(value) ? value : null);
  const surface = text(given.surface, word);
  if (surface === null) return null;
  const requestId = text(given.request_id, requestForm);
  const rank = Number(given.rank);
  return {
    surface,
    widget: text(given.widget, word),
    requestId,
    rank: Number.isInteger(rank) && rank >= 1 && rank <= 10_000 ? rank : null,
    recommended: requestId !== null,
  };
}
