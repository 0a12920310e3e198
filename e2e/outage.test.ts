import { setTimeout as wait } from 'node:timers/promises';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cuttable, type CuttableDatabase } from './support/cuttable-database.ts';
import { formsIn, HostileVisitor } from './support/hostile-visitor.ts';
import { type RunningShop, startShop } from './support/running-shop.ts';
import { generateSmallShop, openHome } from './support/small-shop.ts';

const home = openHome();
let database: TestDatabase;
let way: CuttableDatabase;
let shop: RunningShop;
let environment: Record<string, string>;

beforeAll(async () => {
  database = await testDatabase();
  way = await cuttable(database.connection.url ?? '');
  environment = { VITRINE_HOME: home.path, DATABASE_URL: way.url };
  await generateSmallShop(environment);
  shop = await startShop({ home: home.path, environment });
}, 600_000);
afterAll(async () => {
  await shop?.end();
  await way?.cut();
  await database?.drop();
  home.remove();
});

const address = {
  email: 'a@example.org',
  recipient: 'Ada',
  line1: 'A 1',
  postal_code: '10115',
  city: 'B',
  country: 'DE',
};

/** Puts something in, answers every step and orders; the order's number. */
async function order(buyer: HostileVisitor): Promise<string> {
  const { items } = JSON.parse((await buyer.get('/api/products?available=true')).text) as {
    items: { slug: string }[];
  };
  const form = formsIn((await buyer.get(`/products/${items[0]?.slug}`)).text, '/cart').find(
    ({ fields }) => fields['intent'] === 'add',
  );
  await buyer.post(form?.action ?? '/cart', form?.fields ?? {});
  await buyer.post('/checkout/address', address);
  for (const step of ['delivery', 'payment', 'review']) {
    const [asked] = formsIn((await buyer.get(`/checkout/${step}`)).text, '').filter(({ action }) =>
      action.includes(step),
    );
    const { location } = await buyer.post(asked?.action ?? '', asked?.fields ?? {});
    const number = /\/orders\/(\d+)\/pay/.exec(location ?? '')?.[1];
    if (number !== undefined) return number;
  }
  throw new Error('The steps led to no order.');
}

describe('OPS-9 a database that is gone for ten seconds', () => {
  it('is said kindly, without a word of the inside, and is over when the database is back', async () => {
    const visitor = new HostileVisitor(shop.url);
    await visitor.get('/');
    const paths = ['/', '/search?q=lamp', '/cart', '/account/sign-in', '/api/products', '/api/cart', '/admin/sign-in'];
    await way.cut();
    const until = Date.now() + 10_000;
    while (Date.now() < until) {
      for (const path of paths) {
        const began = Date.now();
        const { status, text } = await visitor.get(path);
        expect([200, 503], path).toContain(status);
        expect(text, path).not.toMatch(/ECONN|postgres:|node_modules|\bat .*:\d+:\d+/);
        if (status >= 500) expect(text, path).toMatch(/moment|later|again/i);
        expect(Date.now() - began, path).toBeLessThan(5_000);
      }
      expect((await visitor.get('/readyz')).status).toBe(503);
      await wait(500);
    }
    await way.mend();
    const back = Date.now() + 60_000;
    for (const path of paths) {
      let { status } = await visitor.get(path);
      while (status >= 500 && Date.now() < back) {
        await wait(200);
        ({ status } = await visitor.get(path));
      }
      expect(status, path).toBe(200);
    }
    expect(shop.child.exitCode).toBeNull();
  });
});

describe('OPS-9 a database that comes and goes', () => {
  it('never takes the shop with it', async () => {
    const ends = Date.now() + 6_000;
    const crowd = Array.from({ length: 4 }, async () => {
      const visitor = new HostileVisitor(shop.url);
      while (Date.now() < ends) {
        const { text } = await visitor.get('/');
        const slug = /href="\/products\/([\w-]+)"/.exec(text)?.[1] ?? 'none';
        const form = formsIn((await visitor.get(`/products/${slug}`)).text, '/cart');
        await visitor.post('/cart', form.find(({ fields }) => fields['intent'] === 'add')?.fields ?? {});
      }
    });
    const visits = Promise.allSettled(crowd);
    while (Date.now() < ends) {
      await wait(300);
      await way.cut();
      await wait(150);
      await way.mend();
    }
    const ended = await visits;
    expect(shop.child.exitCode, shop.output().slice(-2_000)).toBeNull();
    expect(ended.filter(({ status }) => status === 'rejected')).toEqual([]);
    await expect
      .poll(async () => (await new HostileVisitor(shop.url).get('/readyz')).status, { timeout: 60_000 })
      .toBe(200);
  });
});

describe('ORD-4 a server that is killed between order and payment', () => {
  it('keeps the order, and its buyer pays it once when the shop is back', async () => {
    const buyer = new HostileVisitor(shop.url);
    const number = await order(buyer);
    await shop.end('SIGKILL');
    shop = await startShop({ home: home.path, environment });
    buyer.site = shop.url;
    const orderPage = async () => (await buyer.get(`/orders/${number}`)).text;
    expect(await orderPage()).not.toContain('We pack it next.');
    const card = { card_number: '4242424242424242', expiry: '12/39', cvc: '123' };
    const paid = await Promise.all([1, 2, 3].map(() => buyer.post(`/orders/${number}/pay`, card)));
    expect(paid.map(({ status }) => status)).toEqual([303, 303, 303]);
    const page = await orderPage();
    expect(page).toContain('We pack it next.');
    // The way back in the browser leads to forms that do nothing a second time.
    expect((await buyer.get(`/orders/${number}/pay`)).location).toBe(`/orders/${number}`);
    expect((await buyer.get('/checkout/review')).location).toBe('/cart');
    expect((await buyer.post(`/orders/${number}/pay`, card)).location).toBe(`/orders/${number}`);
    expect((await new HostileVisitor(shop.url).get(`/orders/${number}`)).status).toBe(404);
  });
});
