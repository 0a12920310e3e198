import { systemClock } from '@vitrine/database';
import { createShop, type ShopTables, type ShopUseCases } from '@vitrine/shop';
import { loadCatalog } from '@vitrine/shop/loading';
import type { PaymentProvider } from '@vitrine/shop/payments';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct, aSku } from '@vitrine/testkit/shop';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aServer } from './a-server.ts';

/** A shop of one kettle (40 left) and one jug in two sizes, and the guest of one row. */
export interface BuyingWorld {
  readonly shop: ShopUseCases;
  readonly guest: { readonly visitorId: string };
  readonly kettle: { readonly id: string; readonly skuId: string };
  readonly jugId: string;
  /** Fills the guest's basket and answers every step; the checkout's id. */
  reviewed(): Promise<string>;
  ordered(): Promise<{ number: number; token: string }>;
}

/** One promise of an operation of buying. `url` and `body` are made for the row's own guest. */
export interface BuyingRow {
  readonly when: string;
  readonly url: string | ((world: BuyingWorld) => string | Promise<string>);
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly status: number;
  readonly answer?: object;
}

/** Takes every card but 4000. */
const provider: PaymentProvider = {
  code: 'mock',
  stageOf: () => 'form',
  start: async ({ paymentId }, { card = '' }) => {
    if (card === '') return { outcome: 'invalid', faults: [{ field: 'card', rule: 'required' }] };
    const reference = `ref-${paymentId}`;
    return card === '4000'
      ? { outcome: 'declined', reference, reason: 'declined' }
      : { outcome: 'succeeded', reference };
  },
  confirm: async ({ paymentId }) => ({ outcome: 'waiting', for: 'buyer', reference: `ref-${paymentId}` }),
  check: () => Promise.reject(new Error('out of reach')),
};

const address = {
  email: 'a@example.org',
  recipient: 'Ada',
  line1: 'A 1',
  postal_code: '10115',
  city: 'B',
  country: 'DE',
};

function worldOf(shop: ShopUseCases, things: Pick<BuyingWorld, 'kettle' | 'jugId'>, visitorId: string): BuyingWorld {
  const guest = { visitorId };
  const reviewed = async () => {
    await shop.cart.add(guest, { skuId: things.kettle.skuId, quantity: 1 });
    await shop.checkout.setAddress(guest, address);
    await shop.checkout.setDelivery(guest, 'standard');
    await shop.checkout.setPayment(guest, 'mock');
    return (await shop.checkout.get(guest))?.id ?? '';
  };
  const ordered = async () => {
    const made = await shop.checkout.confirm(guest, { checkoutId: await reviewed(), trace: null });
    if (!made.ok) throw new Error(made.error.code);
    return { number: made.value.orderNumber, token: made.value.token ?? '' };
  };
  return { shop, guest, ...things, reviewed, ordered };
}

/** One test a row, each by a guest of its own, on a shop on PostgreSQL. */
export function expectBuying(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', rows: readonly BuyingRow[]): void {
  let database: TestDatabase;
  let shop: ShopUseCases;
  let house: Awaited<ReturnType<typeof aServer>>;
  let things: Pick<BuyingWorld, 'kettle' | 'jugId'>;
  beforeAll(async () => {
    database = await testDatabase({ domains: ['shop'] });
    const db = database.connection.handle<ShopTables>();
    shop = createShop({ db, clock: systemClock, payments: [provider] });
    const sizes = ['S', 'L'].map((Size) => aSku({ sku: `JUG-${Size}`, options: { Size } }));
    const products = [aProduct({ skus: [aSku({ stock: 40 })] }), aProduct({ externalId: 'jug', skus: sizes })];
    await loadCatalog(db, { products }, { clock: systemClock });
    const kettle = await shop.catalog.getProductBySlug('kettle');
    const jug = await shop.catalog.getProductBySlug('jug');
    things = { kettle: { id: kettle?.id ?? '', skuId: kettle?.skus[0]?.id ?? '' }, jugId: jug?.id ?? '' };
    house = await aServer({ services: { shop } });
  });
  afterAll(async () => {
    await house.app.close();
    await database.drop();
  });

  it.each(rows.map((row, place) => ({ ...row, place })))('$status when $when', async ({ place, ...row }) => {
    const session = `session-of-row-${place}`;
    const world = worldOf(shop, things, session);
    const url = typeof row.url === 'string' ? row.url : await row.url(world);
    const body = typeof row.body === 'function' ? await row.body(world) : row.body;
    const got = await house.app.inject({
      method,
      url,
      headers: { 'sec-fetch-site': 'same-origin', cookie: `vitrine_sid=${session}`, ...row.headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    expect(got.statusCode, got.body).toBe(row.status);
    if (row.answer !== undefined) expect(got.json()).toMatchObject(row.answer);
    expect(house.errors).toEqual([]);
  });
}
