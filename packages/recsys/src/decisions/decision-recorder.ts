import type { Kysely } from 'kysely';
import type { Metrics } from '../metrics.ts';
import type { RecsysTables } from '../tables.ts';
import { type Decision, insertDecisions } from './decisions.store.ts';

/** Longest time a decision waits in memory, and the largest number that may wait while the database is away. */
const limits = { waitMs: 250, batch: 200, waiting: 5000 };

/**
 * Writes decisions behind the answers. They wait at most 250 ms, so a kill loses a quarter of a second of them; when the database is
 * away they wait up to a bound, and what lies beyond it is dropped and counted, never an answer delayed.
 */
export class DecisionRecorder {
  readonly #db: Kysely<RecsysTables>;
  readonly #metrics: Metrics;
  #waiting: Decision[] = [];
  #timer: NodeJS.Timeout | null = null;
  #flushing: Promise<void> = Promise.resolve();

  constructor(db: Kysely<RecsysTables>, metrics: Metrics) {
    this.#db = db;
    this.#metrics = metrics;
  }

  /** Takes a decision; returns at once. */
  record(decision: Decision): void {
    if (this.#waiting.length >= limits.waiting) {
      this.#metrics.count('recsys_decisions_lost_total', { reason: 'overflow' });
      return;
    }
    this.#waiting.push(decision);
    if (this.#waiting.length >= limits.batch) void this.flush();
    else this.#timer ??= setTimeout(() => void this.flush(), limits.waitMs);
  }

  /** Writes what waits and resolves when it is stored or, after a failure, waiting again for one more try. */
  flush(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#flushing = this.#flushing.then(() => this.#writeWaiting());
    return this.#flushing;
  }

  /** Writes the rest; what cannot be written then is counted as lost. */
  async close(): Promise<void> {
    await this.flush();
    await this.flush();
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#waiting.length > 0)
      this.#metrics.count('recsys_decisions_lost_total', { reason: 'closed' }, this.#waiting.length);
    this.#waiting = [];
  }

  async #writeWaiting(): Promise<void> {
    const batch = this.#waiting;
    if (batch.length === 0) return;
    this.#waiting = [];
    try {
      await insertDecisions(this.#db, batch);
      this.#metrics.count('recsys_decisions_recorded_total', {}, batch.length);
    } catch (error) {
      this.#metrics.count('recsys_decision_write_failures_total', {});
      if (isRefusal(error)) await this.#writeSingly(batch);
      else this.#keep(batch);
    }
  }

  /** One row the database refuses must not take its neighbours with it, nor be tried for ever. */
  async #writeSingly(batch: readonly Decision[]): Promise<void> {
    for (const decision of batch) {
      try {
        await insertDecisions(this.#db, [decision]);
        this.#metrics.count('recsys_decisions_recorded_total', {});
      } catch (error) {
        if (isRefusal(error)) this.#metrics.count('recsys_decisions_lost_total', { reason: 'refused' });
        else this.#keep([decision]);
      }
    }
  }

  #keep(batch: readonly Decision[]): void {
    this.#waiting = [...batch, ...this.#waiting].slice(-limits.waiting);
    this.#timer ??= setTimeout(() => void this.flush(), 4 * limits.waitMs);
  }
}

/** SQLSTATE classes 22 (bad values) and 23 (constraints): trying again would end the same way. */
function isRefusal(error: unknown): boolean {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return typeof code === 'string' && /^2[23]/.test(code);
}
