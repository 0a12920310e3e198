import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningShop, root, runVitrine, startShop, temporaryHome } from './support/running-shop.ts';
import { succeed } from './support/small-shop.ts';

const home = temporaryHome();
let shop: RunningShop;
let printedFirst = '';

/** Starts the shop and kills it in the middle of the demo's history, as a power cut would. */
async function cutShort(): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'dist/vitrine.mjs'), 'start'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', VITRINE_HOME: home.path, PORT: '0' },
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.stderr.on('data', (chunk: Buffer) => (printedFirst += chunk.toString()));
  while (!existsSync(join(home.path, 'demo-unfinished')) && child.exitCode === null) await wait(50);
  while ((await newestEvent()) === '' && child.exitCode === null) await wait(50);
  child.kill('SIGKILL');
  await ended;
}

const newestEvent = () => succeed(['events', 'tail', '--json', '--limit', '1'], { VITRINE_HOME: home.path });

beforeAll(async () => {
  await cutShort();
  shop = await startShop({ home: home.path });
});
afterAll(async () => {
  await shop?.end();
  home.remove();
});

/** One request written by hand; resolves to the status and the whole answer. */
function raw(head: string, body = ''): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(shop.port, '127.0.0.1', () => socket.write(`${head}\r\nConnection: close\r\n\r\n${body}`));
    let text = '';
    socket.setTimeout(60_000, () => socket.destroy(new Error(`no answer to ${head}`)));
    socket.on('data', (chunk) => (text += chunk.toString('latin1')));
    socket.on('error', (error) => (text === '' ? reject(error) : undefined));
    socket.on('close', () => resolve({ status: Number(text.split(' ')[1]), text }));
  });
}

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(shop.url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: shop.url, ...headers },
    body: new URLSearchParams(fields),
  });

async function signIn(): Promise<string> {
  const password = readFileSync(join(home.path, 'admin-login'), 'utf8').trim();
  const answer = await post('/admin/sign-in', { email: 'admin@vitrine.example', password, back: '//evil.example' });
  expect(answer.headers.get('location')).toBe('/');
  return /vitrine_session=[^;]+/.exec(answer.headers.getSetCookie().join())?.[0] ?? '';
}

const console = (cookie: string) => fetch(`${shop.url}/admin/models`, { headers: { cookie }, redirect: 'manual' });

describe('OPS-1 a first start that was killed', () => {
  it('is continued by the next one, with its whole history', async () => {
    expect(printedFirst).not.toMatch(/demo shop: |Telling the recommender/);
    expect(shop.output()).toContain('Continuing the demo shop: 1000 products, 500 customers');
    expect(await newestEvent()).toContain('demo-1-');
    expect(existsSync(join(home.path, 'demo-unfinished'))).toBe(false);
  });

  it('holds for people who start twice: the second says that the port is taken', async () => {
    const second = await runVitrine(['start'], { VITRINE_HOME: home.path, PORT: String(shop.port) });
    expect(second).toMatchObject({ status: 1 });
    expect(second.stderr).toContain(`Port ${shop.port}`);
  });
});

