import { item, user, event, eventMeta, type EventInput, type ItemInput, type UserInput } from '@vitrine/contracts';
import { systemClock } from '@vitrine/database';
import type { Recommender } from '@vitrine/sdk';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { aCustomer, aProduct, aSku } from '@vitrine/testkit/shop';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, it } from 'vitest';
import { createShop, type ShopTables, type ShopUseCases } from '../index.ts';
import type { PaymentProvider } from '../payments/index.ts';
import { loadCatalog, loadCustomers } from '../loading/index.ts';
import { checkedUrl, createRecommenderSync, type RecommenderSink, type RecommenderSync } from './index.ts';

let database: TestDatabase;
let db: Kysely<ShopTables>;
let shop: ShopUseCases;
let sync: RecommenderSync;
let failing = false;
const heard: {
  items: ItemInput[][];
  users: UserInput[][];
  events: EventInput[][];
  links: { anonymous_id: string; user_id: string }[];
  forgotten: string[];
} = {
  links: [],
  forgotten: [],
  items: [],
  users: [],
  events: [],
};
const tell = async <Row>(list: Row[][], rows: Row[]) => {
  if (failing) throw new Error('the recommender is away');
  list.push(rows);
};

beforeAll(async () => {
  database = await testDatabase({ domains: ['shop'] });
  db = database.connection.handle<ShopTables>();
  const provider = { code: 'mock' } as PaymentProvider;
  shop = createShop({ db, clock: systemClock, payments: [provider] });
  const sink = {
    upsertItems: (rows: ItemInput[]) => tell(heard.items, rows),
    upsertUsers: (rows: UserInput[]) => tell(heard.users, rows),
    sendEvents: (rows: EventInput[]) => tell(heard.events, rows),
    linkUsers: async (links: { anonymous_id: string; user_id: string }[]) => void heard.links.push(...links),
    deleteUsers: async ({ user_id }: { user_id: string }) => void heard.forgotten.push(user_id),
  };
  sync = createRecommenderSync(shop.context, sink, { siteUrl: 'https://shop.example' });
});
afterAll(() => database.drop());
beforeEach(() => {
  heard.items = [];
  heard.users = [];
  heard.events = [];
});

const kettle = aProduct({
  color: 'Jet Black',
  tags: ['Cordless'],
  skus: [aSku({ sku: 'KETTLE-1', options: { Colour: 'Polar White' }, stock: 1 })],
  images: [{ url: '/pictures/kettle.svg', alt: 'Kettle', width: 8, height: 8, kind: 'drawing' }],
});

