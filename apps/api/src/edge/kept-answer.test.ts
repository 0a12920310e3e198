import { describe, expect, it } from 'vitest';
import { aServer } from '../testing/a-server.ts';
import { inMemoryShop } from '../testing/in-memory-shop.ts';
import { signedInAs } from '../testing/signed-in-as.ts';

/** A server that keeps its answers for five seconds, how often its shop was asked for a list, and its clock and database. */
async function keeping(cacheMs = 5_000) {
  const shop = inMemoryShop();
  let asked = 0;
  const world = { nowMs: Date.parse('2026-03-01T12:00:00Z'), isAway: false };
  const list: typeof shop.search.list = (query) => {
    asked += 1;
    if (world.isAway) throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    return shop.search.list(query);
  };
  const confirm: typeof shop.checkout.confirm = async () => ({
    ok: true,
    value: { orderId: 'o-1', orderNumber: 1, token: 't', replayed: false },
  });
  const server = await aServer({
    cacheMs,
    services: {
      shop: { ...shop, search: { ...shop.search, list }, checkout: { ...shop.checkout, confirm } },
      clock: { now: () => new Date(world.nowMs) },
    },
  });
  const get = (url: string, headers: Record<string, string> = {}) => server.app.inject({ method: 'GET', url, headers });
  return { ...server, get, world, asked: () => asked };
}