describe('OPS-2 hostile requests', () => {
  it.each([
    ['/media/../admin-login', 404],
    ['/media/..%2fadmin-login', 404],
    ['/media/%2e%2e/%2e%2e/etc/passwd', 404],
    ['/media/a%00.svg', 404],
    ['/media/%ff', 400],
    ['/assets/..%2f..%2f..%2f..%2fpackage.json', 404],
    ['/products/a%00b', 404],
    ['/products/%zz', 400],
    ['/c/lighting?page=99999999999999999999', 404],
    ['//evil.example/', 404],
  ])('answers GET %s with %d', async (path, status) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1`);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toMatch(/root:x:|node_modules|\bat .*:\d+:\d+/);
  });

  it('answers an address of 15,000 letters', async () => {
    expect((await raw(`GET /${'a'.repeat(15_000)} HTTP/1.1\r\nHost: 127.0.0.1`)).status).toBe(404);
  });

  it.each(['a b', 'a@b:99999', '[::1', 'x/../y?z'])('refuses the host %s', async (host) => {
    expect((await raw(`GET / HTTP/1.1\r\nHost: ${host}`)).status).toBe(400);
  });

  it.each([
    ['application/json', '{}', 415],
    ['multipart/form-data; boundary=x', '--x', 400],
    ['application/x-www-form-urlencoded', 'a'.repeat(1_100_000), 413],
    ['application/x-www-form-urlencoded', 'email=%00&password=%00', 422],
  ])('answers a form of %s', async (type, body, status) => {
    const head = `POST /admin/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}`;
    expect((await raw(head, body)).status).toBe(status);
  });

  it('lets nobody in over a proxy or by another name while there are no keys', async () => {
    const asked = `GET /v1/items?namespace=shop&limit=1 HTTP/1.1\r\nX-Org-ID: 00000000-0000-4000-8000-000000000001`;
    expect((await raw(`${asked}\r\nHost: 127.0.0.1:${shop.port}`)).status).toBe(200);
    expect((await raw(`${asked}\r\nHost: rebound.example`)).status).toBe(403);
    expect((await raw(`${asked}\r\nHost: 127.0.0.1\r\nX-Forwarded-For: 203.0.113.9`)).status).toBe(403);
    expect((await raw('GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: 203.0.113.9')).status).toBe(401);
  });

  it('counts an event sent twelve times at once a single time', async () => {
    const body = JSON.stringify({
      namespace: 'attack',
      events: [{ user_id: 'u', item_id: 'a', type: 0, source_event_id: 'same', ts: new Date().toISOString() }],
    });
    const headers = { 'x-org-id': '00000000-0000-4000-8000-000000000001', 'content-type': 'application/json' };
    const answers = await Promise.all(
      Array.from({ length: 12 }, async () => {
        const answer = await fetch(`${shop.url}/v1/events:batch`, { method: 'POST', headers, body });
        return (await answer.json()) as { accepted: number };
      }),
    );
    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(1);
  });
});

describe('ACC-1 the console', () => {
  it('is closed without a session, and by signing out also to a copied cookie', async () => {
    expect((await console('vitrine_session=guess')).status).toBe(302);
    expect((await fetch(`${shop.url}/api/admin/events/live`)).status).toBe(401);
    const cookie = await signIn();
    const open = await console(cookie);
    expect([open.status, open.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(
      (await post('/admin/models', { intent: 'rollback' }, { cookie, 'sec-fetch-site': 'cross-site' })).status,
    ).toBe(403);
    expect((await fetch(`${shop.url}/admin/why?visitor=%00&surface=home`, { headers: { cookie } })).status).toBe(200);
    expect((await post('/admin/sign-out', {}, { cookie })).status).toBe(303);
    expect((await console(cookie)).status).toBe(302);
  });

  it('stops guessing after ten tries', async () => {
    let text = '';
    for (let guess = 0; guess < 11; guess += 1)
      text = await (await post('/admin/sign-in', { email: 'nobody@vitrine.example', password: `${guess}` })).text();
    expect(text).toContain('Too many tries');
  });

  it('was attacked without one unexpected error', () => {
    expect(shop.output()).not.toContain('"level":50');
  });
});

describe('OPS-13 a configuration that cannot work', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    ['a server that does not answer', { DATABASE_URL: 'postgres://u:secretpw@127.0.0.1:1/x' }, /DATABASE_URL.*Check/s],
    ['a home that takes no folders', { VITRINE_HOME: '/proc/vitrine' }, /VITRINE_HOME/],
    ['a home that is a file', { VITRINE_HOME: '/etc/hostname' }, /VITRINE_HOME/],
    ['a port that is none', { PORT: '99999' }, /PORT/],
    ['an open address without keys', { HOST: '0.0.0.0' }, /VITRINE_API_KEYS/],
  ])('is said in a sentence: %s', async (_what, environment, names) => {
    const started = await runVitrine(['start'], {
      VITRINE_HOME: join(home.path, 'other'),
      PORT: '0',
      ...environment,
    });
    expect(started.status).toBeGreaterThan(0);
    expect(started.stderr).toMatch(names);
    expect(started.stderr).not.toMatch(/secretpw|This should not have happened|\n\s+at /);
  });

  it('names every mistake of a .env at once', async () => {
    const folder = join(home.path, 'configured');
    mkdirSync(folder);
    writeFileSync(join(folder, '.env'), 'PORT=many\nCACHE_TTL=abc\nVITRINE_LOGLEVEL=x\n');
    const child = spawn(process.execPath, [join(root, 'dist/vitrine.mjs'), 'doctor'], { cwd: folder });
    let printed = '';
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    await new Promise((resolve) => child.once('close', resolve));
    for (const name of ['PORT', 'CACHE_TTL', 'VITRINE_LOGLEVEL']) expect(printed).toContain(name);
  });
});
