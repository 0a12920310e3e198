import type { EventFilter, StoredEvent } from './events.store.ts';
import { countEventsPerMinute, deleteEvents, listEvents, newestEvents } from './events.store.ts';
import { canMatch } from '../record-rejection.ts';
import type { Tenant } from '../tenants/tenant.ts';
import { createIngestEvents, type IngestPorts } from './ingest-events.ts';

/** One page of a list, in the form all lists share. */
export interface Page<Row> {
  readonly items: readonly Row[];
  readonly total: number;
  readonly limit: number;
  readonly offset: number;
}

/** Bounds of a page: 1 to 1,000 rows, 100 when nothing sensible was asked. */
export function pageBounds(asked: { limit?: number | undefined; offset?: number | undefined }): {
  limit: number;
  offset: number;
} {
  const limit = asked.limit !== undefined && asked.limit >= 1 && asked.limit <= 1000 ? Math.floor(asked.limit) : 100;
  return { limit, offset: Math.max(0, Math.floor(asked.offset ?? 0)) };
}

/** Makes the use cases on events. */
export function createEvents(ports: IngestPorts) {
  return {
    /** Takes a batch in; see `createIngestEvents`. */
    ingest: createIngestEvents(ports),

    /** Stored events, newest first. An unknown tenant has none. */
    async list(
      tenant: Tenant,
      filter: EventFilter & { limit?: number; offset?: number } = {},
    ): Promise<Page<StoredEvent>> {
      const bounds = pageBounds(filter);
      const namespaceId = canMatch(filter) ? await ports.directory.find(tenant) : null;
      if (namespaceId === null) return { items: [], total: 0, ...bounds };
      const { events, total } = await listEvents(ports.db, namespaceId, { ...filter, ...bounds });
      return { items: events, total, ...bounds };
    },

    /** Deletes the events a filter names, all of the tenant's without one; answers how many. */
    async delete(tenant: Tenant, filter: EventFilter = {}): Promise<number> {
      const namespaceId = canMatch(filter) ? await ports.directory.find(tenant) : null;
      return namespaceId === null ? 0 : deleteEvents(ports.db, namespaceId, filter);
    },

    /** What happens now, newest first; pass `next` back as `after` to get only what came since. */
    async live(
      tenant: Tenant,
      page: { limit?: number; after?: string | null } = {},
    ): Promise<{ events: StoredEvent[]; next: string | null }> {
      const namespaceId = await ports.directory.find(tenant);
      if (namespaceId === null) return { events: [], next: page.after ?? null };
      const events = await newestEvents(ports.db, namespaceId, {
        limit: pageBounds(page).limit,
        after: parseCursor(page.after ?? null),
      });
      const newest = events[0];
      return {
        events,
        next: newest === undefined ? (page.after ?? null) : `${newest.ts.toISOString()}_${newest.eventId}`,
      };
    },

    /** Events of each type per minute over the last `minutes`; type -1 counts impressions. */
    async perMinute(tenant: Tenant, minutes = 60): Promise<{ minute: Date; type: number; count: number }[]> {
      const namespaceId = await ports.directory.find(tenant);
      if (namespaceId === null) return [];
      return countEventsPerMinute(ports.db, namespaceId, new Date(ports.clock.now().getTime() - minutes * 60_000));
    },
  };
}

/** A cursor that cannot be read counts as none: the page then starts from the newest. */
function parseCursor(text: string | null): { ts: Date; eventId: string } | null {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]{8,15}Z)_([0-9a-f-]{36})$/.exec(text ?? '');
  if (match?.[1] === undefined || match[2] === undefined) return null;
  const ts = new Date(match[1]);
  return Number.isNaN(ts.getTime()) ? null : { ts, eventId: match[2] };
}