describe('PERF-1 answers of the API that are kept for strangers', () => {
  it('are the same bytes and headers, with a visit and a request id of their own', async () => {
    const { get, asked } = await keeping();
    const plain = await (await keeping(0)).get('/api/products?facets=true');
    const [first, second] = [await get('/api/products?facets=true'), await get('/api/products?facets=true')];
    expect([first.headers['x-answer-cache'], second.headers['x-answer-cache'], asked()]).toEqual(['miss', 'hit', 1]);
    expect([first.body, second.body]).toEqual([plain.body, plain.body]);
    const own = ['x-answer-cache', 'etag', 'vary', 'cache-control', 'set-cookie', 'x-request-id', 'date'];
    const shared = (headers: object) => Object.entries(headers).filter(([name]) => !own.includes(name));
    expect(Object.fromEntries(shared(second.headers))).toEqual(Object.fromEntries(shared(plain.headers)));
    expect(second.headers['set-cookie']).not.toBe(first.headers['set-cookie']);
    expect(second.headers['x-request-id']).not.toBe(first.headers['x-request-id']);
    expect(second.headers['cache-control']).toBe('private, no-cache');
  });

  it('are found whatever the order of the query and beside parameters nobody knows', async () => {
    const { get, asked } = await keeping();
    for (const query of ['search=kettle&page=1', 'page=1&search=kettle', 'search=kettle&utm=1', 'search=kettle&utm=2'])
      await get(`/api/products?${query}`);
    expect(asked()).toBe(1);
    expect((await get('/api/products?search=other')).headers['x-answer-cache']).toBe('miss');
    const spoken = (await get('/api/products/suggestions?q=ke&locale=en')).headers['x-answer-cache'];
    expect([spoken, (await get('/api/products/suggestions?q=ke&locale=de')).headers['x-answer-cache']]).toEqual([
      'miss',
      'miss',
    ]);
  });

  it('are not for whoever brings a cookie or a token', async () => {
    const { get, asked } = await keeping();
    await get('/api/products');
    for (const headers of [{ cookie: 'vitrine_sid=x' }, signedInAs('customer'), { authorization: 'Basic eA==' }]) {
      const answer = await get('/api/products', headers);
      expect(answer.headers['x-answer-cache']).toBeUndefined();
      expect(answer.headers['cache-control']).toBe('private, no-store');
    }
    expect(asked()).toBe(4);
  });

  it('are not sent again to who has them', async () => {
    const { get } = await keeping();
    const { headers } = await get('/api/categories');
    const again = await get('/api/categories', { 'if-none-match': `"x", ${headers.etag}` });
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', headers.etag]);
    expect((await get('/api/categories', { 'if-none-match': '"x"' })).statusCode).toBe(200);
  });

  it('are compressed once and say so', async () => {
    const { get } = await keeping();
    for (const _again of [1, 2]) {
      const { headers } = await get('/api/products?facets=true', { 'accept-encoding': 'gzip' });
      expect([headers['content-encoding'], String(headers['vary']).includes('accept-encoding')]).toEqual([
        'gzip',
        true,
      ]);
    }
  });

  it('are forgotten when staff changed something or somebody ordered, and when the catalog is heard to have changed', async () => {
    const { get, app, pageCache } = await keeping();
    const isKept = async () => (await get('/api/products')).headers['x-answer-cache'] === 'hit';
    await isKept();
    expect(await isKept()).toBe(true);
    await app.inject({ method: 'POST', url: '/api/interactions', payload: { events: [] } });
    expect(await isKept()).toBe(true);
    const headers = signedInAs('admin');
    await app.inject({ method: 'PATCH', url: '/api/products/p-1', headers, payload: { name: 'Other' } });
    expect([await isKept(), await isKept()]).toEqual([false, true]);
    const confirm = (payload?: object) =>
      app.inject({
        method: 'POST',
        url: '/api/checkout/confirm',
        headers: { 'sec-fetch-site': 'same-origin' },
        ...(payload === undefined ? {} : { payload }),
      });
    expect((await confirm({})).statusCode).toBe(200);
    expect([await isKept(), await isKept()]).toEqual([false, true]);
    pageCache.clear();
    expect(await isKept()).toBe(false);
  });

  it('are not forgotten for what was refused to a stranger', async () => {
    const { get, app } = await keeping();
    await get('/api/products');
    for (const [url, payload] of [
      ['/api/checkout/confirm', { checkout_id: 7 }],
      ['/api/orders/none/cancel', {}],
      ['/api/admin/none', {}],
    ] as const) {
      const { statusCode } = await app.inject({ method: 'POST', url, payload });
      expect(statusCode, url).toBeGreaterThanOrEqual(400);
      expect((await get('/api/products')).headers['x-answer-cache'], url).toBe('hit');
    }
  });

  it('are given on while the database is away, up to an hour old, and the failure is reported', async () => {
    const { get, world, errors } = await keeping();
    const kept = (await get('/api/products')).body;
    world.isAway = true;
    world.nowMs += 10_000;
    const again = await get('/api/products');
    expect([again.statusCode, again.body]).toEqual([200, kept]);
    expect(errors).toHaveLength(1);
    const unknown = await get('/api/products?search=other');
    expect([unknown.statusCode, unknown.headers['retry-after']]).toEqual([503, '5']);
    world.nowMs += 3_700_000;
    expect((await get('/api/products')).statusCode).toBe(503);
    world.isAway = false;
    expect((await get('/api/products')).statusCode).toBe(200);
  });

  it('are never failures', async () => {
    const { get } = await keeping();
    for (const [url, status] of [
      ['/api/products/none', 404],
      ['/api/products?category=none', 404],
      ['/api/products?page=one', 400],
    ] as const) {
      const answers = await Promise.all([get(url), get(url)]);
      for (const answer of [...answers, await get(url)]) {
        expect([answer.statusCode, answer.headers['content-type']]).toEqual([
          status,
          'application/problem+json; charset=utf-8',
        ]);
        expect(answer.json().request_id).toBe(answer.headers['x-request-id']);
        expect(answer.headers.etag).toBeUndefined();
      }
    }
  });

  it('do not exist where CACHE_TTL is 0', async () => {
    const { get, asked } = await keeping(0);
    for (const _again of [1, 2]) {
      const { headers } = await get('/api/products');
      expect([headers['x-answer-cache'], headers.etag, headers['cache-control']]).toEqual([
        undefined,
        undefined,
        'private, no-store',
      ]);
    }
    expect(asked()).toBe(2);
  });
});
