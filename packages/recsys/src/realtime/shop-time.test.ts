import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventInput } from '../events/event.ts';
import { startTestRecsys, type TestRecsys } from '../test-recsys.ts';
import { presentOf, visitorNowMs } from './present.ts';

const now = new Date('2026-06-15T12:00:00Z');
const archived = new Date('2019-10-31T12:00:00Z');

describe('REC-6 the present of a shop opened on an archive', () => {
  let database: TestDatabase;
  let test: TestRecsys;
  const items = Array.from({ length: 30 }, (_, at) => `lamp-${at}`);
  const boughtByAnn = async () => {
    await test.recsys.refresh(test.tenant);
    const { items: shown } = await test.recsys.recommend(test.tenant, { surface: 'home', userId: 'ann', k: 30 });
    expect(shown.length).toBeGreaterThan(5);
    return shown.map(({ itemId }) => itemId).includes('lamp-0');
  };
  const eventsAt = (at: Date, count: number, of: Partial<EventInput> = {}): EventInput[] =>
    Array.from({ length: count }, (_, index) => ({
      userId: `crowd-${index % 40}`,
      itemId: items[index % items.length] ?? '',
      type: 0,
      ts: new Date(at.getTime() - index * 1000),
      ...of,
    }));

  beforeAll(async () => {
    database = await testDatabase({ domains: ['recsys'] });
    test = await startTestRecsys(database.connection);
    await test.recsys.items.upsert(
      test.tenant,
      items.map((itemId) => ({
        itemId,
        available: true,
        priceMinor: 1000,
        category: 'lamp',
        categoryPath: ['lamp'],
        tags: [],
      })),
    );
    const past = [
      ...eventsAt(archived, 1000),
      ...eventsAt(new Date('2019-10-01T00:00:00Z'), 1, { userId: 'ann', itemId: 'lamp-0', type: 3 }),
      ...eventsAt(new Date('2019-10-01T00:00:00Z'), 1, { userId: 'ben', itemId: 'lamp-0', type: 3 }),
      ...eventsAt(archived, 60, { userId: 'ben' }),
    ];
    await test.recsys.events.ingest(test.tenant, past, { backfill: true });
    await test.recsys.warmUp(test.tenant);
  });
  afterAll(async () => {
    await test.close();
    await database.drop();
  });

  it('is the end of the archive: what was bought then counts as bought', async () => {
    expect(await boughtByAnn()).toBe(false);
  });

  it('is what an explanation counts from too: the purchase stands beside the fifty newest views', async () => {
    const { history } = await test.recsys.explainVisitor(test.tenant, { userId: 'ben', surface: 'home', k: 3 });
    expect(history.filter((event) => event.type === 3).map((event) => event.itemId)).toEqual(['lamp-0']);
  });

  it('stays there while somebody looks around in it', async () => {
    await test.recsys.events.ingest(test.tenant, eventsAt(now, 9, { userId: 'visitor' }));
    expect(await boughtByAnn()).toBe(false);
  });

  it('ages by now where that is near, and for those who came after the past', () => {
    const recent = new Date('2026-06-01T00:00:00Z');
    expect([presentOf(null, now), presentOf(recent, now), presentOf(archived, now)]).toEqual([now, now, archived]);
    expect(visitorNowMs({ events: [{ ts: archived }] }, { present: archived, now })).toBe(archived.getTime());
    expect(visitorNowMs({ events: [{ ts: now }, { ts: archived }] }, { present: archived, now })).toBe(now.getTime());
  });

  it('is today as soon as the shop lives again: a purchase of seven years ago is forgotten', async () => {
    await test.recsys.events.ingest(test.tenant, eventsAt(now, 60, { ts: undefined }));
    test.clock.advanceSec(86_400);
    expect(await boughtByAnn()).toBe(true);
  });
});
