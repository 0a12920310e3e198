import type { TrackedEvent } from './tracked-event.ts';

export interface EventBufferOptions {
  /** Sends a batch; resolves true when it is stored, false when it may be tried again; never rejects. */
  send(batch: readonly TrackedEvent[]): Promise<'stored' | 'refused' | 'failed'>;
  /** Last resort when the page goes away; true when the browser took it. */
  beacon(batch: readonly TrackedEvent[]): boolean;
  setTimer(work: () => void, delayMs: number): number;
  clearTimer(timer: number): void;
  maxBatch?: number;
  maxWaitMs?: number;
  maxTries?: number;
}

/**
 * Collects events and sends them by size or time. A failed batch is kept in front and tried again with doubling waits;
 * the server drops repeats by `source_event_id`, so trying again never counts twice.
 */
export interface EventBuffer {
  add(event: TrackedEvent): void;
  /** Hands everything still waiting to the browser; called when the page goes away. */
  leave(): void;
}

/** Beyond this, the oldest events are given up: a page must not grow for ever while the network is gone. */
const MAX_KEPT = 400;

export function createEventBuffer(options: EventBufferOptions): EventBuffer {
  const { maxBatch = 20, maxWaitMs = 2_000, maxTries = 6 } = options;
  let waiting: TrackedEvent[] = [];
  let flying: TrackedEvent[] = [];
  let timer: number | undefined;
  let tries = 0;

  const schedule = (delayMs: number) => {
    timer ??= options.setTimer(() => {
      timer = undefined;
      void flush();
    }, delayMs);
  };
  const settle = (outcome: 'stored' | 'refused' | 'failed') => {
    const retry = outcome === 'failed' && tries < maxTries;
    if (retry) {
      waiting = [...flying, ...waiting].slice(-MAX_KEPT);
      tries += 1;
    } else tries = 0;
    flying = [];
    if (waiting.length > 0) schedule(retry ? maxWaitMs * 2 ** tries : maxWaitMs);
  };
  const flush = async () => {
    if (flying.length > 0 || waiting.length === 0) return;
    flying = waiting.slice(0, maxBatch);
    waiting = waiting.slice(maxBatch);
    settle(await options.send(flying));
  };

  return {
    add(event) {
      waiting = [...waiting, event].slice(-MAX_KEPT);
      if (waiting.length < maxBatch || tries > 0) return schedule(maxWaitMs);
      if (timer !== undefined) options.clearTimer(timer);
      timer = undefined;
      void flush();
      return undefined;
    },
    leave() {
      // What is flying may be cut off with the page: sent again, and dropped by the server if it had arrived.
      const all = [...flying, ...waiting];
      if (all.length === 0) return;
      waiting = [];
      for (let at = 0; at < all.length; at += maxBatch) {
        const batch = all.slice(at, at + maxBatch);
        if (!options.beacon(batch)) waiting.push(...batch);
      }
      if (waiting.length > 0) schedule(maxWaitMs);
    },
  };
}
