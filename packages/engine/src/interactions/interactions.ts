/**
 * Interactions as columns with dense indices: row `e` says that user `users[e]` did `types[e]` with item `items[e]`.
 * Rows are sorted by time ascending; rows without a time carry 0 and keep the order in which they were added.
 */
export interface Interactions {
  /** External id of user index `u`. */
  readonly userIds: readonly string[];
  /** External id of item index `i`. */
  readonly itemIds: readonly string[];
  readonly users: Int32Array;
  readonly items: Int32Array;
  /** Event weight times value; 0 means "recorded but teaches nothing" (an impression). */
  readonly weights: Float32Array;
  /** Event type code, see `EventType`. */
  readonly types: Uint8Array;
  /** Unix seconds, UTC; 0 where the time is unknown. */
  readonly timesSec: Float64Array;
  /** Dense session number, -1 where the row belongs to no session. */
  readonly sessions: Int32Array;
}

/** One row as a caller has it, before ids become indices. */
export interface InteractionRow {
  readonly userId: string;
  readonly itemId: string;
  /** Event weight times value, finite and not negative; 1 when left out. */
  readonly weight?: number;
  /** Event type code 0..255; 0 when left out. */
  readonly type?: number;
  /** Unix seconds; 0 (unknown) when left out. */
  readonly timeSec?: number;
  /** Session id, any text. */
  readonly session?: string;
}

/** Codes of the event types that the wire contract names; a shop may add its own up to 255. */
export const EventType = { view: 0, click: 1, add: 2, purchase: 3, custom: 4 } as const;

/** Weight of each named event type when a namespace sets none: what one event of that type teaches. */
export const defaultEventWeights: readonly number[] = [0.05, 0.2, 0.7, 1, 0.1];

/** The number of rows. */
export function countInteractions(interactions: Interactions): number {
  return interactions.users.length;
}

/** Interactions with no row, for models that start from nothing. */
export function emptyInteractions(): Interactions {
  return {
    userIds: [],
    itemIds: [],
    users: new Int32Array(0),
    items: new Int32Array(0),
    weights: new Float32Array(0),
    types: new Uint8Array(0),
    timesSec: new Float64Array(0),
    sessions: new Int32Array(0),
  };
}