describe('REC-20 the recommender hears of the catalog through the outbox', () => {
  it('tells a product with normalised tags, major price and checked addresses, on the wire of /v1', async () => {
    await loadCatalog(db, { products: [kettle] }, { clock: systemClock });
    expect(await sync.drain()).toBe(1);
    const [told] = heard.items.flat();
    expect(told).toMatchObject({
      available: true,
      price: 49.9,
      brand: 'Nordlys',
      category: 'kitchen',
      category_path: ['home', 'kitchen'],
      tags: [
        'brand:nordlys',
        'category:kitchen',
        'cat:home',
        'cat:kitchen',
        'color:jet-black',
        'color:polar-white',
        'cordless',
      ],
      url: 'https://shop.example/products/kettle',
      image_url: 'https://shop.example/pictures/kettle.svg',
    });
    expect(item.safeParse(told).success).toBe(true);
    expect(await sync.drain()).toBe(0);
  });

  it('tells many changes of one product once, as it is now', async () => {
    for (const name of ['A', 'B', 'C'])
      await loadCatalog(db, { products: [aProduct({ externalId: 'cup', name })] }, { clock: systemClock });
    await sync.drain();
    expect(heard.items.flat().map((told) => told.props?.['name'])).toEqual(['C']);
  });

  it('tells an order as purchases that count once, and the sold-out product as unavailable', async () => {
    const page = await shop.catalog.getProductBySlug('kettle');
    const placed = await shop.orders.placeOrder({
      idempotencyKey: 'sync-order-1',
      visitorId: 'visitor-7',
      lines: [{ skuId: page?.skus[0]?.id ?? '', quantity: 1 }],
    });
    if (!placed.ok) throw new Error(placed.error.code);
    await sync.drain();
    const [purchase] = heard.events.flat();
    expect(purchase).toMatchObject({
      user_id: 'visitor-7',
      item_id: page?.id,
      type: 3,
      value: 1,
      source_event_id: `order:${placed.value.orderId}:1`,
      meta: { unit_price: 49.9, sku: 'KETTLE-1' },
    });
    expect(event.safeParse(purchase).success).toBe(true);
    expect(heard.items.flat()).toMatchObject([{ item_id: page?.id, available: false }]);
    await shop.orders.changeStatus(placed.value.orderId, 'cancelled');
    await sync.drain();
    expect(heard.items.flat().at(-1)).toMatchObject({ item_id: page?.id, available: true });
    expect(heard.events).toHaveLength(1);
  });

  it('REC-18 tells a refunded order as returns of its lines, under ids that count once', async () => {
    const plates = aProduct({ externalId: 'bowl', skus: [aSku({ sku: 'BOWL-1', stock: 9 })] });
    await loadCatalog(db, { products: [plates] }, { clock: systemClock });
    const page = await shop.catalog.getProductBySlug('bowl');
    const placed = await shop.orders.placeOrder({
      idempotencyKey: 'sync-order-2',
      visitorId: 'visitor-8',
      lines: [{ skuId: page?.skus[0]?.id ?? '', quantity: 2 }],
    });
    if (!placed.ok) throw new Error(placed.error.code);
    for (const status of ['paid', 'packed', 'shipped', 'delivered'] as const)
      await shop.orders.changeStatus(placed.value.orderId, status);
    await sync.drain();
    expect(heard.events.flat().map((told) => told.type)).toEqual([3, 4]);
    await shop.orders.changeStatus(placed.value.orderId, 'refunded');
    await shop.orders.changeStatus(placed.value.orderId, 'refunded');
    await sync.drain();
    const [, , returned, ...others] = heard.events.flat();
    expect(others).toEqual([]);
    expect(returned).toMatchObject({
      user_id: 'visitor-8',
      item_id: page?.id,
      type: 4,
      value: 2,
      source_event_id: `return:${placed.value.orderId}:1`,
      meta: { kind: 'return', order_id: placed.value.orderId, line_item_id: '1', sku: 'BOWL-1', qty: 2 },
    });
    expect(event.safeParse(returned).success).toBe(true);
    expect(eventMeta.safeParse(returned?.meta).success).toBe(true);
  });

  it('EVT-3 tells an add and its purchase with what led there, once, and an order once; of a visitor who allowed nothing, neither', async () => {
    await loadCatalog(
      db,
      { products: [aProduct({ externalId: 'lamp', skus: [aSku({ sku: 'LAMP-1', stock: 9 })] })] },
      { clock: systemClock },
    );
    const page = await shop.catalog.getProductBySlug('lamp');
    const cause = { surface: 'home', widget: 'home-picks', requestId: 'r-1', rank: 3, recommended: true };
    const buy = async (visitorId: string, allowed: boolean) => {
      const trace = allowed ? { userId: visitorId, sessionId: 's-1' } : null;
      await shop.cart.add({ visitorId }, { skuId: page?.skus[0]?.id ?? '', quantity: 2, cause, trace });
      await shop.checkout.setAddress(
        { visitorId },
        { email: 'a@b.de', recipient: 'A', line1: 'B 1', postal_code: '10115', city: 'C', country: 'DE' },
      );
      await shop.checkout.setDelivery({ visitorId }, 'standard');
      await shop.checkout.setPayment({ visitorId }, 'mock');
      return shop.checkout.confirm({ visitorId }, { trace });
    };
    await sync.drain();
    heard.events = [];
    expect(await buy('shy-visitor', false)).toMatchObject({ ok: true });
    await sync.drain();
    expect(heard.events).toEqual([]);
    await buy('visitor-9', true);
    await sync.drain();
    const led = {
      surface: 'home',
      widget: 'home-picks',
      request_id: 'r-1',
      rank: 3,
      recommended: true,
      session_id: 's-1',
    };
    const told = heard.events.flat();
    expect(told).toMatchObject([
      {
        type: 2,
        user_id: 'visitor-9',
        value: 2,
        meta: { ...led, sku: 'LAMP-1', qty: 2, unit_price: 49.9, currency: 'EUR' },
      },
      { type: 3, item_id: page?.id, value: 2, meta: { ...led, line_item_id: '1' } },
      { type: 4, meta: { kind: 'order', total: 99.8, items: [{ item_id: page?.id, qty: 2 }] } },
    ]);
    for (const one of told)
      expect([event.safeParse(one).success, eventMeta.safeParse(one.meta).success]).toEqual([true, true]);
    expect(new Set(told.map((one) => one.source_event_id)).size).toBe(3);
  });

  it('keeps what it could not tell and tells it when the recommender is back', async () => {
    failing = true;
    await loadCatalog(db, { products: [aProduct({ externalId: 'plate' })] }, { clock: systemClock });
    expect(await sync.drain()).toBe(0);
    failing = false;
    await sql`update platform.outbox set available_at = now() - interval '1 second'`.execute(db);
    expect(await sync.drain()).toBe(1);
    expect(heard.items.flat().map((told) => told.props?.['slug'])).toEqual(['plate']);
  });

  it('tells people without their names, and nothing of those who refused', async () => {
    await loadCustomers(
      db,
      [
        aCustomer({ birthYear: 1987, country: 'DE', preferredCategories: ['kitchen'], newsletter: true }),
        aCustomer({ externalId: 'shy' }),
      ],
      { clock: systemClock },
    );
    const { rows } = await sql<{
      id: string;
    }>`select customer_id as id from shop.customer_identity where external_id = 'shy'`.execute(db);
    await sql`insert into shop.consent (customer_id, purpose, decided_at, granted) values (${rows[0]?.id}::uuid, 'personalisation', now(), false)`.execute(
      db,
    );
    await sync.drain();
    const told = heard.users.flat();
    expect(told.find((one) => one.user_id === rows[0]?.id)?.traits).toEqual({});
    const ada = told.find((one) => one.user_id !== rows[0]?.id);
    expect(ada?.traits).toMatchObject({
      country: 'DE',
      birth_decade: 1980,
      loyalty_tier: 'none',
      newsletter: true,
      preferred_categories: ['kitchen'],
    });
    expect(JSON.stringify(told)).not.toMatch(/Ada|example\.org/);
    expect(user.safeParse(ada).success).toBe(true);
  });

  it('can tell everything again from the tables', async () => {
    expect(await sync.resyncCatalog()).toBe(5);
    expect(await sync.resyncCustomers()).toBe(2);
    expect(heard.items.flat()).toHaveLength(5);
  });

  it('takes the client of the SDK as it is', () => {
    expectTypeOf<Recommender>().toExtend<RecommenderSink>();
  });

  it('leaves out addresses that nobody should follow', () => {
    const bad = [
      'javascript:alert(1)',
      '//evil.example/x',
      'https://user@evil.example/',
      'data:text/html,x',
      '/a b',
      String.raw`/\evil.example`,
    ];
    expect(bad.map((url) => checkedUrl(url, ''))).toEqual(bad.map(() => undefined));
    expect(checkedUrl('https://cdn.example/a.webp', '')).toBe('https://cdn.example/a.webp');
  });
});
