import { createMockPayments } from '@vitrine/backends/payments';
import { systemClock } from '@vitrine/database';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct } from '@vitrine/testkit/shop';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createShop, type ShopTables, type ShopUseCases } from '../index.ts';
import { loadCatalog } from '../loading/index.ts';

const card = { card_number: '4242 4242 4242 4242', expiry: '12/39', cvc: '987' };
const address = {
  email: 'ada@example.org',
  recipient: 'Ada',
  line1: 'Ackerstr. 1',
  postal_code: '10115',
  city: 'Berlin',
  country: 'DE',
};

describe('ORD-2 a provider that cannot be asked', () => {
  let database: TestDatabase;
  let shop: ShopUseCases;
  const told: unknown[] = [];

  beforeAll(async () => {
    database = await testDatabase({ domains: ['shop'] });
    const db = database.connection.handle<ShopTables>();
    shop = createShop({
      db,
      clock: systemClock,
      payments: [
        {
          ...createMockPayments({ clock: systemClock }),
          start: async (_payment, form) => {
            throw new TypeError(`no line for ${JSON.stringify(form)} or 4242424242424242`);
          },
        },
      ],
      reportPaymentFailure: (failure) => told.push(failure),
    });
    await loadCatalog(db, { products: [aProduct()] }, { clock: systemClock });
  });
  afterAll(() => database.drop());

  it('is reported with the order, and without a word of the card', async () => {
    const owner = { visitorId: 'guest-of-the-till' };
    const product = await shop.catalog.getProductBySlug('kettle');
    await shop.cart.add(owner, { skuId: product?.skus[0]?.id ?? '', quantity: 1 });
    await shop.checkout.setAddress(owner, address);
    await shop.checkout.setDelivery(owner, 'standard');
    await shop.checkout.setPayment(owner, 'mock');
    const made = await shop.checkout.confirm(owner, { trace: null });
    const orderId = made.ok ? made.value.orderId : '';
    expect(await shop.payments.pay(orderId, card)).toEqual({
      ok: false,
      error: { code: 'payments.provider_unavailable' },
    });
    expect(told).toEqual([
      {
        orderId,
        paymentId: expect.any(String),
        provider: 'mock',
        reason: expect.stringMatching(/^TypeError: no line/),
      },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/4242|12\/39|987/);
  });
});
