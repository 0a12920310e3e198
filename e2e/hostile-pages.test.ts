import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type FoundForm, formsIn, hostileTexts, HostileVisitor, mark } from './support/hostile-visitor.ts';
import { type RunningShop, startShop } from './support/running-shop.ts';
import { openHome, openSmallShop } from './support/small-shop.ts';

const home = openHome();
const password = 'a long enough phrase';
let shop: RunningShop;
let guest: HostileVisitor;
let customer: HostileVisitor;
let admin: HostileVisitor;
let slugs: string[];
let shelves: string[];
let edited: { id: string };

beforeAll(async () => {
  await openSmallShop(home.path);
  shop = await startShop({ home: home.path });
  [guest, customer, admin] = [new HostileVisitor(shop.url), new HostileVisitor(shop.url), new HostileVisitor(shop.url)];
  const { items } = JSON.parse((await guest.get('/api/products?available=true')).text) as {
    items: { slug: string }[];
  };
  slugs = items.map(({ slug }) => slug);
  expect(slugs.length).toBeGreaterThan(6);
  shelves = await Promise.all(
    ['categories', 'brands'].map(async (folder) => {
      const page = await guest.get(folder === 'brands' ? '/brands' : '/');
      return new RegExp(`href="(/${folder}/[\\w-]+)"`).exec(page.text)?.[1] ?? '';
    }),
  );
  const login = readFileSync(join(home.path, 'admin-login'), 'utf8').trim();
  await admin.post('/admin/sign-in', { email: 'admin@vitrine.example', password: login });
  await signUp(customer, 'mallory@example.org');
  for (const visitor of [guest, customer]) await fillBasket(visitor);
  for (const shelf of shelves) {
    expect(shelf).not.toBe('');
    expect((await guest.get(shelf)).status, shelf).toBe(200);
  }
  edited = JSON.parse((await admin.get(`/api/products/${slugs[5] ?? ''}`)).text) as { id: string };
}, 600_000);
afterAll(async () => {
  await shop?.end();
  home.remove();
});

/** Registers and follows the link of the mail, which stands in a file. */
async function signUp(visitor: HostileVisitor, email: string): Promise<void> {
  await visitor.post('/account/register', { email, password, firstName: 'Mallory', role: 'admin', is_admin: '1' });
  const token = await vi.waitFor(() => tokenFor(email), { timeout: 120_000, interval: 200 });
  await visitor.post(`/account/verify?token=${token}`, { token });
  expect((await visitor.get('/account')).status).toBe(200);
}

function tokenFor(email: string): string {
  const folder = join(home.path, 'mail');
  // What is still being written has another name.
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.eml') && one.includes(email))) {
    const text = readFileSync(join(folder, name), 'utf8')
      .replaceAll(/=\r?\n/g, '')
      .replaceAll('=3D', '=');
    const token = /token=([\w-]{43})/.exec(text)?.[1];
    if (token !== undefined) return token;
  }
  throw new Error(`No mail to ${email} brings a link.`);
}

async function fillBasket(visitor: HostileVisitor): Promise<void> {
  for (const slug of slugs.slice(0, 3)) {
    const page = await visitor.get(`/products/${slug}`);
    const form = formsIn(page.text, '/cart').find(({ fields }) => fields['intent'] === 'add');
    await visitor.post(form?.action ?? '/cart', form?.fields ?? {});
  }
  const address = {
    email: 'a@example.org',
    recipient: 'Ada',
    line1: 'A 1',
    postal_code: '10115',
    city: 'B',
    country: 'DE',
  };
  const { status, location } = await visitor.post('/checkout/address', address);
  expect([status, location]).toEqual([303, '/checkout/delivery']);
}

/** Every n-th of a long list, so that each run takes the same few hundred. */
function some<T>(all: readonly T[], most: number): T[] {
  const step = Math.max(1, all.length / most);
  return Array.from({ length: Math.min(most, all.length) }, (_, i) => all[Math.floor(i * step)] as T);
}

async function faultsOf<T>(
  asked: readonly T[],
  ask: (one: T) => Promise<{ fault: string | null }>,
): Promise<unknown[]> {
  const found: unknown[] = [];
  const waiting = [...asked];
  const worker = async () => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
      const { fault } = await ask(one);
      if (fault !== null && found.length < 5) found.push({ fault, asked: JSON.stringify(one).slice(0, 400) });
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return found;
}

const own = (folder: string, pages: string) => pages.split(' ').map((page) => `${folder}/${page}`);
const storefront = () => [
  '/',
  `/products/${slugs[0] ?? ''}`,
  ...shelves,
  '/orders/100001/pay',
  ...own('', 'search brands collections/new cart orders orders/100001 wishlist welcome'),
  ...own('/checkout', 'address delivery payment review done/100001'),
  ...own('/account', ' sign-in register verify forgot reset addresses preferences security privacy'),
  ...own('', 'checkout about privacy preferences robots.txt sitemap.xml nowhere'),
];
const office = () => [
  ...own(
    '/admin',
    'events models why products categories brands collections stock synonyms transfer changes products/new',
  ),
  ...['words', 'skus', 'stock', 'pictures', 'facts'].map((tab) => `/admin/products/${edited.id}?tab=${tab}`),
];
const questions =
  'q page sort price_min price_max brand color tag rating category token back surface rank request_id cursor status stock tab visitor done letter sku';

