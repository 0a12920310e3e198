import { brotliDecompressSync } from 'node:zlib';
import {
  createContext,
  createRequestHandler,
  redirect,
  type RouterContextProvider,
  type ServerBuild,
} from 'react-router';
import { describe, expect, it } from 'vitest';
import { aServer } from '../testing/a-server.ts';
import type { PagesOptions, PageVisit } from './pages.ts';

const servicesContext = createContext<PageVisit>();
const nonceContext = createContext<string | undefined>(undefined);

type HandleRequest = [
  request: Request,
  status: number,
  headers: Headers,
  entry: unknown,
  context: RouterContextProvider,
];

/** The smallest application the router takes: one page that greets by visitor, one action that reads its form. */
function aBuild(renders: string[]): ServerBuild {
  const module = {
    handleError: () => undefined,
    servicesContext,
    nonceContext,
    storefront: (build: ServerBuild) => createRequestHandler(build, 'production'),
    cutLocale: (path: string) =>
      path.startsWith('/de') ? { locale: 'de', path: path.slice(3) || '/' } : { locale: 'en', path },
    withLocale: (path: string, locale: string) => (locale === 'de' && path.startsWith('/') ? `/de${path}` : path),
    default: async (...[request, status, headers, , context]: HandleRequest) => {
      const visit = context.get(servicesContext);
      renders.push(`${new URL(request.url).pathname} ${visit.visitor.id}`);
      headers.set('content-type', 'text/html; charset=utf-8');
      const nonce = context.get(nonceContext) ?? '';
      return new Response(
        `<p>${visit.visitor.consent}</p><i>${visit.locale}</i><script nonce="${nonce}"></script>${'x'.repeat(2_000)}`,
        {
          status,
          headers,
        },
      );
    },
  };
  const root = {
    id: 'root',
    path: '',
    module: {
      default: () => null,
      loader: () => null,
      action: async ({ request }: { request: Request }) => new Response(String((await request.text()).length)),
    },
  };
  const child = {
    id: 'home',
    parentId: 'root',
    index: true,
    path: undefined,
    module: { default: () => null, loader: () => null, action: root.module.action },
  };
  const console = {
    id: 'console',
    parentId: 'root',
    path: 'admin',
    module: { default: () => null, loader: () => null, action: root.module.action },
  };
  const away = {
    id: 'away',
    parentId: 'root',
    path: 'away',
    module: { loader: () => redirect('/cart', { headers: { 'Set-Cookie': 'vitrine_flash=Hello; Path=/' } }) },
  };
  const fail = {
    id: 'fail',
    parentId: 'root',
    path: 'fail',
    module: {
      default: () => null,
      loader: () => {
        throw new Error('secret detail');
      },
    },
  };
  return {
    entry: { module },
    routes: { root, home: child, fail, console, away },
    assets: { entry: { imports: [], module: '' }, routes: {}, url: '', version: '1' },
    future: { v8_middleware: true },
    ssr: true,
    isSpaMode: false,
    prerender: [],
    publicPath: '/',
    assetsBuildDirectory: '',
    routeDiscovery: { mode: 'initial', manifestPath: '/__manifest' },
  } as unknown as ServerBuild;
}

async function aSite(changes: Partial<PagesOptions> = {}) {
  const renders: string[] = [];
  const house = await aServer({
    pages: { build: aBuild(renders), services: (visit) => visit, cacheMs: 5_000, ...changes },
  });
  return { ...house, renders };
}

