import { systemClock } from '@vitrine/database';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { sql, type Kysely, type KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from '../loading/index.ts';
import type { ShopTables } from '../tables.ts';
import { bindSearch, type ListingQuery, type SearchUseCases } from './index.ts';
import { nearWords } from './near-words.ts';

const names =
  'Kettle one,Kettle two,Kettle three,Kettle four,Kettle five,Kettle six,Settle bench,Headphones,Headphone stand,Lamp,Brass lamp,Kinderschuhe,Corner sofa'.split(
    ',',
  );

const texts =
  'ketle,kettel,hedphonse,settle,lamp,lanp,bras lamp,brass,sofa lamp,corner sofa qwxzkj,qwxzkj,schuhe,!!,the,kettle 7,cornr sofa kettle'
    .split(',')
    .map((text) => ({ text }));

describe.each(testDatabases())('CAT-3 a search with wrong letters, asked again, on $name', (engine) => {
  let database: TestDatabase;
  let db: Kysely<ShopTables>;
  let statements = 0;

  /** What a process asks that has not been asked anything yet. */
  const freshSearch = (): SearchUseCases => {
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        statements += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    };
    return bindSearch({ db: db.withPlugin(counting), clock: systemClock, locale: 'en', currency: 'EUR' });
  };
  const add = async (...added: string[]) => {
    const products = added.map((name) => {
      const slug = name.toLowerCase().replaceAll(' ', '-');
      return aProduct({ externalId: slug, name, description: '', skus: [aSku({ sku: `S-${slug}`, priceMinor: 900 })] });
    });
    expect((await loadCatalog(db, { products }, { clock: systemClock })).inserted).toBe(added.length);
  };

  beforeAll(async () => {
    database = await engine.open({ domains: ['shop'] });
    db = database.connection.handle<ShopTables>();
    await add(...names);
    await freshSearch().refreshPopularity();
  });
  afterAll(() => database.drop());

  it('answers the same, with filters, facets and later pages too', async () => {
    const search = freshSearch();
    const forms: readonly Partial<ListingQuery>[] = [
      { facets: true },
      { perPage: 2, page: 2 },
      { facets: true, priceMaxMinor: 500 },
      { category: 'kitchen', sort: 'price-low', facets: true },
    ];
    for (const text of texts) {
      const given = forms.map((form) => ({ ...text, ...form }));
      const first = await Promise.all(given.map((query) => freshSearch().list(query)));
      for (const _again of [1, 2])
        for (const [at, query] of given.entries())
          expect([query, await search.list(query)]).toEqual([query, first[at]]);
    }
  });

  it('takes one statement', async () => {
    const search = freshSearch();
    for (const text of ['ketle', 'settle', 'lamp', 'hedphonse']) {
      await search.list({ text });
      statements = 0;
      await search.list({ text });
      expect([text, statements]).toEqual([text, 1]);
    }
  });

  it('sees at once what the catalog has learnt or forgotten since', async () => {
    const search = freshSearch();
    const said = async (text: string) => {
      const listing = await search.list({ text });
      if (!listing.ok) throw new Error(listing.error.code);
      const { total, correctedFrom, didYouMean } = listing.value;
      return { total, correctedFrom, didYouMean };
    };
    for (const _again of [1, 2])
      expect(await said('lampp')).toEqual({ total: 2, correctedFrom: 'lampp', didYouMean: null });
    await add('Lampp original');
    expect(await said('lampp')).toMatchObject({ total: 1, correctedFrom: null });
    expect(await said('lampp')).toMatchObject({ total: 1, correctedFrom: null });

    for (const _again of [1, 2]) expect(await said('qwertz')).toMatchObject({ total: 0, correctedFrom: null });
    await add('Qwerta');
    expect(await said('qwertz')).toMatchObject({ total: 1, correctedFrom: 'qwertz' });

    for (const _again of [1, 2])
      expect(await said('settle')).toMatchObject({ total: 1, didYouMean: { text: 'kettle', total: 6 } });
    await add('Kettle seven');
    expect(await said('settle')).toMatchObject({ didYouMean: { text: 'kettle', total: 7 } });
    await sql`update shop.product set archived_at = now() where slug <> 'settle-bench'`.execute(db);
    expect(await said('settle')).toMatchObject({ total: 1, didYouMean: null });
  });

  it('looks words up by the same beginnings that the dictionary keeps', async () => {
    const words = [
      'a',
      'abc',
      'abcd',
      'aaaa',
      'lamps',
      'abcdefg',
      'abcdefgh',
      'abcdefghij',
      'straße',
      '𝒜bcdef',
      '中文字典',
    ];
    for (const word of words) {
      const { rows } = await sql<{ near: string[] }>`select shop.near_words(${word}) as near`.execute(db);
      expect([word, nearWords(word).sort()]).toEqual([word, rows[0]?.near.sort()]);
    }
  });
});
