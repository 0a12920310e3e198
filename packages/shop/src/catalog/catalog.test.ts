import { systemClock } from '@vitrine/database';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { aCustomer, aProduct, aReview, aSku } from '@vitrine/testkit/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShop, type ShopTables, type ShopUseCases } from '../index.ts';
import { loadCatalog, loadCustomers, loadReviews } from '../loading/index.ts';

const databases = testDatabases();

describe.each(databases)('on $name', (engine) => {
  let database: TestDatabase;
  let shop: ShopUseCases;
  const ids = new Map<string, string>();

  const kettle = aProduct({
    externalId: 'kettle',
    skus: [
      aSku({ sku: 'KETTLE-1', options: { color: 'black' }, priceMinor: 4990, stock: 0 }),
      aSku({ sku: 'KETTLE-2', options: { color: 'white' }, priceMinor: 5990, compareAtMinor: 6990, stock: 3 }),
    ],
    specs: [{ name: 'Capacity', value: '1.7 l' }],
    tags: ['Cordless', 'quick boil'],
    images: ['front', 'side', 'detail'].map((view) => ({
      url: `/pictures/kettle-${view}.svg`,
      alt: `Kettle, ${view}`,
      width: 800,
      height: 800,
      kind: 'drawing' as const,
    })),
    firstAvailable: new Date('2026-03-01T00:00:00Z'),
  });

  beforeAll(async () => {
    database = await engine.open({ domains: ['shop'] });
    const db = database.connection.handle<ShopTables>();
    shop = createShop({ db, clock: systemClock });
    const report = await loadCatalog(
      db,
      {
        products: [
          kettle,
          aProduct({ externalId: 'toaster', skus: [aSku({ sku: 'TOASTER-1', priceMinor: 5490 })] }),
          aProduct({
            externalId: 'lamp',
            brand: { slug: 'lumo', name: 'Lumo' },
            categoryPath: [
              { slug: 'home', name: 'Home' },
              { slug: 'lighting', name: 'Lighting' },
            ],
            skus: [aSku({ sku: 'LAMP-1', priceMinor: 19900 })],
          }),
          aProduct({ externalId: 'old', archived: true }),
          aProduct({ externalId: 'dollar', skus: [aSku({ sku: 'DOLLAR-1', currency: 'USD' })] }),
        ],
      },
      { clock: systemClock },
    );
    expect(report.rejected).toEqual([]);
    for (const [externalId, id] of report.ids) ids.set(externalId, id);
    await loadCustomers(db, [aCustomer(), aCustomer({ externalId: 'bob', firstName: 'Bob', lastName: null })], {
      clock: systemClock,
    });
    await loadReviews(db, [aReview(), aReview({ externalId: 'review-2', customerExternalId: 'bob', rating: 5 })], {
      clock: systemClock,
    });
  });
  afterAll(() => database.drop());

  describe('CAT-2 product reads', () => {
    it('shows a product page with everything on it, by slug and by id', async () => {
      const page = await shop.catalog.getProductBySlug('kettle');
      expect(page).toMatchObject({
        name: 'Product kettle',
        brand: { slug: 'nordlys', name: 'Nordlys' },
        category: { slug: 'kitchen', name: 'Kitchen' },
        priceMinor: 5990,
        compareAtMinor: 6990,
        available: true,
        stockLeft: 3,
        breadcrumbs: [
          { slug: 'home', name: 'Home' },
          { slug: 'kitchen', name: 'Kitchen' },
        ],
        specs: [{ name: 'Capacity', value: '1.7 l' }],
        tags: ['cordless', 'quick-boil'],
        reviews: { average: 4.5, count: 2, histogram: [0, 0, 0, 1, 1] },
      });
      expect(page?.skus.map((sku) => [sku.sku, sku.options, sku.available])).toEqual([
        ['KETTLE-1', { color: 'black' }, false],
        ['KETTLE-2', { color: 'white' }, true],
      ]);
      expect(page?.images.map((image) => image.alt)).toEqual(['Kettle, front', 'Kettle, side', 'Kettle, detail']);
      expect(page?.reviews.latest.map((review) => review.author).sort()).toEqual(['Ada L.', 'Bob']);
      expect(page?.firstAvailable).toEqual(new Date('2026-03-01T00:00:00Z'));
      expect(await shop.catalog.getProductById(page?.id ?? '')).toEqual(page);
    });

    it('does not know archived products, other currencies, or nonsense', async () => {
      expect(await shop.catalog.getProductBySlug('old')).toBeNull();
      expect(await shop.catalog.getProductBySlug('dollar')).toBeNull();
      expect(await shop.catalog.getProductBySlug('a\0b')).toBeNull();
      expect(await shop.catalog.listCategoryProducts('\ud800')).toBeNull();
      expect(await shop.catalog.getProductById("'; drop table shop.product; --")).toBeNull();
      expect((await shop.forVisitor({ currency: 'USD' }).catalog.getProductBySlug('dollar'))?.currency).toBe('USD');
    });

    it('keeps the order of the ids it is asked for and skips what is not there', async () => {
      const wanted = ['lamp', 'old', 'kettle'].map((name) => ids.get(name) ?? '');
      const cards = await shop.catalog.getProductCards([...wanted, 'nonsense', wanted[0] ?? '']);
      expect(cards.map((card) => card.slug)).toEqual(['lamp', 'kettle']);
      expect(cards[1]?.images).toHaveLength(2);
    });
  });

  describe('WEB-6 categories', () => {
    it('counts each product once in every branch above it', async () => {
      const [home] = await shop.catalog.listCategories();
      expect(home).toMatchObject({ slug: 'home', productCount: 4 });
      expect(home?.children.map((child) => [child.slug, child.productCount])).toEqual([
        ['kitchen', 3],
        ['lighting', 1],
      ]);
    });

    it('pages through a branch in the order asked for', async () => {
      const first = await shop.catalog.listCategoryProducts('home', { perPage: 2, sort: 'price-low' });
      const second = await shop.catalog.listCategoryProducts('home', { perPage: 2, page: 2, sort: 'price-low' });
      expect(first).toMatchObject({ total: 3, pageCount: 2, breadcrumbs: [{ slug: 'home', name: 'Home' }] });
      expect([...(first?.products ?? []), ...(second?.products ?? [])].map((card) => card.slug)).toEqual([
        'kettle',
        'toaster',
        'lamp',
      ]);
      expect(await shop.catalog.listCategoryProducts('nowhere')).toBeNull();
    });

    it('shows new arrivals that can be bought, newest first', async () => {
      expect((await shop.catalog.newArrivals(2)).map((card) => card.slug)[0]).toBe('kettle');
    });
  });

  describe('CAT-4 related by rule', () => {
    it('puts the same category, brand and price band before a sister category', async () => {
      expect((await shop.catalog.relatedByRule(ids.get('toaster') ?? '', 5)).map((card) => card.slug)).toEqual([
        'kettle',
        'lamp',
      ]);
    });
  });
});
