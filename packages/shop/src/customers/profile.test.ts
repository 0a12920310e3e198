import { fakeClock } from '@vitrine/testkit/clock';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { aProduct } from '@vitrine/testkit/shop';
import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAccounts } from '../accounts/test-accounts.ts';
import type { ShopTables } from '../index.ts';
import { loadCatalog } from '../loading/index.ts';
import { createRecommenderSync } from '../recommender/index.ts';

let database: TestDatabase;
let db: Kysely<ShopTables>;
let test: ReturnType<typeof startTestAccounts>;
let ada: string;
let products: string[];
const clock = fakeClock('2026-05-01T08:00:00Z');
const told: { users: unknown[]; links: unknown[]; forgotten: unknown[] } = { users: [], links: [], forgotten: [] };

beforeAll(async () => {
  database = await testDatabase({ domains: ['shop'] });
  db = database.connection.handle<ShopTables>();
  test = startTestAccounts(db, clock);
  await loadCatalog(db, { products: ['a', 'b', 'c'].map((externalId) => aProduct({ externalId })) }, { clock });
  products = (await sql<{ id: string }>`select id from shop.product order by slug`.execute(db)).rows.map(
    ({ id }) => id,
  );
  ada = (await test.aPerson('ada@example.org')).account.customerId ?? '';
});
afterAll(() => database.drop());

const drain = () =>
  createRecommenderSync(test.shop.context, {
    upsertItems: async () => undefined,
    upsertUsers: async (users) => void told.users.push(...users),
    sendEvents: async () => undefined,
    linkUsers: async (links) => void told.links.push(...links),
    deleteUsers: async (filter) => void told.forgotten.push(filter),
  }).drain();

const home = { recipient: 'Ada', line1: 'Lime St 1', postalCode: '10115', city: 'Berlin', country: 'de' };

describe('ACC-3 a customer’s own things', () => {
  it('keeps a profile and names each field that is wrong', async () => {
    const { customers } = test.shop;
    expect(await customers.changeProfile(ada, { firstName: ' Ada ', birthYear: 1990, gender: 'other' })).toMatchObject({
      ok: true,
    });
    expect(await customers.getProfile(ada)).toMatchObject({ firstName: 'Ada', lastName: null, birthYear: 1990 });
    expect(
      await customers.changeProfile(ada, {
        firstName: 'x'.repeat(101),
        birthYear: 2025,
        gender: 'robot',
        country: 'x',
      }),
    ).toMatchObject({
      error: {
        faults: [{ field: 'firstName' }, { field: 'birthYear' }, { field: 'gender' }, { field: 'country' }],
      },
    });
  });

  it('keeps addresses with one default, by the rules of their country, and only for their owner', async () => {
    const { customers } = test.shop;
    expect(await customers.addAddress(ada, { ...home, postalCode: '1' })).toMatchObject({
      error: { faults: [{ field: 'postalCode', fault: 'invalid', example: '10115' }] },
    });
    const first = await customers.addAddress(ada, home);
    const second = await customers.addAddress(ada, { ...home, city: 'Bonn', isDefault: true });
    expect(first).toMatchObject({ value: [{ isDefault: true, country: 'DE' }] });
    expect(second).toMatchObject({
      value: [
        { city: 'Bonn', isDefault: true },
        { city: 'Berlin', isDefault: false },
      ],
    });
    const [bonn] = await customers.listAddresses(ada);
    const stranger = (await test.aPerson('eve@example.org')).account.customerId ?? '';
    expect(await customers.changeAddress(stranger, bonn?.id ?? '', home)).toMatchObject({ ok: false });
    expect(await customers.removeAddress(stranger, bonn?.id ?? '')).toMatchObject({ ok: false });
    await customers.removeAddress(ada, bonn?.id ?? '');
    expect(await customers.listAddresses(ada)).toMatchObject([{ city: 'Berlin', isDefault: true }]);
    const both = await Promise.all(
      ['Ulm', 'Köln'].map((city) => customers.addAddress(ada, { ...home, city, isDefault: true })),
    );
    expect(both.every(({ ok }) => ok)).toBe(true);
    expect((await customers.listAddresses(ada)).filter(({ isDefault }) => isDefault)).toHaveLength(1);
  });

  it('lists wishes of guests and customers, each product once, and only real products', async () => {
    const { wishlist } = test.shop;
    const [a = '', b = ''] = products;
    expect(await wishlist.add({ visitorId: 'v-1' }, a)).toMatchObject({ ok: true });
    await wishlist.add({ visitorId: 'v-1' }, a);
    expect(await wishlist.list({ visitorId: 'v-1' })).toEqual([a]);
    expect(await wishlist.add({ customerId: ada }, 'nonsense')).toMatchObject({
      error: { code: 'wishlist.not_added' },
    });
    await wishlist.add({ customerId: ada }, b);
    await wishlist.remove({ customerId: ada }, b);
    expect(await wishlist.list({ customerId: ada })).toEqual([]);
  });
});

