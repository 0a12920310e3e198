import { type Clock, newId } from '@vitrine/database';
import type { Kysely } from 'kysely';
import type { Metrics } from '../metrics.ts';
import { type BatchOptions, type BatchOutcome, type RecordRejection, refuseBatch } from '../record-rejection.ts';
import type { RecsysTables } from '../tables.ts';
import type { Tenant } from '../tenants/tenant.ts';
import type { TenantDirectory } from '../tenants/tenant-directory.ts';
import { type AcceptedEvent, type EventInput, judgeEvent } from './event.ts';
import { ensureMonths, type IdentifiedEvent, insertEvents } from './events.store.ts';

/** How events are taken in. */
export interface IngestOptions extends BatchOptions {
  /** The caller holds the backfill scope: the events' own times rule. */
  readonly backfill?: boolean;
}

/** What ingest works with. */
export interface IngestPorts {
  readonly db: Kysely<RecsysTables>;
  readonly clock: Clock;
  readonly directory: TenantDirectory;
  readonly metrics: Metrics;
  /** Told of what was committed, for state kept in memory; must not throw. */
  onCommitted(namespaceId: number, events: readonly IdentifiedEvent[]): void;
}

/** Makes the use case that takes events in. It answers once the events are committed: then a 202 is a promise that they count. */
export function createIngestEvents(ports: IngestPorts) {
  const months = new MonthKeeper(ports.db);
  return async (tenant: Tenant, inputs: readonly EventInput[], options: IngestOptions = {}): Promise<BatchOutcome> => {
    const now = ports.clock.now();
    const { accepted, rejected } = judgeBatch(inputs, { now, backfill: options.backfill === true });
    if (rejected.length > 0) ports.metrics.count('recsys_events_rejected_total', {}, rejected.length);
    if (rejected.length > 0 && options.partial !== true) return refuseBatch(rejected);
    const namespaceId = await ports.directory.ensure(tenant);
    const distinct = dropRepeats(accepted).map((event) => ({ ...event, eventId: newId(ports.clock) }));
    let stored: IdentifiedEvent[] = [];
    if (distinct.length > 0) {
      await months.ensure(distinct, now);
      const newIds = await insertEvents(ports.db, namespaceId, {
        events: distinct,
        now,
        // What is sold out today says nothing about the day a backfilled event is from.
        live: options.backfill !== true,
      });
      stored = distinct.filter((event) => newIds.has(event.eventId));
      ports.onCommitted(namespaceId, stored);
    }
    ports.metrics.count('recsys_events_accepted_total', {}, stored.length);
    return { ok: true, accepted: stored.length, duplicates: accepted.length - stored.length, rejected };
  };
}

function judgeBatch(
  inputs: readonly EventInput[],
  options: { now: Date; backfill: boolean },
): { accepted: AcceptedEvent[]; rejected: RecordRejection[] } {
  const accepted: AcceptedEvent[] = [];
  const rejected: RecordRejection[] = [];
  for (const [index, input] of inputs.entries()) {
    const judged = judgeEvent(input, options);
    if (judged.ok) accepted.push(judged.event);
    else rejected.push({ index, ...judged.rejection });
  }
  return { accepted, rejected };
}

/** Keeps the first of events that repeat a source_event_id within one batch. */
function dropRepeats(events: readonly AcceptedEvent[]): AcceptedEvent[] {
  const seen = new Set<string>();
  return events.filter((event) => {
    if (event.sourceEventId === null) return true;
    if (seen.has(event.sourceEventId)) return false;
    seen.add(event.sourceEventId);
    return true;
  });
}

/** Remembers which months have partitions, so that ordinary batches ask nothing. */
class MonthKeeper {
  readonly #db: Kysely<RecsysTables>;
  readonly #known = new Set<number>();

  constructor(db: Kysely<RecsysTables>) {
    this.#db = db;
  }

  async ensure(events: readonly AcceptedEvent[], now: Date): Promise<void> {
    const missing = [...new Set(events.map((event) => monthOf(event.ts)))].filter((month) => !this.#known.has(month));
    if (missing.length === 0) return;
    const thisMonth = monthOf(now);
    for (const month of missing) {
      // The running month brings its decisions and two months ahead with it.
      const ahead = month >= thisMonth ? 2 : 0;
      await ensureMonths(this.#db, {
        first: firstDay(month),
        last: firstDay(month + ahead),
        decisions: month >= thisMonth,
      });
      this.#known.add(month);
    }
  }
}

function monthOf(at: Date): number {
  return at.getUTCFullYear() * 12 + at.getUTCMonth();
}

function firstDay(month: number): Date {
  return new Date(Date.UTC(Math.floor(month / 12), month % 12, 1));
}
