import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { anOrganisation, aServer, callRecsys, scopedKeys } from '../testing/a-server.ts';

describe('REC-1 who may call /v1', () => {
  const url = '/v1/event-types?namespace=n';

  it.each([
    ['no organisation', {}, 400, { error: 'missing_org_id' }],
    [
      'an organisation that is no UUID',
      { 'x-org-id': 'acme' },
      400,
      { error: 'invalid_org_id', details: { value: 'acme' } },
    ],
    ['no key', { 'x-org-id': anOrganisation }, 401, { error: 'unauthorized' }],
    ['an unknown key', { 'x-org-id': anOrganisation, 'x-api-key': 'no' }, 401, { error: 'unauthorized' }],
    [
      'a key of another organisation',
      { 'x-org-id': '22222222-2222-4222-8222-222222222222', 'x-api-key': 'read' },
      403,
      { error: 'forbidden' },
    ],
    [
      'a key without the scope',
      { 'x-org-id': anOrganisation, 'x-api-key': 'publish' },
      403,
      { error: 'forbidden', details: { scope: 'read' } },
    ],
    ['a key that may read', { 'x-org-id': anOrganisation, 'x-api-key': 'read' }, 200, [{ type: 0 }]],
  ])('%s', async (...[, headers, status, body]) => {
    const { app } = await aServer({ services: { keys: scopedKeys } });
    const answer = await app.inject({ url, headers });
    expect(answer.statusCode, answer.body).toBe(status);
    expect(answer.json()).toMatchObject(body);
  });

  it('without keys: this machine only, whatever a header claims', async () => {
    const { app } = await aServer();
    const headers = { 'x-org-id': anOrganisation };
    const status = async (more: Record<string, string>, remoteAddress: string) =>
      (await app.inject({ url, headers: { ...headers, ...more }, remoteAddress })).statusCode;
    expect(await status({}, '::ffff:127.0.0.1')).toBe(200);
    expect(await status({ host: '[::1]:3000' }, '::1')).toBe(200);
    expect(await status({}, '203.0.113.9')).toBe(403);
    expect(await status({ 'x-forwarded-for': '127.0.0.1' }, '203.0.113.9')).toBe(403);
    // what a proxy on this machine hands on, and what a page led a browser to by a name of its own
    expect(await status({ 'x-forwarded-for': '203.0.113.9' }, '127.0.0.1')).toBe(403);
    expect(await status({ host: 'rebound.example' }, '127.0.0.1')).toBe(403);
  });

  it('limits a key, and says when to come back', async () => {
    const { app } = await aServer({ rateLimits: { recsysPerMinute: 1 } });
    await callRecsys(app, { method: 'GET', url });
    const answer = await callRecsys(app, { method: 'GET', url });
    expect(answer.json()).toMatchObject({ error: 'rate_limited' });
    expect(answer.headers['retry-after']).toBeDefined();
  });
});

describe('OPS-7 what every answer carries', () => {
  it.each([
    ['GET', '/v1/nothing', 404, { error: 'not_found' }],
    ['GET', '/v1/items:upsert', 405, { error: 'method_not_allowed' }],
    ['DELETE', '/api/products', 405, { code: 'request.method_not_allowed' }],
    ['POST', '/api/nothing', 404, { code: 'request.unknown_path' }],
    ['GET', '/nothing', 404, { code: 'request.unknown_path' }],
    ['GET', '/api/products/%E0%A4%A', 400, { code: 'request.malformed' }],
  ] as const)('%s %s answers %i', async (...[method, url, status, body]) => {
    const { app } = await aServer();
    const answer = await app.inject({ method, url, headers: { 'x-request-id': 'mine-1' } });
    expect(answer.statusCode, answer.body).toBe(status);
    expect(answer.json()).toMatchObject(body);
    expect(answer.body).toContain('mine-1');
    expect(answer.headers['x-request-id']).toBe('mine-1');
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'strict-origin-when-cross-origin',
    });
    if (status === 405) expect(answer.headers['allow']).toBeDefined();
  });

  it('takes the name of a type for no body, as many clients send it with a DELETE; where a body is needed it is missed', async () => {
    const { app } = await aServer();
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    expect((await app.inject({ method: 'DELETE', url: '/api/cart', headers })).statusCode).toBe(200);
    const missing = await app.inject({ method: 'POST', url: '/api/cart/lines', headers });
    expect(missing.json()).toMatchObject({ status: 400, code: 'request.invalid_json' });
  });

  it('replaces a request id that is unfit for a log', async () => {
    const { app } = await aServer();
    const answer = await app.inject({ url: '/health', headers: { 'x-request-id': 'a b<script>' } });
    expect(answer.headers['x-request-id']).toMatch(/^id-/);
  });

  it('says nothing of the inside when something breaks, and reports it', async () => {
    const { app, errors } = await aServer({
      services: { version: () => Promise.reject(new Error('password=hunter2')) },
    });
    const answer = await app.inject({ url: '/version' });
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toMatchObject({ code: 'service.internal', status: 500 });
    expect(answer.body).not.toContain('hunter2');
    expect(errors).toHaveLength(1);
  });
});

