import { createShop, type ShopTables, type ShopUseCases } from '@vitrine/shop';
import { createMailRelay } from '@vitrine/shop/mail';
import { fakeClock } from '@vitrine/testkit/clock';
import { testDatabase, type TestDatabase } from '@vitrine/testkit/database';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aServer } from '../testing/a-server.ts';

const password = 'kettle on the hob';
const clock = fakeClock('2026-05-01T08:00:00Z');

describe('ACC-1 ACC-3 the whole life of an account by the API alone', () => {
  let database: TestDatabase;
  let shop: ShopUseCases;
  let app: FastifyInstance;
  let errors: unknown[];
  let link = '';
  let bearer = '';

  beforeAll(async () => {
    database = await testDatabase({ domains: ['shop'] });
    shop = createShop({ db: database.connection.handle<ShopTables>(), clock });
    ({ app, errors } = await aServer({ services: { shop, clock }, rateLimits: { interactionsPerMinute: 0 } }));
  });
  afterAll(async () => {
    expect(errors).toEqual([]);
    await app?.close();
    await database?.drop();
  });

  async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, body?: object) {
    const headers = bearer === '' ? {} : { authorization: `Bearer ${bearer}` };
    const answer = await app.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body }) });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  }
  async function readMail() {
    const keep = async ({ text }: { text: string }) => void (link = /token=([\w-]+)/.exec(text)?.[1] ?? link);
    await createMailRelay(shop.context, { send: keep }, { siteUrl: 'https://shop.example' }).drain();
    return link;
  }
  async function signIn(email: string, phrase: string) {
    bearer = '';
    const { status, body } = await call('POST', '/api/auth/token', { email, password: phrase });
    bearer = String(body['access_token'] ?? '');
    return status;
  }

  it('begins with the link of the mail, once', async () => {
    await call('POST', '/api/auth/register', { email: 'ada@example.org', password, first_name: 'Ada' });
    expect(await signIn('ada@example.org', password)).toBe(401);
    const token = await readMail();
    expect(await call('POST', '/api/auth/confirm', { token })).toEqual({ status: 200, body: { status: 'done' } });
    expect(await call('POST', '/api/auth/confirm', { token })).toMatchObject({
      body: { code: 'accounts.link_invalid' },
    });
    expect(await signIn('ada@example.org', password)).toBe(200);
    expect((await call('GET', '/api/me/sessions')).body).toEqual({ items: [] });
  });

  it('hands out everything that is kept', async () => {
    const { status, body } = await call('GET', '/api/me/export');
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain('ada@example.org');
  });

  it('ends a browser’s session by its name, and nobody else’s', async () => {
    const opened = await shop.accounts.signIn('ada@example.org', password);
    const { items } = (await call('GET', '/api/me/sessions')).body as { items: { id: string }[] };
    const url = `/api/me/sessions/${items[0]?.id}`;
    const mine = bearer;
    await shop.accounts.create({ email: 'help@example.org', password, role: 'support' });
    await signIn('help@example.org', password);
    expect((await call('DELETE', url)).body).toMatchObject({ code: 'accounts.session_not_found' });
    expect((await call('GET', '/api/me/export')).body).toMatchObject({ code: 'accounts.customer_required' });
    bearer = mine;
    expect((await call('DELETE', url)).status).toBe(200);
    expect(opened.ok && (await shop.accounts.session(opened.value.token))).toBeNull();
  });

  it('moves to another address by the link sent there, and names a wrong password as it was sent', async () => {
    const wrong = { current_password: 'guess', email: 'lovelace@example.org' };
    expect((await call('POST', '/api/me/email', wrong)).body).toMatchObject({ errors: [{ path: 'current_password' }] });
    expect((await call('POST', '/api/me/email', { ...wrong, current_password: password })).status).toBe(202);
    expect((await call('POST', '/api/auth/confirm', { token: await readMail() })).status).toBe(200);
    expect(await signIn('lovelace@example.org', password)).toBe(200);
  });

  it('changes its password, which ends every token', async () => {
    const next = 'another kettle on the hob';
    expect(
      (await call('PUT', '/api/me/password', { current_password: password, password: 'short' })).body,
    ).toMatchObject({ errors: [{ path: 'password' }] });
    expect((await call('PUT', '/api/me/password', { current_password: password, password: next })).status).toBe(200);
    expect(await signIn('lovelace@example.org', password)).toBe(401);
    expect(await signIn('lovelace@example.org', next)).toBe(200);
  });
});