// First, before the attacks below use up the tries that one address has.
describe('ACC-1 a session that the browser brought', () => {
  it('is not the one that signing in opens', async () => {
    const visitor = new HostileVisitor(shop.url);
    const planted = 'A'.repeat(43);
    const login = { email: 'mallory@example.org', password };
    const { status } = await visitor.post('/account/sign-in', login, { cookie: `vitrine_session=${planted}` });
    expect(status).toBe(303);
    expect(visitor.cookie).toMatch(/vitrine_session=[\w-]{43}/);
    expect(visitor.cookie).not.toContain(planted);
    const other = new HostileVisitor(shop.url);
    expect((await other.get('/api/me', { cookie: `vitrine_session=${planted}` })).status).toBe(401);
  });
});

describe('OPS-13 hostile addresses', () => {
  const addresses = (pages: readonly string[]) =>
    pages.flatMap((page) =>
      questions.split(' ').flatMap((name) => hostileTexts.map((text) => `${page}?${name}=${encodeURIComponent(text)}`)),
    );
  const odd = (page: string) =>
    ['?%zz', '?q=%ff', '?=', '?&&&', '?page=1&page=x', `?${'q=a&'.repeat(500)}`].map((end) => page + end);

  it.each(['', '/de'])('are answered by every page of the shop, language "%s"', async (language) => {
    const asked = [...some(addresses(storefront()), 500), ...some(storefront().flatMap(odd), 60)];
    expect(await faultsOf(asked, (path) => guest.get(language + path))).toEqual([]);
    const names = hostileTexts.flatMap((text) =>
      ['/products/', '/categories/', '/brands/', '/collections/', '/orders/', '/sitemap/', '/', '/newsletter/'].map(
        (folder) => language + folder + encodeURIComponent(text),
      ),
    );
    expect(await faultsOf(names, (path) => customer.get(path))).toEqual([]);
  });

  it('are answered by every page of the office', async () => {
    expect(
      await faultsOf(
        some(
          addresses(own('/admin', 'events models why products categories brands collections stock transfer changes')),
          400,
        ),
        (path) => admin.get(path),
      ),
    ).toEqual([]);
    expect(await faultsOf(hostileTexts, (text) => admin.get(`/admin/products/${encodeURIComponent(text)}`))).toEqual(
      [],
    );
  });

  it('are answered whatever cookies say', async () => {
    const names = [
      'vitrine_sid',
      'vitrine_vid',
      'vitrine_session',
      'vitrine_consent',
      'vitrine_flash',
      'vitrine_theme',
      'vitrine_orders',
      'vitrine_likes',
    ];
    const jars = names.flatMap((name) => hostileTexts.map((text) => `${name}=${encodeURIComponent(text)}`));
    jars.push(
      ...names.map(
        (name) => `${name}=${encodeURIComponent(JSON.stringify({ text: mark, link: { href: mark, label: mark } }))}`,
      ),
    );
    const stranger = new HostileVisitor(shop.url);
    expect(await faultsOf(some(jars, 200), (cookie) => stranger.get('/cart', { cookie }))).toEqual([]);
  });
});

describe('OPS-13 hostile forms', () => {
  async function formsOf(visitor: HostileVisitor, pages: readonly string[]): Promise<FoundForm[]> {
    const found = new Map<string, FoundForm>();
    for (const path of pages) {
      for (const form of formsIn((await visitor.get(path)).text, path))
        found.set(`${form.action} ${Object.keys(form.fields).toSorted().join()} ${form.fields['intent'] ?? ''}`, form);
    }
    return [...found.values()].filter(({ action, fields }) => !/sign-out/.test(action) && fields['intent'] !== 'close');
  }

  /** One field broken at a time, all of them, none, each twice, and files instead of texts. */
  function broken({ action, fields }: FoundForm): { action: string; fields: Parameters<HostileVisitor['post']>[1] }[] {
    const names = Object.keys(fields);
    const files = new FormData();
    for (const name of names) files.append(name, new File(['<svg onload=zq9>'], 'a.svg', { type: 'image/svg+xml' }));
    const singles = [...names, 'role', '__proto__'].flatMap((name) =>
      hostileTexts.map((text) => ({ ...fields, [name]: text })),
    );
    return [
      ...some(singles, 40),
      ...names.map((name) => ({ ...fields, [name]: mark })),
      Object.fromEntries(names.map((name) => [name, mark])),
      {},
      names.flatMap((name): [string, string][] => [
        [name, 'a'],
        [name, 'b'],
      ]),
      files,
    ].map((one) => ({ action, fields: one }));
  }

  it.each([
    ['a guest', () => guest, storefront],
    ['a customer', () => customer, storefront],
    ['an administrator', () => admin, office],
  ])('of %s are answered, and lead nowhere else', async (_who, visitor, pages) => {
    const forms = await formsOf(visitor(), pages());
    expect(forms.length).toBeGreaterThan(8);
    const asked = some(forms.flatMap(broken), 700);
    expect(await faultsOf(asked, ({ action, fields }) => visitor().post(action, fields))).toEqual([]);
    // What was kept must come out as text too.
    expect(await faultsOf(pages(), (path) => visitor().get(path))).toEqual([]);
  });

  it('of another site are refused, each of them', async () => {
    for (const [visitor, pages] of [
      [customer, storefront()],
      [admin, office()],
    ] as const) {
      const forms = await formsOf(visitor, pages);
      expect(forms.length).toBeGreaterThan(8);
      for (const { action, fields } of forms) {
        const [foreign, old] = [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }];
        for (const headers of [foreign, old])
          expect((await visitor.post(action, fields, headers)).status, action).toBe(403);
      }
    }
  });
});