describe('WEB-1 pages', () => {
  it('lets no script into a storefront page but files of this site, and gives a session that scripts cannot read', async () => {
    const { app } = await aSite({ cacheMs: 0 });
    const answer = await app.inject({ url: '/' });
    expect(answer.statusCode, answer.body).toBe(200);
    expect(answer.headers['content-security-policy']).toContain("script-src 'self';");
    expect(answer.headers['set-cookie']).toMatch(/^vitrine_sid=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('renders the console, which has scripts in the page, with the nonce of its policy', async () => {
    const { app } = await aSite();
    const answer = await app.inject({ url: '/admin' });
    const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy']))?.[1];
    expect(nonce).toMatch(/.{20}/);
    expect(answer.body).toContain(`nonce="${nonce}"`);
    expect(answer.headers['x-page-cache']).toBeUndefined();
  });

  it('takes the language off the address, puts it before redirects, and keeps cookies of an answer', async () => {
    const { app } = await aSite();
    expect((await app.inject({ url: '/de' })).body).toContain('<i>de</i>');
    expect((await app.inject({ url: '/' })).body).toContain('<i>en</i>');
    const away = await app.inject({ url: '/de/away', cookies: { vitrine_sid: 'session-session-1' } });
    expect([away.statusCode, away.headers['location']]).toEqual([302, '/de/cart']);
    expect(away.headers['set-cookie']).toBe('vitrine_flash=Hello; Path=/');
  });

  it('renders once for strangers, each with a session of their own, and compresses once', async () => {
    const { app, renders, pageCache } = await aSite();
    const [first, second] = [await app.inject({ url: '/' }), await app.inject({ url: '/' })];
    expect(renders).toEqual(['/ ']);
    expect(second.headers['x-page-cache']).toBe('hit');
    const packed = () => app.inject({ url: '/', headers: { 'accept-encoding': 'br, gzip' } });
    const [once, again] = [await packed(), await packed()];
    expect(once.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(again.rawPayload).toString()).toBe(first.body);
    expect(first.headers['set-cookie']).not.toEqual(second.headers['set-cookie']);
    pageCache.clear();
    await app.inject({ url: '/' });
    expect(renders).toHaveLength(2);
  });

  it('forgets after a write in the console what pages are made of, then the pages: the next one is made of the new', async () => {
    const forgotten: string[] = [];
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const { app, renders } = await aSite({ forgetReads: () => forgotten.push('reads') });
    await app.inject({ url: '/' });
    const refused = await app.inject({ method: 'POST', url: '/admin/none', payload: 'a=b', headers: form });
    expect([refused.statusCode, forgotten]).toEqual([404, []]);
    const done = await app.inject({ method: 'POST', url: '/admin', payload: 'a=b', headers: form });
    expect(done.statusCode, done.body).toBe(200);
    await app.inject({ url: '/' });
    expect(forgotten).toEqual(['reads']);
    expect(renders.filter((line) => line === '/ ')).toHaveLength(2);
  });

  it('renders for a visitor with a session, known by the session without consent and by a lasting id with it', async () => {
    const { app, renders } = await aSite();
    const sid = 'session-session-1';
    const bare = await app.inject({ url: '/', cookies: { vitrine_sid: sid } });
    expect(bare.headers['set-cookie']).toBeUndefined();
    const full = await app.inject({
      url: '/',
      cookies: { vitrine_sid: sid, vitrine_consent: 'full', vitrine_vid: 'visitor-visitor-1' },
    });
    expect(full.body).toContain('<p>full</p>');
    const declined = await app.inject({
      url: '/',
      cookies: { vitrine_sid: sid, vitrine_consent: 'full', vitrine_vid: 'visitor-visitor-1' },
      headers: { 'sec-gpc': '1' },
    });
    expect(declined.headers['set-cookie']).toMatch(/^vitrine_vid=;/);
    expect(renders).toEqual([`/ ${sid}`, '/ visitor-visitor-1', `/ ${sid}`]);
  });

  it.each([
    ['a form of this site', { origin: 'http://localhost:80', host: 'localhost:80' }, 200],
    ['a form of another site', { origin: 'https://evil.example' }, 403],
    ['another port of this host', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:81' }, 403],
    ['a form that hides its origin', { cookie: 'vitrine_sid=session-session-1' }, 403],
  ])('answers %s', async (_name, headers, status) => {
    const { app } = await aSite();
    const answer = await app.inject({
      method: 'POST',
      url: '/?index',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: 'a=1',
    });
    expect(answer.statusCode, answer.body).toBe(status);
  });

  it('refuses a form that is too large, by its length', async () => {
    const { app } = await aSite({ bodyLimitBytes: 100 });
    const answer = await app.inject({
      method: 'POST',
      url: '/?index',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'a'.repeat(200),
    });
    expect(answer.statusCode).toBe(413);
    expect(answer.body).toContain('Request ');
  });

  it.each([
    ['JSON', { type: 'application/json', payload: '{}', status: 415 }],
    ['a broken multipart form', { type: 'multipart/form-data; boundary=x', payload: '--x', status: 400 }],
    ['a multipart form without a boundary', { type: 'multipart/form-data', payload: 'a', status: 400 }],
    ['nothing at all', { type: null, payload: '', status: 200 }],
  ])('takes %s for what it is', async (_name, { type, payload, status }) => {
    const { app, errors } = await aSite();
    const headers = type === null ? {} : { 'content-type': type };
    const answer = await app.inject({ method: 'POST', url: '/?index', headers, payload });
    expect(answer.statusCode, answer.body).toBe(status);
    expect(errors).toEqual([]);
  });

  it.each(['a b', 'a@b:99999', '[::1', 'x/../y?z#', 'a:b:c', '<script>'])(
    'refuses the host %s, from which no address can be made',
    async (host) => {
      const { app, errors } = await aSite();
      const answer = await app.inject({ url: '/', headers: { host } });
      expect(answer.statusCode).toBe(400);
      expect(errors).toEqual([]);
    },
  );

  it('keeps apart what it renders for strangers who ask not to be tracked', async () => {
    const { app } = await aSite();
    expect((await app.inject({ url: '/' })).body).toContain('<p>functional</p>');
    expect((await app.inject({ url: '/', headers: { 'sec-gpc': '1' } })).body).toContain('<p>none</p>');
  });

  it('says whose address and which session a visit comes with, and keeps nothing of an administrator', async () => {
    const visits: PageVisit[] = [];
    const { app } = await aSite({ services: (visit) => visits.push(visit) && visit });
    const answer = await app.inject({
      url: '/',
      cookies: { vitrine_session: 'admin-token' },
      remoteAddress: '10.1.2.3',
    });
    expect(visits[0]).toMatchObject({ address: '10.1.2.3', accountToken: 'admin-token', visitor: { isAdmin: true } });
    expect(answer.headers['cache-control']).toBe('no-store');
    await app.inject({ url: '/' });
    expect(visits[1]).toMatchObject({ accountToken: null });
  });

  it('compresses, and leaves unknown addresses to the application', async () => {
    const { app } = await aSite();
    const answer = await app.inject({ url: '/', headers: { 'accept-encoding': 'br' } });
    expect(answer.headers['content-encoding']).toBe('br');
    expect((await app.inject({ url: '/no/such/page' })).statusCode).toBe(404);
    expect((await app.inject({ url: '/api/no-such' })).json()).toMatchObject({ code: 'request.unknown_path' });
  });
});

describe('OPS-7 cookies of pages', () => {
  it('that came over a safe line go over safe lines only', async () => {
    const { app } = await aSite({ cacheMs: 0 });
    const cookies = async (headers: Record<string, string>) =>
      [(await app.inject({ url: '/away', headers })).headers['set-cookie'] ?? []].flat();
    expect((await cookies({})).join()).toContain('vitrine_flash=Hello; Path=/');
    expect((await cookies({})).join()).not.toContain('Secure');
    const proxied = await aServer({
      trustProxy: true,
      pages: { build: aBuild([]), services: (visit) => visit, cacheMs: 0 },
    });
    const answer = await proxied.app.inject({ url: '/away', headers: { 'x-forwarded-proto': 'https' } });
    const safe = [answer.headers['set-cookie'] ?? []].flat();
    expect(safe.length).toBeGreaterThan(1);
    for (const cookie of safe) expect(cookie).toMatch(/Path=\/.*; Secure/);
  });
});
