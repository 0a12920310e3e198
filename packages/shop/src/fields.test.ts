import { systemClock } from '@vitrine/database';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { aCustomer, aProduct, aReview, aSku } from '@vitrine/testkit/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShop, type ShopTables, type ShopUseCases } from './index.ts';
import { loadCatalog, loadCustomers, loadReviews } from './loading/index.ts';
import { createRecommenderSync } from './recommender/index.ts';

let database: TestDatabase;
let shop: ShopUseCases;
let told: Record<string, unknown> = {};

beforeAll(async () => {
  database = await testDatabase();
  const db = database.connection.handle<ShopTables>();
  shop = createShop({ db, clock: systemClock });
  const product = aProduct({
    externalId: 'kettle',
    name: 'Arden kettle',
    description: 'Boils water without hurry.',
    skus: [
      aSku({ sku: 'KETTLE-S', options: { size: '1 l' } }),
      aSku({ sku: 'KETTLE-L', options: { size: '1.7 l' }, priceMinor: 5990 }),
    ],
    color: 'black',
    tags: ['cordless'],
    specs: [{ name: 'Capacity', value: '1.7 l' }],
    metadata: { wattage: 2200 },
    images: [{ url: '/media/kettle.svg', alt: 'A kettle', width: 640, height: 800, kind: 'drawing' }],
  });
  await loadCatalog(db, { products: [product] }, { clock: systemClock });
  await loadCustomers(
    db,
    [
      aCustomer({
        age: 40,
        joinedAt: new Date('2026-01-02T00:00:00Z'),
        gender: 'female',
        locale: 'en-GB',
        country: 'GB',
        loyaltyTier: 'gold',
        newsletter: true,
        preferredCategories: ['kitchen'],
      }),
    ],
    { clock: systemClock },
  );
  await loadReviews(db, [aReview({ rating: 5 })], { clock: systemClock });
  const sink = {
    upsertItems: (items: unknown[]) => Promise.resolve((told = items[0] as Record<string, unknown>)),
    linkUsers: async () => undefined,
    deleteUsers: async () => undefined,
    upsertUsers: () => Promise.resolve(),
    sendEvents: () => Promise.resolve(),
  };
  await createRecommenderSync(shop.context, sink, { siteUrl: 'https://shop.example' }).drain();
});
afterAll(() => database.drop());

describe('DB-2 product fields', () => {
  it('keeps everything a product has, its sizes under one parent', async () => {
    const page = await shop.catalog.getProductBySlug('kettle');
    expect(page).toMatchObject({
      name: 'Arden kettle',
      description: 'Boils water without hurry.',
      currency: 'EUR',
      brand: { name: 'Nordlys' },
      category: { slug: 'kitchen' },
      breadcrumbs: [{ slug: 'home' }, { slug: 'kitchen' }],
      available: true,
      ratingAverage: 5,
      tags: ['cordless'],
      specs: [{ name: 'Capacity', value: '1.7 l' }],
    });
    expect(page?.skus.map(({ sku }) => sku)).toEqual(['KETTLE-S', 'KETTLE-L']);
    expect(page?.images[0]?.url).toBe('/media/kettle.svg');
  });

  it('tells the recommender the parent, with colour, rating bin, address and picture', () => {
    expect(told).toMatchObject({
      available: true,
      price: 49.9,
      brand: 'Nordlys',
      url: 'https://shop.example/products/kettle',
      image_url: 'https://shop.example/media/kettle.svg',
    });
    expect(told['tags']).toEqual(expect.arrayContaining(['brand:nordlys', 'color:black', 'cordless']));
    expect(JSON.stringify(told['props'])).toContain('"rating_bin":"high"');
  });
});

describe('DB-3 customer fields', () => {
  it('keeps who a customer is, what they like and what they agreed to', async () => {
    const id = await shop.customers.findByIdentity('test', 'ada');
    expect(await shop.customers.getProfile(id ?? '')).toMatchObject({
      email: 'ada@example.org',
      firstName: 'Ada',
      lastName: 'Lovelace',
      birthYear: 1986,
      gender: 'female',
      locale: 'en-GB',
      country: 'GB',
      loyaltyTier: 'gold',
      preferredCategories: ['kitchen'],
      consents: { newsletter: true },
      joinedAt: new Date('2026-01-02T00:00:00Z'),
    });
  });

  it('lets one e-mail belong to one customer, whatever its case', async () => {
    const second = aCustomer({ externalId: 'other', email: 'ADA@example.org' });
    const report = await loadCustomers(database.connection.handle<ShopTables>(), [second], { clock: systemClock });
    expect(report.inserted).toBe(0);
    expect(report.rejected[0]).toMatchObject({ index: 0, field: 'email' });
  });
});
