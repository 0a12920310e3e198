import { systemClock } from '@vitrine/database';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from '../loading/index.ts';
import type { ShopTables } from '../tables.ts';
import { bindSearch, type SearchUseCases } from './index.ts';

const english = [
  { externalId: 'kettle', name: 'Cordless kettle', description: 'Boils a litre in two minutes.', tags: ['quick boil'] },
  { externalId: 'teapot', name: 'Stoneware teapot', description: 'Goes well with a kettle.' },
  { externalId: 'brulee', name: 'Crème brûlée torch', brand: { slug: 'francais', name: 'Ça Français' } },
  { externalId: 'eclair', name: 'Éclair mould', description: 'For choux pastry, 1.7 litres, wi-fi/app.' },
  { externalId: 'sofa', name: 'Corner sofa', description: 'Seats five.' },
  { externalId: 'lamp', name: 'Brass desk lamp', color: 'Gold', skus: [aSku({ sku: 'LUM-4711/B' })] },
  { externalId: 'lampshade', name: 'Lampshade', skus: [aSku({ sku: 'SHADE-1', stock: 0 })] },
  { externalId: 'headphones', name: 'Wireless headphones', specs: [{ name: 'Battery', value: 'lithium' }] },
] as const;

const german = [
  { externalId: 'kinderschuhe', name: 'Kinderschuhe aus Leder' },
  { externalId: 'buecher', name: 'Bücherregal Eiche', description: 'Für jede Größe.' },
  { externalId: 'strasse', name: 'Straßenkreide' },
  { externalId: 'schluessel', name: 'Schlüsselbrett' },
] as const;

