/** Says what time it is; an argument everywhere so that tests and backfills can set it. */
export type Clock = { now(): Date };

/** The machine's clock. Only composition roots and tests should name it. */
export const systemClock: Clock = { now: () => new Date() };