describe('OPS-9 a database that is away', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), { code: 'ECONNREFUSED' });
  const lost = () => Promise.reject(refused);

  it('is answered as something that passes, without a word of where it is', async () => {
    const { app, errors } = await aServer({ services: { version: lost } });
    const answer = await app.inject({ url: '/version' });
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(answer.json()).toMatchObject({ code: 'service.unavailable' });
    expect(answer.body).not.toContain('10.0.0.7');
    expect(errors).toEqual([refused]);
  });

  it('keeps the body of the public contract on /v1, and is said before anybody is let in', async () => {
    const { app } = await aServer({ services: { keys: { configured: true, find: lost } } });
    const headers = { 'x-org-id': anOrganisation, 'x-api-key': 'any' };
    const answer = await app.inject({ url: '/v1/event-types?namespace=n', headers });
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([503, '5']);
    expect(answer.json()).toMatchObject({ error: 'service_unavailable' });
  });
});

describe('OPS-13 documents and metrics', () => {
  it('counts by the pattern of the route', async () => {
    const { app } = await aServer();
    await callRecsys(app, { method: 'GET', url: '/v1/items/some-item/similar' });
    const text = (await app.inject({ url: '/metrics' })).body;
    expect(text).toContain('http_requests_total{method="GET",route="/v1/items/:item_id/similar",status="200"} 1');
    expect(text).not.toContain('some-item');
  });

  it('shows metrics to this machine and to the bearer of the token', async () => {
    const { app } = await aServer({ metricsToken: 'secret' });
    const read = (authorization: string) =>
      app.inject({ url: '/metrics', remoteAddress: '203.0.113.9', headers: { authorization } });
    expect((await read('Bearer wrong!')).statusCode).toBe(401);
    expect((await read('Bearer secret')).statusCode).toBe(200);
  });

  it('describes every operation and shows the reference', async () => {
    const { app } = await aServer();
    const document = (await app.inject({ url: '/openapi.json' })).json();
    expect(document.openapi).toBe('3.1.0');
    expect(document.paths['/v1/recommendations'].post.responses['400'].description).toContain('invalid_created_after');
    const page = await app.inject({ url: '/docs/' });
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("script-src 'self'");
    expect((await app.inject({ url: '/docs' })).statusCode).toBeLessThan(400);
  });
});

describe('OPS-7 pictures', () => {
  let root: string;
  beforeAll(async () => {
    root = join(await mkdtemp(join(tmpdir(), 'vitrine-media-')), 'media');
    await mkdir(join(root, 'a'), { recursive: true });
    await writeFile(join(root, 'a', 'kettle.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    await writeFile(join(root, '.hidden'), 'secret');
    await writeFile(join(root, '..', 'outside.txt'), 'secret');
  });

  it('serves a drawing that may be kept for ever and cannot run scripts', async () => {
    const { app } = await aServer({ mediaRoot: root });
    const answer = await app.inject({ url: '/media/a/kettle.svg' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({ 'content-type': 'image/svg+xml', 'x-content-type-options': 'nosniff' });
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(answer.headers['content-security-policy']).toContain('sandbox');
  });

  it.each([
    '/media/../outside.txt',
    '/media/%2e%2e/outside.txt',
    '/media/..%2foutside.txt',
    '/media/.hidden',
    '/media/a',
    '/media/none.svg',
    '/media/a%00b',
  ])('gives nothing for %s', async (url) => {
    const { app } = await aServer({ mediaRoot: root });
    const answer = await app.inject({ url });
    expect(answer.statusCode, answer.body).toBeGreaterThanOrEqual(400);
    expect(answer.statusCode).toBeLessThan(500);
    expect(answer.body).not.toContain('secret');
  });
});
