import type { EventInput } from '@vitrine/contracts';
import type { Recommender } from './create-recommender.ts';
import { RecommenderError } from './recommender-error.ts';

/** When a batch is sent. */
export interface BatchOptions {
  /** Sent as soon as this many wait; 50 when left out. */
  readonly maxEvents?: number;
  /** Sent at the latest this long after the first; 2,000 ms when left out. */
  readonly maxWaitMs?: number;
  /** Most events kept while the service is away; the oldest go first. 5,000 when left out. */
  readonly maxKept?: number;
  /** Told of events that are lost: refused by the service, or pushed out by newer ones. */
  readonly onLost?: (events: readonly EventInput[], reason: string) => void;
}

/** Collects events and sends them in batches. */
export interface EventBatcher {
  /** Takes an event; it gets a `source_event_id` when it has none, so that a repeated send counts once. */
  add(event: EventInput): void;
  /** Sends what waits now; resolves when it is stored, or kept for the next time. */
  flush(): Promise<void>;
  /** Sends what waits and takes no more. */
  close(): Promise<void>;
}

/** Makes a batcher over a client. Events of a batch that failed for a passing reason are kept and sent with the next. */
export function batchEvents(recommender: Pick<Recommender, 'sendEvents'>, options: BatchOptions = {}): EventBatcher {
  const { maxEvents = 50, maxWaitMs = 2_000, maxKept = 5_000, onLost = () => undefined } = options;
  let waiting: EventInput[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sending: Promise<void> = Promise.resolve();
  let closed = false;

  const keep = (events: EventInput[]) => {
    waiting = [...events, ...waiting];
    const excess = waiting.length - maxKept;
    if (excess > 0) onLost(waiting.splice(0, excess), 'too many events wait');
  };
  const send = async () => {
    const batch = waiting.splice(0, Math.max(maxEvents, 500));
    if (batch.length === 0) return;
    try {
      const answer = await recommender.sendEvents(batch, { partial: true });
      const refused = (answer.rejected ?? []).flatMap((record) => batch[record.index] ?? []);
      if (refused.length > 0) onLost(refused, answer.rejected?.[0]?.message ?? 'refused');
    } catch (error) {
      if (error instanceof RecommenderError && !error.retryable) onLost(batch, error.message);
      else keep(batch);
    }
  };
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    sending = sending.then(send);
    return sending;
  };
  const arm = () => {
    timer ??= setTimeout(() => void flush().then(() => (waiting.length > 0 && !closed ? arm() : undefined)), maxWaitMs);
  };
  return {
    add(event) {
      if (closed) throw new Error('The batcher is closed. Make a new one.');
      waiting.push({ ...event, source_event_id: event.source_event_id ?? crypto.randomUUID() });
      if (waiting.length >= maxEvents) void flush();
      else arm();
    },
    flush,
    async close() {
      closed = true;
      await flush();
      clearTimeout(timer);
      if (waiting.length > 0) onLost(waiting.splice(0), 'the service was away at the end');
    },
  };
}
