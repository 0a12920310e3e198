import type { Clock } from '@vitrine/database';

/** A clock that stands still until told otherwise. */
export interface FakeClock extends Clock {
  advanceMs(ms: number): void;
  set(time: Date | string): void;
}

/** A clock that starts at the given time (default 2026-01-01T00:00:00Z). */
export function fakeClock(start: Date | string = '2026-01-01T00:00:00Z'): FakeClock {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    advanceMs(ms) {
      at += ms;
    },
    set(time) {
      at = new Date(time).getTime();
    },
  };
}
