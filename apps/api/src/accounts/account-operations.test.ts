import { createShop, type ShopTables, type ShopUseCases } from '@vitrine/shop';
import { loadCustomers } from '@vitrine/shop/loading';
import { fakeClock } from '@vitrine/testkit/clock';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import { aCustomer } from '@vitrine/testkit/shop';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aServer } from '../testing/a-server.ts';

const password = 'kettle on the hob';
const clock = fakeClock('2026-05-01T08:00:00Z');
let database: TestDatabase;
let shop: ShopUseCases;
let app: FastifyInstance;
let errors: unknown[];
const ids: Record<string, string> = {};
const tokens: Record<string, string> = {};

beforeAll(async () => {
  database = await testDatabase({ domains: ['shop'] });
  shop = createShop({ db: database.connection.handle<ShopTables>(), clock });
  ({ app, errors } = await aServer({ services: { shop, clock }, rateLimits: { interactionsPerMinute: 0 } }));
  const db = database.connection.handle<ShopTables>();
  await loadCustomers(
    db,
    [aCustomer({ externalId: 'ada', firstName: null }), aCustomer({ externalId: 'bob', firstName: 'Bob' })],
    {
      clock,
    },
  );
  for (const name of ['ada', 'bob'])
    ids[`${name}-customer`] = (await shop.customers.findByIdentity('test', name)) ?? '';
  const people = [
    { name: 'ada', role: 'customer', customerId: ids['ada-customer'] ?? '' },
    { name: 'bob', role: 'customer', customerId: ids['bob-customer'] ?? '' },
    { name: 'support', role: 'support' },
    { name: 'analyst', role: 'analyst' },
    { name: 'admin', role: 'admin' },
  ] as const;
  for (const { name, ...account } of people) {
    const made = await shop.accounts.create({ email: `${name}@example.org`, password, ...account });
    const pair = await shop.accounts.issueTokens({ email: `${name}@example.org`, password }, {});
    if (!made.ok || !pair.ok) throw new Error(`${name} was not made`);
    ids[name] = made.value.id;
    tokens[name] = pair.value.accessToken;
  }
});
afterAll(async () => {
  await app?.close();
  await database?.drop();
});

interface Call {
  as?: string;
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  body?: unknown;
  headers?: Record<string, string>;
  from?: string;
}

function call({ as, method = 'GET', url, body, headers = {}, from }: Call) {
  const filled = url.replaceAll(/\{([\w-]+)\}/g, (_all, name: string) => ids[name] ?? name);
  const options: InjectOptions = {
    method,
    url: filled,
    headers: { ...headers, ...(as === undefined ? {} : { authorization: `Bearer ${tokens[as] ?? as}` }) },
    ...(body === undefined ? {} : { payload: body as object }),
    ...(from === undefined ? {} : { remoteAddress: from }),
  };
  return app.inject(options);
}

const address = { recipient: 'Ada', line1: 'Lime St 1', postal_code: '10115', city: 'Berlin', country: 'DE' };