describe.each(testDatabases())('CAT-3 search on $name', (engine) => {
  let database: TestDatabase;
  let db: Kysely<ShopTables>;
  let search: SearchUseCases;
  let suche: SearchUseCases;

  beforeAll(async () => {
    database = await engine.open({ domains: ['shop'] });
    db = database.connection.handle<ShopTables>();
    search = bindSearch({ db, clock: systemClock, locale: 'en', currency: 'EUR' });
    suche = bindSearch({ db, clock: systemClock, locale: 'de', currency: 'EUR' });
    const at = { clock: systemClock };
    await loadCatalog(
      db,
      {
        products: english.map((given) =>
          aProduct({
            ...given,
            tags: [...('tags' in given ? given.tags : [])],
            skus: [...('skus' in given ? given.skus : [aSku({ sku: `${given.externalId}-1` })])],
            specs: [...('specs' in given ? given.specs : [])],
          }),
        ),
      },
      at,
    );
    await loadCatalog(
      db,
      {
        locale: 'de',
        products: german.map((given) => aProduct({ ...given, skus: [aSku({ sku: `${given.externalId}-1` })] })),
      },
      at,
    );
  });
  afterAll(() => database.drop());

  async function found(by: SearchUseCases, text: string) {
    const listing = await by.list({ text });
    if (!listing.ok) throw new Error(JSON.stringify(listing.error));
    const { products, correctedFrom, didYouMean } = listing.value;
    return { slugs: products.map(({ slug }) => slug), correctedFrom, didYouMean };
  }

  it.each([
    ['a word of the name before one of the description', 'kettle', ['kettle', 'teapot']],
    ['plurals', 'kettles', ['kettle', 'teapot']],
    ['capitals and spaces', '  KETTLE ', ['kettle', 'teapot']],
    ['accents that are left out', 'creme brulee', ['brulee']],
    ['accents that are typed', 'CRÈME BRÛLÉE', ['brulee']],
    ['É', 'Éclair', ['eclair']],
    ['ç', 'ça', ['brulee']],
    ['the brand', 'francais', ['brulee']],
    ['beginnings of words, whole words first', 'lamp', ['lamp', 'lampshade']],
    ['a beginning while typing', 'headph', ['headphones']],
    ['two words in any order', 'lamp brass', ['lamp']],
    ['little words', 'the sofa', ['sofa']],
    ['a code, its product alone', 'LUM-4711/B', ['lamp']],
    ['a code in small letters', 'lum-4711/b', ['lamp']],
    ['the colour', 'gold lamp', ['lamp']],
    ['a tag', 'quick-boil', ['kettle']],
    ['what the specification says', 'lithium', ['headphones']],
    ['the description', 'choux', ['eclair']],
    ['numbers with a point', '1.7 litres', ['eclair']],
    ['words with a dash', 'Wi-Fi', ['eclair']],
  ])('finds %s', async (_what, text, slugs) => {
    expect((await found(search, text)).slugs).toEqual(slugs);
  });

  it.each([
    ['a letter left out', 'kettl sofaa', null],
    ['a letter too few inside', 'ketle', 'kettle'],
    ['two letters swapped', 'ektetle', null],
    ['neighbours swapped', 'ketlte', 'kettle'],
    ['a letter too many', 'sofaa', 'sofa'],
    ['two wrong letters in a long word', 'hedphonse', 'headphones'],
    ['a wrong letter among right words', 'brass lanp', 'lamp'],
  ])('forgives %s', async (_what, text, slug) => {
    const { slugs, correctedFrom } = await found(search, text);
    if (slug === null) expect(correctedFrom).toBeNull();
    else expect([slugs[0], correctedFrom]).toEqual([slug, text]);
  });

  it('offers fewer words when all of them find nothing together', async () => {
    expect(await found(search, 'sofa lithium')).toMatchObject({ slugs: [], didYouMean: { total: 1 } });
    expect(await found(search, 'corner sofa qwxzkj')).toMatchObject({
      slugs: [],
      didYouMean: { text: 'corner sofa', total: 1 },
    });
    expect(await found(search, 'qwxzkj')).toEqual({ slugs: [], correctedFrom: null, didYouMean: null });
  });

  it.each([
    ['umlauts as they are', 'Bücher', ['buecher']],
    ['umlauts left out', 'bucher', ['buecher']],
    ['umlauts written out', 'Schluessel', ['schluessel']],
    ['ß and ss', 'Strasse', ['strasse']],
    ['stems', 'Bücherregale', ['buecher']],
    ['the first part of a compound', 'Kinder', ['kinderschuhe']],
    ['the last part of a compound', 'Schuhe', ['kinderschuhe']],
    ['texts of a product that has none in German', 'kettle', ['kettle', 'teapot']],
  ])('finds in German %s', async (_what, text, slugs) => {
    expect((await found(suche, text)).slugs).toEqual(slugs);
  });

  it('finds by synonyms both ways, of several words too, until they are taken away', async () => {
    expect(await search.synonyms.add({ term: 'Couch', synonym: 'sofa' }, 'ada')).toEqual({
      ok: true,
      value: { changed: true },
    });
    expect(await search.synonyms.add({ term: 'sofa', synonym: 'couch' }, 'ada')).toEqual({
      ok: true,
      value: { changed: false },
    });
    expect((await found(search, 'corner couch')).slugs).toEqual(['sofa']);
    await search.synonyms.add({ term: 'ear speakers', synonym: 'headphones' }, 'ada');
    expect((await found(search, 'ear speakers')).slugs).toEqual(['headphones']);
    expect(await search.synonyms.list()).toEqual([
      { term: 'couch', synonym: 'sofa' },
      { term: 'ear speakers', synonym: 'headphones' },
    ]);
    expect(await search.synonyms.remove({ term: 'sofa', synonym: 'couch' }, 'ada')).toEqual({ changed: true });
    expect((await found(search, 'corner couch')).slugs).toEqual([]);
    expect(await search.synonyms.add({ term: '!!', synonym: 'x' }, 'ada')).toMatchObject({ error: { field: 'term' } });
  });

  it('suggests products, shelves and phrases for a beginning', async () => {
    expect(await search.suggest('corner so', 3)).toMatchObject({
      products: [{ slug: 'sofa' }],
      phrases: ['corner sofa'],
    });
    expect(await search.suggest('kitch', 3)).toMatchObject({ categories: [{ slug: 'kitchen' }] });
    expect(await search.suggest('nord', 3)).toMatchObject({ brands: [{ slug: 'nordlys' }] });
    expect(await search.suggest(' ', 3)).toEqual({ products: [], categories: [], brands: [], phrases: [] });
  });

  it.each(["'", '\\', '%_', ":*'&|!()<->", '\u{1f600}', 'a:*', "o'neil & (", '\0', '\ud800', '中文'])(
    'takes %j for words',
    async (text) => {
      expect((await search.list({ text, facets: true })).ok).toBe(true);
      expect(await search.suggest(text)).toBeDefined();
    },
  );

  it('shows a change once it is committed, never before, and not after a rollback', async () => {
    const soldOut = async () => (await search.list({ text: 'sofa', availableOnly: true })).ok;
    expect(await soldOut()).toBe(true);
    if (engine.name !== 'PGlite') {
      await expect(
        db.transaction().execute(async (trx) => {
          await sql`update shop.product_translation set name = 'Settee' where name = 'Corner sofa'`.execute(trx);
          expect((await found(search, 'settee')).slugs).toEqual([]);
          throw new Error('thought better of it');
        }),
      ).rejects.toThrow('thought better');
      expect((await found(search, 'sofa')).slugs).toEqual(['sofa']);
    }
    await sql`update shop.product_translation set name = 'Settee' where name = 'Corner sofa'`.execute(db);
    expect((await found(search, 'settee')).slugs).toEqual(['sofa']);
    expect((await found(search, 'setee')).correctedFrom).toBe('setee');
    await sql`update shop.stock set on_hand = 0 where sku_id in (select id from shop.sku where code = 'sofa-1')`.execute(
      db,
    );
    expect(await search.list({ text: 'settee', availableOnly: true })).toMatchObject({ value: { total: 0 } });
    await sql`update shop.price set amount_minor = 7 where sku_id in (select id from shop.sku where code = 'sofa-1')`.execute(
      db,
    );
    await sql`update shop.brand set name = 'Südlys' where slug = 'nordlys'`.execute(db);
    expect(await search.list({ text: 'settee sudlys' })).toMatchObject({
      value: { products: [{ priceMinor: 7, brand: { name: 'Südlys' } }] },
    });
    await sql`update shop.product set archived_at = now() where slug = 'sofa'`.execute(db);
    expect((await found(search, 'settee')).slugs).toEqual([]);
    expect(
      (await sql`select from shop.listing_change union all select from shop.listing_turn`.execute(db)).rows,
    ).toEqual([]);
  });
});
