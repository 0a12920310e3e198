import { systemClock } from '@vitrine/database';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadCatalog } from '../loading/index.ts';
import type { ShopTables } from '../tables.ts';
import { bindSearch, type SearchUseCases } from './index.ts';

describe.each(testDatabases())('CAT-1 listing on $name', (engine) => {
  let database: TestDatabase;
  let search: SearchUseCases;

  beforeAll(async () => {
    database = await engine.open({ domains: ['shop'] });
    const db = database.connection.handle<ShopTables>();
    search = bindSearch({ db, clock: systemClock, locale: 'en', currency: 'EUR' });
    const report = await loadCatalog(
      db,
      {
        products: [
          aProduct({
            externalId: 'kettle',
            color: 'Black',
            tags: ['cordless'],
            skus: [aSku({ sku: 'K-1', priceMinor: 4990 })],
          }),
          aProduct({ externalId: 'toaster', color: 'Red', skus: [aSku({ sku: 'T-1', priceMinor: 5490, stock: 0 })] }),
          aProduct({
            externalId: 'lamp',
            color: 'Black',
            brand: { slug: 'lumo', name: 'Lumo' },
            categoryPath: [
              { slug: 'home', name: 'Home' },
              { slug: 'lighting', name: 'Lighting' },
            ],
            skus: [aSku({ sku: 'L-1', priceMinor: 19900 })],
          }),
        ],
      },
      { clock: systemClock },
    );
    expect(report.rejected).toEqual([]);
  });
  afterAll(() => database.drop());

  it('counts each facet with all filters but its own', async () => {
    const listing = await search.list({ category: 'home', brands: ['lumo'], colors: ['black'], facets: true });
    expect(listing).toMatchObject({
      ok: true,
      value: {
        total: 1,
        products: [{ slug: 'lamp' }],
        facets: {
          brands: [
            { value: 'lumo', count: 1, selected: true },
            { value: 'nordlys', count: 1, selected: false },
          ],
          colors: [{ value: 'black', count: 1, selected: true, hex: '#1c1c1c' }],
          price: { minMinor: 19900, maxMinor: 19900 },
        },
      },
    });
  });

  it('sorts, pages and names the field of a bad value', async () => {
    const first = await search.list({ sort: 'price-low', perPage: 2 });
    expect(first).toMatchObject({
      value: { total: 3, pageCount: 2, products: [{ slug: 'kettle' }, { slug: 'toaster' }] },
    });
    const cursor = (first.ok ? first.value.nextCursor : null) ?? '';
    expect(await search.list({ sort: 'price-low', perPage: 2, cursor })).toMatchObject({
      value: { products: [{ slug: 'lamp' }], nextCursor: null },
    });
    expect(await search.list({ priceMinMinor: 5, priceMaxMinor: 4 })).toMatchObject({
      error: { code: 'catalog.invalid_query', field: 'priceMinMinor' },
    });
    expect(await search.list({ category: 'nowhere' })).toMatchObject({
      error: { code: 'catalog.category_not_found' },
    });
  });
});
