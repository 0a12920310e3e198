import type { RecommendAnswer, RecommendedItem, RecommendRequest } from '@vitrine/recsys';
import type { EventRow, IncomingEvent, ItemRow, RecommenderUseCases } from '../services.ts';

const now = new Date('2026-03-01T12:00:00Z');
const accepted = (count: number) => ({ ok: true as const, accepted: count, duplicates: 0, rejected: [] });

const items: RecommendedItem[] = ['p-1', 'p-2'].map((itemId, i) => ({
  itemId,
  score: 1 / (i + 1),
  rank: i + 1,
  reasons: ['recent_popularity'],
  because: { kind: 'viewed', itemId: 'p-9' },
  explain: { parts: { popular: 1 / (i + 1) } },
}));

function anAnswer(request: RecommendRequest): RecommendAnswer {
  return {
    requestId: 'r-1',
    modelVersion: 'blend-1',
    surface: request.surface ?? 'home',
    strategy: 'blend',
    arm: 'champion',
    propensity: 1,
    items: items.slice(0, request.k),
    durationMs: 3,
    trace: {
      candidateSources: { popular: 2 },
      mergedCount: 2,
      filtered: {},
      capped: { brand: 0, category: 0 },
      recentEventCount: 0,
      stageMs: { candidates: 1 },
    },
  };
}

const anItemRow: ItemRow = {
  itemId: 'p-1',
  available: true,
  priceMinor: 1999,
  tags: ['color:black'],
  props: { a: 1 },
  categoryPath: ['home'],
  brand: null,
  category: 'Chairs',
  description: null,
  imageUrl: null,
  metadataVersion: null,
  createdAt: now,
  updatedAt: now,
};

function eventRow(event: IncomingEvent): EventRow {
  return {
    userId: event.userId,
    itemId: event.itemId ?? null,
    type: event.type,
    value: event.value,
    ts: now,
    meta: event.meta ?? {},
    sourceEventId: event.sourceEventId ?? null,
  };
}

/** What became of a call of the fake. */
interface Asked {
  readonly name: string;
  readonly input: unknown;
}

/** A recommender that keeps events in a list and always recommends the same two products; what it was asked is recorded. */
export function inMemoryRecommender() {
  const stored: IncomingEvent[] = [];
  const asked: Asked[] = [];
  const note = <Value>(name: string, input: unknown, value: Value): Promise<Value> => {
    asked.push({ name, input });
    return Promise.resolve(value);
  };
  const users = [{ userId: 'u-1', traits: {}, createdAt: now, updatedAt: now }];
  const types = [{ type: 0, name: 'view', weight: 0.05, halfLifeDays: 14, isActive: true, source: 'default' as const }];
  const recommender: RecommenderUseCases = {
    items: {
      upsert: (tenant, records, options) =>
        note('items.upsert', { tenant, records, options }, accepted(records.length)),
      list: (tenant, query) => note('items.list', { tenant, query }, { items: [anItemRow], total: 3 }),
      delete: (tenant, filter) => note('items.delete', { tenant, filter }, 1),
    },
    users: {
      upsert: (tenant, records, options) =>
        note('users.upsert', { tenant, records, options }, accepted(records.length)),
      link: (tenant, link) => note('users.link', { tenant, link }, undefined),
      list: (tenant, query) => note('users.list', { tenant, query }, { items: users, total: 1 }),
      delete: (tenant, filter) => note('users.delete', { tenant, filter }, 1),
    },
    events: {
      async ingest(tenant, events, options) {
        await note('events.ingest', { tenant, events, options }, null);
        const bad = events.findIndex((event) => event.userId === 'refuse-me');
        if (bad !== -1 && !options.partial) {
          const message = 'must lie between 1990-01-01 and one day from now';
          const rejected = [{ index: bad, field: 'ts', error: 'invalid_timestamp', message }];
          return { ok: false, error: { rejected, message: 'refused' } };
        }
        stored.push(...events);
        return accepted(events.length);
      },
      list: (tenant, query) =>
        note('events.list', { tenant, query }, { items: stored.map(eventRow), total: stored.length }),
      delete: (tenant, filter) => note('events.delete', { tenant, filter }, stored.splice(0).length),
    },
    eventTypes: {
      list: (tenant) => note('eventTypes.list', { tenant }, types),
      upsert: (tenant, rows) => note('eventTypes.upsert', { tenant, rows }, accepted(rows.length)),
    },
    recommend: (tenant, request) => note('recommend', { tenant, request }, anAnswer(request)),
    liveEvents: async (_tenant, { after }) => {
      const from = after === null ? stored.length : Number(after);
      const events = stored.slice(from).map((event, i) => ({ ...eventRow(event), eventId: String(from + i) }));
      return { events: events.toReversed(), next: String(stored.length) };
    },
    similar: (tenant, itemId, options) => note('similar', { tenant, itemId, options }, items.slice(0, options.k)),
  };
  return { recommender, stored, asked };
}
