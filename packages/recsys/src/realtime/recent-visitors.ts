import type { VisitorEvent } from './visitor.store.ts';

/**
 * The last events of the visitors this process has heard from, for the moments when the database is slow. A bounded memory:
 * the visitor who has been silent longest is forgotten first.
 */
export class RecentVisitors {
  readonly #visitors = new Map<string, VisitorEvent[]>();
  readonly #limits: { visitors: number; events: number };

  constructor(limits = { visitors: 5000, events: 50 }) {
    this.#limits = limits;
  }

  /** Notes one committed event. */
  add(userId: string, event: VisitorEvent): void {
    const events = this.#visitors.get(userId) ?? [];
    this.#visitors.delete(userId);
    this.#visitors.set(userId, [event, ...events].slice(0, this.#limits.events));
    if (this.#visitors.size > this.#limits.visitors) {
      const silent = this.#visitors.keys().next();
      if (silent.done !== true) this.#visitors.delete(silent.value);
    }
  }

  /** Newest first; empty for a visitor this process does not remember. */
  eventsOf(userId: string): readonly VisitorEvent[] {
    return this.#visitors.get(userId) ?? [];
  }
}
