import { systemClock } from '@vitrine/database';
import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ArtifactStore, createRecsys, type RecsysTables, shopTenant } from '../index.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const noArtifacts: ArtifactStore = {
  write: () => Promise.reject(new Error('not in this test')),
  read: () => Promise.reject(new Error('not in this test')),
  remove: () => Promise.resolve(),
};

describe('EVT-6 what surfaces and visitors did', () => {
  it('counts answers, impressions and clicks by surface, and visitors once', async () => {
    const recsys = createRecsys({
      db: database.connection.handle<RecsysTables>(),
      clock: systemClock,
      modelStore: noArtifacts,
      polling: false,
      budgetMs: 5000,
    });
    await recsys.items.upsert(shopTenant, [{ itemId: 'kettle', available: true, tags: [] }]);
    const { requestId } = await recsys.recommend(shopTenant, { surface: 'trending', userId: 'ada' });
    await recsys.decisions.flush();
    const shown = { surface: 'trending', request_id: requestId, rank: 1 };
    await recsys.events.ingest(shopTenant, [
      { userId: 'ada', itemId: 'kettle', type: 0, value: 1, meta: { ...shown, kind: 'impression' } },
      { userId: 'ada', itemId: 'kettle', type: 1, value: 1, meta: shown },
      { userId: 'bob', itemId: 'kettle', type: 0, value: 1, meta: { surface: 'pdp' } },
    ]);
    const trending = (await recsys.activity.surfaces(shopTenant)).find(({ surface }) => surface === 'trending');
    expect(trending).toMatchObject({ answers: 1, impressions: 1, clicks: 1 });
    expect(trending?.p95Ms).toBeGreaterThan(0);
    const now = Date.now();
    const span = { from: new Date(now - 60_000), to: new Date(now + 60_000) };
    expect(await recsys.activity.totals(shopTenant, span)).toEqual({ events: 3, visitors: 2 });
    await recsys.close();
  });
});
