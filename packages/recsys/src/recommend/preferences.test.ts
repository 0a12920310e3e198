import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestRecsys, type TestRecsys } from '../test-recsys.ts';

const kinds = ['kettle', 'lamp', 'sneaker', 'chair', 'book'];

describe('ACC-5 what a newcomer says they like', () => {
  let database: TestDatabase;
  let test: TestRecsys;

  beforeAll(async () => {
    database = await testDatabase({ domains: ['recsys'] });
    test = await startTestRecsys(database.connection);
    await test.recsys.items.upsert(
      test.tenant,
      kinds.flatMap((kind) =>
        Array.from({ length: 10 }, (_, at) => ({
          itemId: `${kind}-${at}`,
          available: true,
          category: kind,
          categoryPath: [kind === 'sneaker' ? 'wear' : 'home', kind],
        })),
      ),
    );
    await test.recsys.events.ingest(
      test.tenant,
      Array.from({ length: 60 }, (_, at) => ({ userId: `crowd-${at % 12}`, itemId: `book-${at % 10}` })),
    );
    await test.recsys.refresh(test.tenant);
    await test.recsys.warmUp(test.tenant);
  });
  afterAll(async () => {
    await test.close();
    await database.drop();
  });

  const home = (given: { userId?: string; preferredCategories?: string[] }) =>
    test.recsys.recommend(test.tenant, { surface: 'home', k: 10, ...given });
  const kindsOf = (items: readonly { itemId: string }[]) => new Set(items.map(({ itemId }) => itemId.split('-')[0]));

  it('leads the very next list of somebody nothing else is known of, and says so', async () => {
    expect(kindsOf((await home({ userId: 'new-1' })).items)).toContain('book');
    await test.recsys.users.upsert(test.tenant, [
      { userId: 'new-1', traits: { preferred_categories: ['lamp', 'Sneaker'] } },
    ]);
    const answer = await home({ userId: 'new-1' });
    expect(answer).toMatchObject({ strategy: 'preferences' });
    expect(answer.fallback).toBeUndefined();
    expect(kindsOf(answer.items)).toEqual(new Set(['lamp', 'sneaker']));
    expect(answer.items[0]?.because).toEqual({ kind: 'preferred' });
  });

  it('reaches a whole branch of the tree, and somebody who may not be remembered', async () => {
    const answer = await home({ preferredCategories: ['wear'] });
    expect(kindsOf(answer.items.slice(0, 5))).toEqual(new Set(['sneaker']));
  });

  it('gives way to what they then look at', async () => {
    await test.recsys.users.upsert(test.tenant, [{ userId: 'new-2', traits: { preferred_categories: ['lamp'] } }]);
    await test.recsys.events.ingest(
      test.tenant,
      [0, 1, 2, 3].map((at) => ({ userId: 'new-2', itemId: `chair-${at}`, meta: { session_id: 's-2' } })),
    );
    const { items } = await home({ userId: 'new-2' });
    expect(kindsOf(items.slice(0, 4))).toEqual(new Set(['chair']));
  });

  it('is followed from the visitor to the person they turn out to be', async () => {
    await test.recsys.users.upsert(test.tenant, [{ userId: 'person-1', traits: { preferred_categories: ['kettle'] } }]);
    await test.recsys.users.link(test.tenant, { anonymousId: 'visitor-1', userId: 'person-1' });
    expect((await home({ userId: 'visitor-1' })).items[0]?.itemId).toMatch(/^kettle/);
  });

  it('changes nothing when it names what there is not, or no names at all', async () => {
    for (const liked of [['unicorns'], [7, null, {}], 'lamp', { a: 1 }]) {
      await test.recsys.users.upsert(test.tenant, [{ userId: 'odd', traits: { preferred_categories: liked } }]);
      expect((await home({ userId: 'odd' })).strategy).toBe('popular');
    }
  });
});