describe('ACC-1 ACC-2 ACC-3 operations of accounts', () => {
  it.each<[string, Call, number, object?]>([
    [
      'a stranger asks for an account',
      { method: 'POST', url: '/api/auth/register', body: { email: 'new@example.org', password } },
      202,
      { status: 'check_mail' },
    ],
    [
      'the address is taken',
      { method: 'POST', url: '/api/auth/register', body: { email: 'ada@example.org', password } },
      202,
      { status: 'check_mail' },
    ],
    [
      'the password is among the first anybody would try',
      { method: 'POST', url: '/api/auth/register', body: { email: 'x@example.org', password: 'password1' } },
      400,
      { errors: [{ path: 'password' }] },
    ],
    [
      'the e-mail is none',
      { method: 'POST', url: '/api/auth/register', body: { email: 'x', password } },
      400,
      { errors: [{ path: 'email' }] },
    ],
    [
      'a password is right',
      { method: 'POST', url: '/api/auth/token', body: { email: 'Bob@example.org', password } },
      200,
      { token_type: 'Bearer', expires_in: 900 },
    ],
    [
      'a password is wrong',
      { method: 'POST', url: '/api/auth/token', body: { email: 'bob@example.org', password: 'nope' } },
      401,
      { code: 'accounts.wrong_credentials' },
    ],
    [
      'a page of another site sends a password',
      {
        method: 'POST',
        url: '/api/auth/token',
        body: { email: 'bob@example.org', password },
        headers: { 'sec-fetch-site': 'cross-site' },
      },
      403,
      { code: 'request.cross_site' },
    ],
    [
      'a refresh token is unknown',
      { method: 'POST', url: '/api/auth/refresh', body: { refresh_token: 'x' } },
      401,
      { code: 'auth.token_invalid' },
    ],
    ['an unknown token is revoked', { method: 'POST', url: '/api/auth/revoke', body: { refresh_token: 'x' } }, 200],
    [
      'a reset is asked for an unknown address',
      { method: 'POST', url: '/api/auth/password-reset', body: { email: 'who@example.org' } },
      202,
    ],
    [
      'a link opens nothing',
      { method: 'POST', url: '/api/auth/password', body: { token: 'x', password } },
      410,
      { code: 'accounts.link_invalid' },
    ],
    ['nobody asks who they are', { url: '/api/me' }, 401, { code: 'auth.sign_in_required' }],
    ['a token is nonsense', { as: 'nonsense', url: '/api/me' }, 401, { code: 'auth.token_invalid' }],
    ['a customer asks', { as: 'ada', url: '/api/me' }, 200, { role: 'customer', profile: { first_name: null } }],
    ['an administrator asks', { as: 'admin', url: '/api/me' }, 200, { role: 'admin', profile: null }],
    [
      'a customer changes their name',
      { as: 'ada', method: 'PATCH', url: '/api/me', body: { first_name: 'Ada', consents: { newsletter: true } } },
      200,
      { profile: { first_name: 'Ada', consents: { newsletter: true } } },
    ],
    [
      'what is left out stays',
      { as: 'ada', method: 'PATCH', url: '/api/me', body: { birth_year: 1990 } },
      200,
      { profile: { first_name: 'Ada', birth_year: 1990 } },
    ],
    [
      'a year cannot be',
      { as: 'ada', method: 'PATCH', url: '/api/me', body: { birth_year: 1 } },
      400,
      { errors: [{ path: 'birth_year' }] },
    ],
    [
      'staff have no profile',
      { as: 'admin', method: 'PATCH', url: '/api/me', body: { first_name: 'Boss' } },
      409,
      { code: 'accounts.customer_required' },
    ],
    [
      'an address is added',
      { as: 'ada', method: 'POST', url: '/api/me/addresses', body: address },
      201,
      { items: [{ city: 'Berlin', is_default: true }] },
    ],
    [
      'a postal code is not of its country',
      { as: 'ada', method: 'POST', url: '/api/me/addresses', body: { ...address, postal_code: '1' } },
      400,
      { errors: [{ path: 'postal_code' }] },
    ],
    ['somebody else lists theirs', { as: 'bob', url: '/api/me/addresses' }, 200, { items: [] }],
    [
      'an address is nobody’s',
      { as: 'bob', method: 'PUT', url: '/api/me/addresses/{admin}', body: address },
      404,
      { code: 'accounts.address_not_found' },
    ],
    ['no such address is removed', { as: 'bob', method: 'DELETE', url: '/api/me/addresses/x' }, 404],
    [
      'a wish is no product',
      { as: 'ada', method: 'PUT', url: '/api/me/wishlist/x' },
      404,
      { code: 'catalog.product_not_found' },
    ],
    ['wishes are listed', { as: 'ada', url: '/api/me/wishlist' }, 200, { items: [] }],
    ['a wish is taken back', { as: 'ada', method: 'DELETE', url: '/api/me/wishlist/{admin}' }, 200],
    ['a customer lists accounts', { as: 'ada', url: '/api/users' }, 403, { code: 'auth.role_required' }],
    ['an analyst lists accounts', { as: 'analyst', url: '/api/users' }, 403],
    [
      'support lists accounts',
      { as: 'support', url: '/api/users?q=ADA&role=customer' },
      200,
      { total: 1, items: [{ email: 'ada@example.org' }] },
    ],
    [
      'support makes an account',
      { as: 'support', method: 'POST', url: '/api/users', body: { email: 's@example.org', password, role: 'admin' } },
      403,
    ],
    [
      'an administrator makes one',
      { as: 'admin', method: 'POST', url: '/api/users', body: { email: 's@example.org', password, role: 'support' } },
      201,
      { role: 'support', verified: true },
    ],
    [
      'it is taken',
      { as: 'admin', method: 'POST', url: '/api/users', body: { email: 'S@example.org', password, role: 'support' } },
      409,
      { code: 'accounts.email_taken' },
    ],
    ['a customer reads themselves', { as: 'ada', url: '/api/users/{ada}' }, 200, { email: 'ada@example.org' }],
    ['a customer reads somebody else', { as: 'ada', url: '/api/users/{bob}' }, 404, { code: 'accounts.not_found' }],
    ['support reads anybody', { as: 'support', url: '/api/users/{bob}' }, 200],
    [
      'support changes a role',
      { as: 'support', method: 'PATCH', url: '/api/users/{bob}', body: { role: 'admin' } },
      403,
    ],
    [
      'an administrator disables',
      { as: 'admin', method: 'PATCH', url: '/api/users/{bob}', body: { disabled: true } },
      200,
      { disabled: true },
    ],
    ['and the disabled are out at once', { as: 'bob', url: '/api/me' }, 401, { code: 'auth.token_invalid' }],
    [
      'the last administrator stays',
      { as: 'admin', method: 'PATCH', url: '/api/users/{admin}', body: { role: 'support' } },
      409,
      { code: 'accounts.last_admin' },
    ],
    ['a customer closes somebody else’s account', { as: 'ada', method: 'DELETE', url: '/api/users/{bob}' }, 404],
    ['an administrator closes a customer’s', { as: 'admin', method: 'DELETE', url: '/api/users/{bob}' }, 200],
    ['staff cannot be erased', { as: 'admin', method: 'DELETE', url: '/api/users/{support}' }, 409],
    ['a customer closes their own', { as: 'ada', method: 'DELETE', url: '/api/users/{ada}' }, 200],
    ['and is gone', { as: 'ada', url: '/api/me' }, 401],
    ['an address takes no such method', { as: 'admin', method: 'DELETE', url: '/api/me' }, 405],
  ])('%s', async (...row) => {
    const [, asked, status, answer] = row;
    const got = await call(asked);
    expect(got.statusCode, got.body).toBe(status);
    if (answer !== undefined) expect(got.json()).toMatchObject(answer);
    expect(errors).toEqual([]);
  });

  it('counts a cookie from pages of this shop only', async () => {
    const opened = await shop.accounts.signIn('support@example.org', password);
    const cookie = `vitrine_session=${opened.ok ? opened.value.token : ''}`;
    const change = (headers: Record<string, string>) =>
      call({ method: 'PATCH', url: '/api/me', body: { first_name: 'X' }, headers: { cookie, ...headers } });
    expect((await change({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect((await change({})).statusCode).toBe(403);
    expect((await change({ 'sec-fetch-site': 'same-origin' })).statusCode).toBe(409);
  });

  it('stops guessing with 429 and Retry-After, whatever address a header claims', async () => {
    const codes: number[] = [];
    let last = await call({ url: '/health' });
    for (let at = 0; at < 51; at += 1) {
      last = await call({
        method: 'POST',
        url: '/api/auth/token',
        body: { email: `guess${at}@example.org`, password: 'x' },
        headers: {
          'x-forwarded-for': `198.51.100.${at}`,
          'x-real-ip': `198.51.100.${at}`,
          forwarded: `for=10.0.0.${at}`,
        },
        from: '203.0.113.77',
      });
      codes.push(last.statusCode);
    }
    expect(codes.indexOf(429)).toBe(50);
    expect(last.json()).toMatchObject({ code: 'accounts.throttled' });
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
  }, 120_000);
});

describe('ACC-1 behind a proxy', () => {
  it('believes the address that a proxy added only where one was set up, and never one that the client sent', async () => {
    const seen: string[] = [];
    const { accounts } = shop;
    const spying = {
      ...shop,
      accounts: {
        ...accounts,
        requestReset: async (_asked: unknown, origin?: { address?: string }) => {
          seen.push(origin?.address ?? '');
          return { ok: true, value: true } as const;
        },
      },
    };
    for (const trustProxy of [false, true]) {
      const house = await aServer({ services: { shop: spying, clock }, trustProxy });
      await house.app.inject({
        method: 'POST',
        url: '/api/auth/password-reset',
        payload: { email: 'a@example.org' },
        headers: { 'x-forwarded-for': '10.9.8.7, 198.51.100.1' },
        remoteAddress: '203.0.113.5',
      });
      await house.app.close();
    }
    expect(seen).toEqual(['203.0.113.5', '198.51.100.1']);
  });
});
