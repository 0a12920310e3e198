import { systemClock } from '@vitrine/database';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShop, type ShopTables, type ShopUseCases } from '../index.ts';
import { loadCatalog, type CatalogProduct } from './index.ts';

const image = { url: '/media/kettle.svg', alt: 'A kettle', width: 64, height: 80, kind: 'drawing' } as const;
const german = {
  name: 'Teekessel Arden',
  description: 'Kocht Wasser.',
  specs: [{ name: 'Farbe', value: 'Salbei' }],
  categoryNames: ['Küche'],
  imageAlts: ['Ein Kessel'],
};

function aKettle(changes: Partial<CatalogProduct> = {}): CatalogProduct {
  return {
    ...aProduct({ externalId: 'kettle' }),
    color: 'sage',
    categoryPath: [{ slug: 'kitchen', name: 'Kitchen' }],
    images: [image],
    skus: [aSku({ sku: 'K-1', options: { color: 'sage' } })],
    translations: { de: german },
    ...changes,
  };
}

describe.each(testDatabases())('DB-1 a catalog in several languages, on $name', (engine) => {
  let database: TestDatabase;
  let shop: ShopUseCases;
  const load = (product: CatalogProduct) =>
    loadCatalog(
      database.connection.handle<ShopTables>(),
      { products: [product], words: { de: { sage: 'Salbei', color: 'Farbe' } } },
      { clock: systemClock },
    );
  const read = async (locale: string) => {
    const page = await shop.forVisitor({ locale }).catalog.getProductBySlug(aKettle().slug);
    if (page === null) throw new Error('the kettle is not there');
    const { name, description, category, color, specs, images, skus } = page;
    return { name, description, category: category.name, color, specs, alt: images[0]?.alt, options: skus[0]?.options };
  };

  beforeAll(async () => {
    database = await engine.open({ domains: ['shop'] });
    shop = createShop({ db: database.connection.handle<ShopTables>(), clock: systemClock });
  });
  afterAll(() => database.drop());

  it('answers each language in its own words, and the first one where a word is missing', async () => {
    expect(await load(aKettle())).toMatchObject({ inserted: 1, rejected: [] });
    expect(await read('de')).toEqual({
      name: 'Teekessel Arden',
      description: 'Kocht Wasser.',
      category: 'Küche',
      color: 'Salbei',
      specs: german.specs,
      alt: 'Ein Kessel',
      options: { Farbe: 'Salbei' },
    });
    expect(await read('en')).toMatchObject({
      name: aKettle().name,
      category: 'Kitchen',
      color: 'sage',
      alt: 'A kettle',
    });
    expect(await read('fr')).toEqual(await read('en'));
  });

  it('suggests in the language that is asked for, and in that of the shop where none is', async () => {
    const names = async (...asked: Parameters<ShopUseCases['search']['suggest']>) => {
      const { products, categories } = await shop.search.suggest(...asked);
      return [products[0]?.name, categories[0]?.name];
    };
    expect(await names('teekessel küche', 3, 'de')).toEqual(['Teekessel Arden', 'Küche']);
    expect(await names('kitchen', 3)).toEqual([aKettle().name, 'Kitchen']);
  });

  it('takes a changed translation, and leaves it when the record says nothing of the language', async () => {
    await load(aKettle({ translations: { de: { ...german, name: 'Kessel', specs: [] } } }));
    expect(await read('de')).toMatchObject({ name: 'Kessel' });
    const { translations: _, ...plain } = aKettle();
    await load({ ...plain, name: 'Kettle two' });
    expect(await read('de')).toMatchObject({ name: 'Kessel', category: 'Küche' });
  });

  it.each([
    ['a locale that is none', { DE: german }, 'translations.DE'],
    ['an empty name', { de: { ...german, name: ' ' } }, 'translations.de.name'],
    ['shelves that do not match the path', { de: { ...german, categoryNames: [] } }, 'translations.de.categoryNames'],
  ])('refuses %s, naming the field', async (_name, translations, field) => {
    const report = await load(aKettle({ translations }));
    expect(report.rejected.map((row) => row.field)).toEqual([field]);
  });
});
