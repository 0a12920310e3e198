import { systemClock } from '@vitrine/database';
import { testDatabases, type TestDatabase } from '@vitrine/testkit/database';
import { aCustomer, anOrder, aProduct, aSku } from '@vitrine/testkit/shop';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShop, type ShopTables, type ShopUseCases } from './index.ts';
import { findCustomerIds, findProductIds, loadCatalog, loadCustomers, loadOrders } from './loading/index.ts';

const databases = testDatabases();

describe.each(databases)('on $name', (engine) => {
  let database: TestDatabase;
  let shop: ShopUseCases;
  let productId = '';
  let skuId = '';
  let ada = '';

  beforeAll(async () => {
    database = await engine.open({ domains: ['shop'] });
    const db = database.connection.handle<ShopTables>();
    shop = createShop({ db, clock: systemClock });
    await loadCatalog(
      db,
      { products: [aProduct({ skus: [aSku({ stock: 3 })] }), aProduct({ externalId: 'cup' })] },
      { clock: systemClock },
    );
    await loadCustomers(db, [aCustomer(), aCustomer({ externalId: 'bob' })], { clock: systemClock });
    await loadOrders(db, [anOrder()], { clock: systemClock });
    productId = (await findProductIds(db, 'test', ['kettle'])).get('kettle') ?? '';
    ada = (await findCustomerIds(db, 'test', ['ada', 'nobody'])).get('ada') ?? '';
    skuId = (await shop.catalog.getProductById(productId))?.skus[0]?.id ?? '';
  });
  afterAll(() => database.drop());

  async function outboxOf(key: string): Promise<number> {
    const { rows } = await sql<{
      count: number;
    }>`select count(*) as count from platform.outbox where key = ${key}`.execute(shop.context.db);
    return rows[0]?.count ?? -1;
  }

  describe('CAT-2 and CAT-8 catalog edits', () => {
    it('archives and restores a product, telling the outbox once for each change', async () => {
      const before = await outboxOf(productId);
      expect(await shop.catalog.setArchived(productId, true)).toEqual({ ok: true, value: { changed: true } });
      expect(await shop.catalog.setArchived(productId, true)).toEqual({ ok: true, value: { changed: false } });
      expect(await shop.catalog.getProductBySlug('kettle')).toBeNull();
      await shop.catalog.setArchived(productId, false);
      expect(await shop.catalog.getProductBySlug('kettle')).not.toBeNull();
      expect(await outboxOf(productId)).toBe(before + 2);
      expect(await shop.catalog.setArchived(crypto.randomUUID(), true)).toEqual({
        ok: false,
        error: { code: 'catalog.not_found' },
      });
    });

    it('keeps superseded prices and refuses fractions of a cent', async () => {
      await shop.catalog.changePrice(skuId, { amountMinor: 3990, compareAtMinor: 4990 });
      expect(await shop.catalog.getProductBySlug('kettle')).toMatchObject({ priceMinor: 3990, compareAtMinor: 4990 });
      const { rows } =
        await sql`select amount_minor, version from shop.price_history where sku_id = ${skuId}::uuid`.execute(
          shop.context.db,
        );
      expect(rows).toEqual([{ amount_minor: 4990, version: 1 }]);
      expect(await shop.catalog.changePrice(skuId, { amountMinor: 39.9 })).toMatchObject({
        error: { code: 'catalog.invalid_price' },
      });
      expect(await shop.catalog.changePrice(skuId, { amountMinor: 3990, compareAtMinor: 100 })).toMatchObject({
        ok: false,
      });
    });

    it('lists everything that is sold', async () => {
      expect(await shop.catalog.listProducts({ perPage: 1, sort: 'name' })).toMatchObject({
        total: 2,
        pageCount: 2,
        products: [{ slug: 'cup' }],
      });
    });
  });

  describe('Inventory', () => {
    it('receives and corrects stock with a reason, and never goes below zero', async () => {
      expect(await shop.inventory.receive(skuId, 2)).toEqual({ ok: true, value: { onHand: 5 } });
      expect(await shop.inventory.correct(skuId, -6)).toEqual({ ok: false, error: { code: 'inventory.below_zero' } });
      expect(await shop.inventory.correct(skuId, -1)).toEqual({ ok: true, value: { onHand: 4 } });
      const { rows } =
        await sql`select change, reason from shop.stock_movement where sku_id = ${skuId}::uuid order by id`.execute(
          shop.context.db,
        );
      expect(rows).toEqual([
        { change: 3, reason: 'received' },
        { change: 2, reason: 'received' },
        { change: -1, reason: 'corrected' },
      ]);
      expect(await shop.inventory.receive(crypto.randomUUID(), 1)).toMatchObject({
        error: { code: 'inventory.not_found' },
      });
    });
  });

  describe('CAT-7 reviews', () => {
    it('takes one review a customer and product, verified for those who bought it', async () => {
      const words = { productId, rating: 5, title: 'Good', body: 'Boils.' };
      expect(await shop.reviews.write({ ...words, customerId: ada })).toMatchObject({
        ok: true,
        value: { verified: true },
      });
      expect(await shop.reviews.write({ ...words, customerId: ada, rating: 1 })).toMatchObject({
        error: { code: 'reviews.already_reviewed' },
      });
      const bob = (await shop.customers.findByIdentity('test', 'bob')) ?? '';
      expect(await shop.reviews.write({ ...words, customerId: bob, rating: 2 })).toMatchObject({
        ok: true,
        value: { verified: false },
      });
      expect(await shop.reviews.list(productId, { perPage: 1 })).toMatchObject({
        average: 3.5,
        count: 2,
        histogram: [0, 1, 0, 0, 1],
        latest: [{ rating: 2 }],
      });
      expect(await shop.reviews.write({ ...words, customerId: bob, rating: 0 })).toMatchObject({
        error: { field: 'rating' },
      });
      expect(await shop.reviews.list('nonsense')).toBeNull();
    });
  });

  describe('ORD-1 the basket', () => {
    const guest = { visitorId: 'guest-1' };

    it('adds, changes, removes and clears, for guests and accounts apart', async () => {
      expect(await shop.cart.get(guest)).toMatchObject({ lines: [], goodsMinor: 0 });
      await Promise.all([shop.cart.add(guest, { skuId, quantity: 1 }), shop.cart.add(guest, { skuId, quantity: 1 })]);
      expect(await shop.cart.get(guest)).toMatchObject({
        itemCount: 2,
        goodsMinor: 7980,
        lines: [{ slug: 'kettle', quantity: 2 }],
      });
      expect(await shop.cart.change(guest, { skuId, quantity: 2 })).toMatchObject({
        ok: true,
        value: { cart: { itemCount: 2 } },
      });
      expect(await shop.cart.get({ customerId: ada })).toMatchObject({ itemCount: 0 });
      expect(await shop.cart.change(guest, { skuId, quantity: 0 })).toMatchObject({
        ok: true,
        value: { cart: { itemCount: 0 } },
      });
      expect(await shop.cart.add(guest, { skuId, quantity: 1000 })).toMatchObject({
        error: { code: 'cart.invalid_quantity' },
      });
      expect(await shop.cart.add(guest, { skuId: crypto.randomUUID(), quantity: 1 })).toMatchObject({
        error: { code: 'cart.sku_unavailable' },
      });
    });
  });

  describe('ACC-3 customers', () => {
    it('remembers every consent and answers with the newest', async () => {
      await shop.customers.decideConsent({ customerId: ada, purpose: 'personalisation', granted: true });
      await shop.customers.decideConsent({ customerId: ada, purpose: 'personalisation', granted: false });
      expect(await shop.customers.getProfile(ada)).toMatchObject({
        email: 'ada@example.org',
        consents: { personalisation: false },
      });
      expect(
        await shop.customers.decideConsent({ customerId: crypto.randomUUID(), purpose: 'analytics', granted: true }),
      ).toMatchObject({ ok: false });
    });
  });
});
