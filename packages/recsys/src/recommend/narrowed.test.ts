import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestRecsys, type TestRecsys } from '../test-recsys.ts';

const kinds = ['kettle', 'lamp', 'book'];

describe('REC-6 category best-sellers and search', () => {
  let database: TestDatabase;
  let test: TestRecsys;

  beforeAll(async () => {
    database = await testDatabase({ domains: ['recsys'] });
    test = await startTestRecsys(database.connection);
    await test.recsys.items.upsert(
      test.tenant,
      kinds.flatMap((kind) =>
        Array.from({ length: 8 }, (_, at) => ({
          itemId: `${kind}-${at}`,
          available: true,
          brand: at % 2 === 0 ? 'acme' : 'bolt',
          category: kind,
          categoryPath: ['shop', kind === 'book' ? 'paper' : 'house', kind],
          tags: [],
        })),
      ),
    );
    // Books sell most, then the third lamp, then the second kettle.
    const buyers = (itemId: string, count: number) =>
      Array.from({ length: count }, (_, at) => ({ userId: `${itemId}-${at}`, itemId, type: 3 }));
    await test.recsys.events.ingest(test.tenant, [
      ...buyers('book-1', 30),
      ...buyers('lamp-3', 12),
      ...buyers('kettle-2', 6),
      ...buyers('lamp-5', 3),
    ]);
    await test.recsys.refresh(test.tenant);
    await test.recsys.warmUp(test.tenant);
  });
  afterAll(async () => {
    await test.close();
    await database.drop();
  });

  const idsOf = async (request: Parameters<TestRecsys['recsys']['recommend']>[1]) =>
    (await test.recsys.recommend(test.tenant, request)).items.map((item) => item.itemId);

  it('names what sells in one category and below it', async () => {
    const surface = 'category-best-sellers';
    expect((await idsOf({ surface, category: 'lamp', k: 2 })).slice(0, 2)).toEqual(['lamp-3', 'lamp-5']);
    const house = await idsOf({ surface, category: 'house', k: 3 });
    expect(house.slice(0, 2)).toEqual(['lamp-3', 'kettle-2']);
    expect(await idsOf({ surface, category: 'garden', k: 3 })).toEqual([]);
  });

  it('gives back what a search found, all of it and nothing else, in its order for somebody unknown', async () => {
    const candidates = ['kettle-7', 'lamp-0', 'book-4', 'kettle-1'];
    const ids = await idsOf({ surface: 'search', candidates: [...candidates, 'nowhere'], k: 10 });
    expect(ids[0]).toBe('kettle-7');
    expect(ids.toSorted()).toEqual(candidates.toSorted());
  });

  it('moves up what fits the visitor, and keeps what they saw and bought', async () => {
    await test.recsys.events.ingest(
      test.tenant,
      ['lamp-1', 'lamp-2', 'lamp-4'].map((itemId) => ({
        userId: 'ada',
        itemId,
        type: itemId === 'lamp-4' ? 3 : 0,
        meta: { session_id: 'ada-1' },
      })),
    );
    const candidates = ['kettle-4', 'kettle-5', 'lamp-4', 'lamp-6'];
    const ids = await idsOf({ surface: 'search', userId: 'ada', sessionId: 'ada-1', candidates, k: 4 });
    expect(ids.toSorted()).toEqual(candidates.toSorted());
    expect(ids.indexOf('lamp-6')).toBeLessThan(3);
  });
});
