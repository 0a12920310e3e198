import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import { aProduct } from '@vitrine/testkit/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from '../loading/index.ts';
import type { ShopTables } from '../tables.ts';
import { checkQuery } from './check-query.ts';
import type { ListingQuery } from './index.ts';
import { selectCounted } from './kept-tallies.ts';

describe('CAT-1 counts of a whole shop', () => {
  let database: TestDatabase;
  let atMs = Date.UTC(2026, 4, 1);
  const clock = { now: () => new Date(atMs) };
  const db = () => database.connection.handle<ShopTables>();
  const load = async (...names: string[]) => {
    const products = names.map((externalId) => aProduct({ externalId }));
    expect((await loadCatalog(db(), { products }, { clock })).rejected).toEqual([]);
  };

  beforeAll(async () => {
    database = await testDatabase({ domains: ['shop'] });
    await load('cup', 'bowl');
  });
  afterAll(() => database.drop());

  /** What the shop's brands are said to hold, as the page would show it, in a shop that is big from so many products on. */
  async function counted(bigShop: number): Promise<unknown> {
    const query = checkQuery({ facets: true });
    if (!query.ok) throw new Error(query.error.code);
    const context = { db: db(), clock, locale: 'en', currency: 'EUR' };
    return (await selectCounted(context, query.value, { start: { offset: 0 }, bigShop })).tallies;
  }

  it('are those of some seconds ago in a big shop, of now in a small one, and never older for a clock that was set back', async () => {
    const ofTwo = await counted(2);
    await load('plate');
    expect(await counted(2)).toEqual(ofTwo);
    atMs += 10_001;
    const ofThree = await counted(2);
    expect(ofThree).not.toEqual(ofTwo);
    await load('jug');
    expect(await counted(2)).toEqual(ofThree);
    atMs -= 3_600_000;
    const ofFour = await counted(2);
    expect(ofFour).not.toEqual(ofThree);
    await load('pan');
    atMs += 10_001;
    expect(await counted(1_000)).not.toEqual(ofFour);
  });

  it.each<ListingQuery>([
    { category: 'kitchen' },
    { brands: ['nordlys'] },
    { brands: ['nobody'] },
    { colors: ['red'] },
    { availableOnly: true },
    { ratingMin: 4 },
    { priceMinMinor: 1, priceMaxMinor: 2 },
  ])('serve as the counts of the one facet that %j leaves out', async (given) => {
    atMs += 20_000;
    const query = checkQuery({ ...given, facets: true });
    if (!query.ok) throw new Error(query.error.code);
    const context = { db: db(), clock, locale: 'en', currency: 'EUR' };
    const [big, small] = await Promise.all(
      [1, 1_000_000].map(async (bigShop) => {
        const row = await selectCounted(context, query.value, { start: { offset: 0 }, bigShop });
        return { ...row, tallies: (row.tallies ?? []).map((tally) => JSON.stringify(tally)).sort() };
      }),
    );
    expect(big).toEqual(small);
  });
});
