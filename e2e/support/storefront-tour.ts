import type { Page } from 'playwright-core';
import { HostileVisitor } from './hostile-visitor.ts';
import { mailedLink } from './mailed-link.ts';
import { shopHeaders } from './small-shop.ts';

/** The shop to walk through, and the goods made for the states that the demo lacks. */
export interface TourShop {
  readonly url: string;
  readonly home: string;
  readonly goods: MadeGoods;
}

/** What `makeGoods` made: a thing of several kinds, one sold out, a collection of both, and one that leaves the shop during the walk. */
interface MadeGoods {
  readonly several: string;
  readonly soldOut: string;
  readonly collection: string;
  readonly leaving: { readonly slug: string; readonly id: string };
  archive(id: string): Promise<void>;
}

const password = 'a long and quiet lamp 7';
const address = { recipient: 'Ada Lovelace', line1: 'Ackerstr. 1', postal_code: '10115', city: 'Berlin' };

/** Makes products without pictures, as staff do over the API: of several kinds, sold out, and one to take away later; and a collection in the console. */
export async function makeGoods(url: string, login: { email: string; password: string }): Promise<MadeGoods> {
  const call = async (path: string, method: string, body?: unknown) => {
    const answer = await fetch(url + path, {
      method,
      headers: {
        'x-org-id': shopHeaders['x-org-id'],
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': shopHeaders['content-type'] }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as { access_token: string; id: string; slug: string; category: { id: string } };
  };
  let token = '';
  token = (await call('/api/auth/token', 'POST', login)).access_token;
  const { items } = (await (await fetch(`${url}/api/products?limit=1`)).json()) as { items: { id: string }[] };
  // An edit of nothing answers the product as staff see it, with the id of its shelf.
  const { category } = await call(`/api/products/${items[0]?.id}`, 'PATCH', { version: 1 });
  const make = (name: string, stocks: readonly number[]) =>
    call('/api/products', 'POST', {
      category_id: category.id,
      texts: { en: { name, description: `${name}, made for a walk.` }, de: { name, description: `${name}.` } },
      skus: stocks.map((stock, at) => ({
        code: `${name.toUpperCase().replaceAll(' ', '-')}-${at}`,
        price_minor: 1990,
        stock,
        ...(stocks.length > 1 ? { options: { size: ['S', 'M', 'L'][at] ?? 'XL' } } : {}),
      })),
    });
  const [several, soldOut, leaving] = [
    await make('Walking coat', [3, 0, 9]),
    await make('Missing bowl', [0]),
    await make('Leaving jug', [5]),
  ];
  const staff = new HostileVisitor(url);
  await staff.post('/admin/sign-in', login);
  const products = [several.slug, soldOut.slug].join('\n');
  const collection = 'for-a-walk';
  await staff.post('/admin/collections', { intent: 'save', 'name.en': 'For a walk', slug: collection, products });
  return {
    several: several.slug,
    soldOut: soldOut.slug,
    collection,
    leaving,
    archive: async (id) => void (await call(`/api/products/${id}`, 'DELETE')),
  };
}

/** One way through the shop in one language: each step leaves the page in a state worth looking at and says its name. */
export class StorefrontTour {
  readonly #page: Page;
  readonly #shop: TourShop;
  readonly #prefix: '' | '/de';
  #product = '';
  #second = '';
  #category = '';
  #brand = '';

  constructor(page: Page, shop: TourShop, prefix: '' | '/de' = '') {
    this.#page = page;
    this.#shop = shop;
    this.#prefix = prefix;
  }

  async #open(path: string): Promise<void> {
    await this.#page.goto(this.#shop.url + (path === '/' && this.#prefix ? this.#prefix : this.#prefix + path));
  }

  /** Shelves, search, things: what a stranger sees. */
  async *shelves(): AsyncGenerator<string> {
    const page = this.#page;
    await this.#learn();
    await this.#open('/');
    yield 'home of a stranger';
    await page.locator('.consent button[value=functional]').click();
    await page.locator('#welcome').waitFor();
    yield 'home with the question for likes';
    await this.#open('/welcome');
    yield 'likes on a page of their own';
    await this.#open(this.#category);
    yield 'category';
    await this.#open(`${this.#category}?available=1&brand=${this.#brand.split('/').at(-1)}`);
    yield 'category with filters';
    await this.#open(`${this.#category}?max=0.01`);
    yield 'category without hits';
    await this.#open('/search?q=lamp');
    yield 'search with hits';
    await this.#open('/search?q=tabel');
    yield 'search with another spelling';
    await this.#open('/search?q=xqzvwk');
    yield 'search without hits';
    await page.locator('#search').fill('la');
    await page.locator('#suggestions [role=option]').first().waitFor();
    yield 'suggestions';
    await this.#open('/brands');
    yield 'brands';
    await page.locator('.menu-shop > summary').click();
    yield 'menu';
    await this.#open(this.#brand);
    yield 'brand';
    await this.#open(`/collections/${this.#shop.goods.collection}`);
    await page.locator('.grid-cards').waitFor();
    yield 'collection';
    await this.#open(this.#product);
    yield 'product';
    await page.locator('.gallery-zoom').click();
    yield 'closer look';
    await this.#open(`/products/${this.#shop.goods.several}`);
    yield 'product of several kinds without pictures';
    await this.#open(`/products/${this.#shop.goods.soldOut}`);
    yield 'product sold out';
    await this.#open('/');
    yield 'home after views';
  }

  /** Pages that stand by themselves, and what stands in the place of one that is missing. */
  async *house(): AsyncGenerator<string> {
    const words = ['/about', '/contact', '/shipping-and-returns', '/imprint', '/terms', '/privacy'];
    for (const path of [...words, '/no-such-page', '/products/no-such-thing', '/newsletter/no-such-link']) {
      await this.#open(path);
      yield path;
    }
  }

  /** From an empty cart to a cancelled order, with each refusal on the way. */
  async *buying(): AsyncGenerator<string> {
    const page = this.#page;
    await this.#learn();
    await this.#open('/cart');
    yield 'cart, empty';
    await this.#open('/orders');
    yield 'orders, none';
    await this.#putIn(this.#product);
    yield 'product with a toast';
    await this.#putIn(this.#second);
    await this.#open('/cart');
    yield 'cart';
    yield* this.#unavailableLine();
    await this.#open('/checkout');
    yield 'address';
    await page.fill('#email', 'nobody');
    await page.fill('#postal_code', '1');
    await page.locator('.step-on').click();
    await page.locator('#email[aria-invalid=true]').waitFor();
    yield 'address with faults';
    await page.fill('#email', `guest${this.#prefix.slice(1)}@example.org`);
    for (const [name, value] of Object.entries(address)) await page.fill(`#${name}`, value);
    await page.selectOption('#country', 'DE');
    for (const step of ['delivery', 'payment', 'review']) {
      await page.locator('.step-on').click();
      await page.waitForURL(`**/checkout/${step}`);
      yield step;
    }
    yield* this.#paying();
  }

  async *#unavailableLine(): AsyncGenerator<string> {
    const { goods, url } = this.#shop;
    if (this.#prefix) return;
    await this.#putIn(`/products/${goods.leaving.slug}`);
    await goods.archive(goods.leaving.id);
    await this.#open('/cart');
    yield 'cart with a line that left the shop';
    await this.#page.locator('.line:has(.line-stop) .line-remove').click();
    await this.#page.locator('.line-stop').waitFor({ state: 'detached' });
    if (!this.#page.url().startsWith(url)) throw new Error('The way left the shop.');
  }

  async *#paying(): AsyncGenerator<string> {
    const page = this.#page;
    await page.locator('.step-on').click();
    await page.waitForURL('**/pay');
    const number = /orders\/(\d+)\/pay/.exec(page.url())?.[1] ?? '';
    yield 'till';
    await this.#pay('4000 0000 0000 0002');
    await page.locator('[role=alert]').first().waitFor();
    yield 'till with a declined card';
    await this.#open(`/orders/${number}`);
    yield 'order, unpaid';
    await this.#open(`/orders/${number}/pay`);
    await this.#pay('4242 4242 4242 4242');
    await page.waitForURL(`**/checkout/done/${number}`);
    yield 'confirmation';
    await this.#open('/orders');
    yield 'orders';
    await this.#open(`/orders/${number}`);
    yield 'order';
  }

  /** Coming in with every refusal, then what is one's own. */
  async *account(): AsyncGenerator<string> {
    const page = this.#page;
    await this.#learn();
    const send = '#main form .button:not([value])';
    for (const name of ['sign-in', 'register', 'forgot']) {
      await this.#open(`/account/${name}`);
      yield name;
      await page.fill('#email', 'no address');
      await page.locator(send).first().click();
      await page.locator('[aria-invalid=true]').first().waitFor();
      yield `${name} with faults`;
    }
    await this.#open('/account/reset?token=none');
    yield 'link that is used up';
    const email = `walker${this.#prefix.slice(1)}@example.org`;
    await this.#open('/account/register');
    await page.fill('#email', email);
    await page.fill('#password', password);
    await page.locator(send).first().click();
    await page.locator('#password').waitFor({ state: 'detached' });
    yield 'look into your mail';
    await page.goto(await mailedLink(this.#shop, { email, page: '/account/verify' }));
    yield 'confirm the address';
    await page.locator(send).first().click();
    await page.waitForURL('**/welcome*');
    await this.#open('/wishlist');
    yield 'wishlist, empty';
    await this.#open(this.#product);
    await page.locator('.wish-button').first().click();
    await page.locator('#toasts .toast').waitFor();
    for (const path of ['/wishlist', '/account', '/account/addresses', '/account/preferences']) {
      await this.#open(path);
      yield path;
    }
    for (const path of ['/account/security', '/account/privacy']) {
      await this.#open(path);
      yield path;
    }
  }

  /** Finds things to walk to, once; the visitor stays a stranger. */
  async #learn(): Promise<void> {
    if (this.#second !== '') return;
    const url = this.#shop.url;
    const { items } = (await (await fetch(`${url}/api/products?limit=24&available=true&sort=rating`)).json()) as {
      items: { slug: string; images: unknown[]; category: { slug: string }; brand: { slug: string } | null }[];
    };
    for (const item of items.filter(({ images }) => images.length > 1)) {
      if (this.#second !== '') break;
      await this.#open(`/products/${item.slug}`);
      if ((await this.#page.locator('.buy-button').count()) !== 1) continue;
      if (this.#product === '') {
        this.#product = `/products/${item.slug}`;
        this.#category = `/categories/${item.category.slug}`;
        this.#brand = `/brands/${item.brand?.slug ?? ''}`;
      } else this.#second = `/products/${item.slug}`;
    }
    if (this.#second === '') throw new Error('Of what is rated best, too little has pictures and can be bought.');
    await this.#page.context().clearCookies();
  }

  async #putIn(path: string): Promise<void> {
    await this.#open(path);
    await this.#page.locator('.buy-button').click();
    await this.#page.locator('#toasts .toast').waitFor();
  }

  async #pay(card: string): Promise<void> {
    await this.#page.fill('#card_number', card);
    await this.#page.fill('#expiry', '12/39');
    await this.#page.fill('#cvc', '123');
    await this.#page.locator('.pay form button').first().click();
  }
}