describe('ACC-4 a visitor who turns out to be a customer', () => {
  it('brings wishes, likes and history along, once, however often and at once it is said', async () => {
    const { customers, wishlist } = test.shop;
    const [a = '', , c = ''] = products;
    await wishlist.add({ customerId: ada }, a);
    await wishlist.add({ visitorId: 'v-1' }, c);
    const from = { visitorId: 'v-1', customerId: ada, likes: ['kitchen', 'nowhere'], remembered: true };
    await Promise.all([1, 2, 3].map(() => customers.mergeVisitor(from)));
    expect((await wishlist.list({ customerId: ada })).toSorted()).toEqual([a, c].toSorted());
    expect(await wishlist.list({ visitorId: 'v-1' })).toEqual([]);
    await customers.mergeVisitor({ ...from, likes: ['home'] });
    expect((await customers.getProfile(ada))?.preferredCategories).toEqual(['kitchen']);
    await drain();
    expect(new Set(told.links.map((link) => JSON.stringify(link)))).toEqual(
      new Set([JSON.stringify({ anonymous_id: 'v-1', user_id: ada })]),
    );
    expect(told.users).toContainEqual(
      expect.objectContaining({
        user_id: ada,
        traits: expect.objectContaining({ preferred_categories: ['kitchen'], registered: true }),
      }),
    );
  });

  it('joins nothing for who does not want to be remembered', async () => {
    told.links = [];
    await test.shop.customers.mergeVisitor({ visitorId: 'v-2', customerId: ada, likes: [], remembered: false });
    await test.shop.customers.decideConsent({ customerId: ada, purpose: 'personalisation', granted: false });
    await test.shop.customers.mergeVisitor({ visitorId: 'v-3', customerId: ada, likes: [], remembered: true });
    await drain();
    expect(told.links).toEqual([]);
  });
});

describe('OPS-8 taking one’s things along and leaving', () => {
  it('hands everything out as JSON, without secrets', async () => {
    const everything = JSON.stringify(await test.shop.customers.everything(ada));
    for (const part of ['ada@example.org', 'Lime St 1', 'kitchen', 'personalisation'])
      expect(everything).toContain(part);
    expect(everything).not.toMatch(/argon2|token/);
  });

  it('closes the account, forgets the person, and has the recommender forget', async () => {
    const { accounts, customers } = test.shop;
    const opened = await accounts.signIn('ada@example.org', 'a long enough phrase');
    expect(await customers.erase(ada)).toMatchObject({ ok: true });
    expect(await customers.erase(ada)).toMatchObject({ ok: false });
    expect(opened.ok && (await accounts.session(opened.value.token))).toBeNull();
    expect(await customers.getProfile(ada)).toBeNull();
    await drain();
    expect(told.forgotten).toEqual([{ user_id: ada }]);
    const { rows } = await sql<{ person: string }>`
      select concat_ws(' ', email, first_name, last_name) as person from shop.customer where id = ${ada}::uuid`.execute(
      db,
    );
    expect(rows).toEqual([{ person: '' }]);
    expect(await accounts.register({ email: 'ada@example.org', password: 'a long enough phrase' })).toMatchObject({
      ok: true,
    });
  });
});
