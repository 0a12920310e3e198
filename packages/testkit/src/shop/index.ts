import type { CatalogProduct, CatalogSku, ShopCustomer, ShopOrder, ShopReview } from '@vitrine/shop/loading';

/** A SKU with what the test does not care about filled in. */
export function aSku(overrides: Partial<CatalogSku> = {}): CatalogSku {
  return { sku: 'KETTLE-1', options: {}, priceMinor: 4990, currency: 'EUR', stock: 10, ...overrides };
}

/** A product: `aProduct({ externalId: 'k2' })` has its own slug and SKU code derived from the external id. */
export function aProduct(overrides: Partial<CatalogProduct> = {}): CatalogProduct {
  const externalId = overrides.externalId ?? 'kettle';
  return {
    source: 'test',
    externalId,
    slug: externalId.toLowerCase(),
    name: `Product ${externalId}`,
    description: `What ${externalId} is for.`,
    brand: { slug: 'nordlys', name: 'Nordlys' },
    categoryPath: [
      { slug: 'home', name: 'Home' },
      { slug: 'kitchen', name: 'Kitchen' },
    ],
    skus: [aSku({ sku: `${externalId.toUpperCase()}-1` })],
    tags: [],
    specs: [],
    metadata: {},
    firstAvailable: new Date('2026-01-01T00:00:00Z'),
    images: [],
    ...overrides,
  };
}

/** A customer with an e-mail of its own. */
export function aCustomer(overrides: Partial<ShopCustomer> = {}): ShopCustomer {
  const externalId = overrides.externalId ?? 'ada';
  return {
    source: 'test',
    externalId,
    email: `${externalId}@example.org`,
    firstName: 'Ada',
    lastName: 'Lovelace',
    joinedAt: new Date('2026-01-02T00:00:00Z'),
    ...overrides,
  };
}

/** A paid past order of one kettle. */
export function anOrder(overrides: Partial<ShopOrder> = {}): ShopOrder {
  return {
    source: 'test',
    externalId: 'order-1',
    customerExternalId: 'ada',
    placedAt: new Date('2026-02-01T12:00:00Z'),
    currency: 'EUR',
    status: 'paid',
    lines: [{ sku: 'KETTLE-1', quantity: 1, unitPriceMinor: 4990 }],
    ...overrides,
  };
}

/** Ada's review of the kettle. */
export function aReview(overrides: Partial<ShopReview> = {}): ShopReview {
  return {
    source: 'test',
    externalId: 'review-1',
    productExternalId: 'kettle',
    customerExternalId: 'ada',
    rating: 4,
    title: 'Boils well',
    body: 'Quick, and it pours without a drip.',
    createdAt: new Date('2026-02-10T09:00:00Z'),
    verified: true,
    ...overrides,
  };
}