describe('ORD-1 a buyer who lies', () => {
  it('changes neither price nor quantity beyond what there is', async () => {
    const buyer = new HostileVisitor(shop.url);
    const { skus } = JSON.parse((await buyer.get(`/api/products/${slugs[1] ?? ''}`)).text) as {
      skus: { id: string; price_minor: number }[];
    };
    const [sku] = skus;
    const lies = { intent: 'add', sku: sku?.id ?? '', price: '1', unit_price_minor: '1', currency: 'JPY', total: '0' };
    await buyer.post('/cart', { ...lies, quantity: '1' });
    for (const quantity of ['-5', '0.5', '1e9', '9'.repeat(40), 'NaN', '']) {
      await buyer.post('/cart', { ...lies, intent: 'change', quantity });
      const cart = JSON.parse((await buyer.get('/api/cart')).text) as {
        lines: { quantity: number; stock: number; unit_price_minor: number }[];
        costs: { total_minor: number };
      };
      expect(cart.lines).toHaveLength(1);
      for (const line of cart.lines) {
        expect(line.unit_price_minor).toBe(sku?.price_minor);
        expect(line.quantity).toBeGreaterThan(0);
        expect(line.quantity).toBeLessThanOrEqual(line.stock);
      }
      expect(cart.costs.total_minor).toBeGreaterThanOrEqual(0);
    }
  });

  it('ACC-2 does not become staff by asking for it', async () => {
    const role = { role: 'admin', isAdmin: true, customer_id: null, disabled: false };
    for (const operation of ['PATCH /api/me', 'POST /api/auth/register']) {
      const fields = { email: 'mallory2@example.org', password, first_name: 'M', ...role };
      expect((await customer.call(operation, fields)).status).toBeLessThan(500);
    }
    await customer.post('/account', { firstName: 'M', role: 'admin', 'account.role': 'admin' });
    const { id, ...me } = JSON.parse((await customer.get('/api/me')).text) as { id: string; role: string };
    expect(me.role).toBe('customer');
    expect((await customer.call(`PATCH /api/users/${id}`, role)).status).toBe(403);
    expect((await customer.call('POST /api/users', { email: 'a@b.example', password, role: 'admin' })).status).toBe(
      403,
    );
    expect((await customer.get('/api/users')).status).toBe(403);
    for (const path of office()) expect((await customer.get(path)).status, path).not.toBe(200);
  });
});

describe('OPS-7 what one person writes and another reads', () => {
  it('is text in every page, list, title and fact, and never runs', async () => {
    const address = `/products/${slugs[6] ?? ''}`;
    const { id } = JSON.parse((await admin.get(`/api${address}`)).text) as { id: string };
    const editor = formsIn((await admin.get(`/admin/products/${id}?tab=words`)).text, '');
    const version = Number(editor.find(({ fields }) => 'version' in fields)?.fields['version']);
    const texts = { name: `Lamp ${mark}`, description: mark };
    const saved = await admin.call(`PATCH /api/products/${id}`, { version, texts: { en: texts, de: texts } });
    expect(saved.status, saved.text).toBe(200);
    const page = await guest.get(address);
    expect(page.text).toContain('&lt;svg onload=zq9&gt;');
    const facts = [...page.text.matchAll(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/g)];
    expect(facts.map(([, json = '']) => JSON.stringify(JSON.parse(json))).join('')).toContain('onload=zq9');
    const form = formsIn(page.text, '/cart').find(({ fields }) => fields['intent'] === 'add');
    await guest.post(form?.action ?? '/cart', form?.fields ?? {});
    const readers = ['/', address, '/cart', '/search?q=svg', '/search?q=onload', '/checkout/address', '/sitemap.xml'];
    for (const path of readers.flatMap((one) => [one, `/de${one}`]))
      expect((await guest.get(path)).fault, path).toBeNull();
    for (const path of [`/admin/products/${id}?tab=words`, '/admin/products', '/admin/changes', '/admin/stock'])
      expect((await admin.get(path)).fault, path).toBeNull();
  });

  it('survived all of this without one unexpected error', () => {
    expect(
      shop
        .output()
        .split('\n')
        .filter((line) => line.includes('"level":50'))
        .slice(0, 3),
    ).toEqual([]);
  });
});
