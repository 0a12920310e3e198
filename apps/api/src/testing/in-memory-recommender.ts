import type { EventRow, IncomingEvent, RecommendedRow, RecommenderUseCases } from '../services.ts';

/** A recommender that keeps events in a list and always recommends the same two products; what it was asked is recorded. */
export function inMemoryRecommender() {
  const stored: { tenant: string; event: IncomingEvent }[] = [];
  const asked: { name: string; input: unknown }[] = [];
  const note = <Value>(name: string, input: unknown, value: Value): Promise<Value> => {
    asked.push({ name, input });
    return Promise.resolve(value);
  };
  const accepted = (count: number) => ({ ok: true as const, accepted: count, duplicates: 0, rejected: [] });
  const rows: RecommendedRow[] = ['p-1', 'p-2'].map((itemId, i) => ({
    itemId,
    score: 1 / (i + 1),
    rank: i + 1,
    reasons: ['recent_popularity'],
    because: { kind: 'viewed', itemId: 'p-9' },
  }));
  const now = new Date('2026-03-01T12:00:00Z');
  const eventRows = (): EventRow[] =>
    stored.map(({ event }) => ({
      userId: event.userId,
      itemId: event.itemId ?? null,
      type: event.type,
      value: event.value,
      ts: now,
      meta: event.meta ?? {},
      sourceEventId: event.sourceEventId ?? null,
    }));
  const recommender: RecommenderUseCases = {
    items: {
      upsert: (tenant, items, options) => note('items.upsert', { tenant, items, options }, accepted(items.length)),
      list: (tenant, query) =>
        note(
          'items.list',
          { tenant, query },
          {
            items: [
              {
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
              },
            ],
            total: 3,
          },
        ),
      delete: (tenant, filter) => note('items.delete', { tenant, filter }, 1),
    },
    users: {
      upsert: (tenant, users, options) => note('users.upsert', { tenant, users, options }, accepted(users.length)),
      list: (tenant, query) =>
        note(
          'users.list',
          { tenant, query },
          { items: [{ userId: 'u-1', traits: {}, createdAt: now, updatedAt: now }], total: 1 },
        ),
      delete: (tenant, filter) => note('users.delete', { tenant, filter }, 1),
    },
    events: {
      async ingest(tenant, events, options) {
        await note('events.ingest', { tenant, events, options }, null);
        const bad = events.findIndex((event) => event.userId === 'refuse-me');
        if (bad !== -1 && !options.partial) {
          const rejected = [
            {
              index: bad,
              field: 'ts',
              error: 'invalid_timestamp',
              message: 'must lie between 1990-01-01 and one day from now',
            },
          ];
          return { ok: false, error: { rejected, message: 'refused' } };
        }
        for (const event of events) stored.push({ tenant: `${tenant.orgId}/${tenant.namespace}`, event });
        return accepted(events.length);
      },
      list: (tenant, query) => note('events.list', { tenant, query }, { items: eventRows(), total: stored.length }),
      delete: (tenant, filter) => note('events.delete', { tenant, filter }, stored.splice(0).length),
    },
    eventTypes: {
      list: (tenant) =>
        note('eventTypes.list', { tenant }, [
          { type: 0, name: 'view', weight: 0.05, halfLifeDays: null, isActive: true, source: 'default' as const },
        ]),
      upsert: (tenant, types) => note('eventTypes.upsert', { tenant, types }, accepted(types.length)),
    },
    recommend: (tenant, question) =>
      note(
        'recommend',
        { tenant, question },
        {
          requestId: 'r-1',
          modelVersion: 'blend-1',
          surface: question.surface ?? 'home',
          arm: 'champion',
          propensity: 1,
          items: rows.slice(0, question.k),
          trace: { extras: { policy: {} } },
        },
      ),
    similar: (tenant, itemId, options) => note('similar', { tenant, itemId, options }, rows.slice(0, options.k)),
  };
  return { recommender, stored, asked };
}
