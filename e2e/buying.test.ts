import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, complaintsOf, openBrowser } from './support/browser.ts';
import { mailedLink } from './support/mailed-link.ts';
import { type RunningShop, startShop } from './support/running-shop.ts';
import { openHome, openSmallShop } from './support/small-shop.ts';
import { noted, storedEvents } from './support/told-events.ts';

const home = openHome();
let shop: RunningShop;
let browser: Browser;

beforeAll(async () => {
  if (!chromiumPath) return;
  await openSmallShop(home.path);
  [shop, browser] = await Promise.all([startShop({ home: home.path }), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await shop?.end();
  home.remove();
});

const address = { recipient: 'Ada Lovelace', line1: 'Ackerstr. 1', postal_code: '10115', city: 'Berlin' };
const card = { expiry: '12/39', cvc: '123' };

/** Addresses of products that can be bought with one press, from the home page; throws when there are too few. */
async function somethingToBuy(page: Page, count: number): Promise<string[]> {
  await page.goto(shop.url);
  const links = await page.$$eval('[data-item-id] a[href^="/products/"]', (all) => [
    ...new Set(all.map((link) => link.getAttribute('href') ?? '')),
  ]);
  const found: string[] = [];
  for (const link of links) {
    if (found.length === count) break;
    await page.goto(shop.url + link);
    if ((await page.locator('.buy-button').count()) === 1) found.push(link);
  }
  if (found.length < count) throw new Error(`Of ${links.length} things at home ${found.length} can be bought.`);
  return found;
}

async function putIn(page: Page, link: string): Promise<void> {
  await page.goto(shop.url + link);
  await buy(page);
}

/** Puts the thing whose page is open into the cart, by script or without. */
async function buy(page: Page): Promise<void> {
  await page.locator('.buy-button').click();
  await page.locator('#toasts .toast').waitFor();
}

/** Every step up to the last look before the order. */
async function goToReview(page: Page, email: string): Promise<void> {
  await page.goto(`${shop.url}/checkout`);
  await page.fill('#email', email);
  for (const [name, value] of Object.entries(address)) await page.fill(`#${name}`, value);
  await page.selectOption('#country', 'DE');
  for (const step of ['delivery', 'payment', 'review']) {
    await page.locator('.step-on').click();
    await page.waitForURL(`**/checkout/${step}`);
  }
}

/** Every step up to the till; answers the order's number. */
async function checkOut(page: Page, email: string): Promise<string> {
  await goToReview(page, email);
  await page.locator('.step-on').click();
  await page.waitForURL('**/pay');
  return /orders\/(\d+)\/pay/.exec(page.url())?.[1] ?? '';
}

async function pay(page: Page, number: string): Promise<void> {
  await page.fill('#card_number', number);
  for (const [name, value] of Object.entries(card)) await page.fill(`#${name}`, value);
  await page.locator('.pay form button').first().click();
}

/** Somebody new buys one thing; answers its id. */
async function buyWithoutScript(
  link: string,
  email: string,
  extraHTTPHeaders: Record<string, string> = {},
): Promise<string | null> {
  const context = await browser.newContext({ extraHTTPHeaders, javaScriptEnabled: false });
  const page = await context.newPage();
  await putIn(page, link);
  const itemId = await page.locator('[data-page=product]').getAttribute('data-item-id');
  const number = await checkOut(page, email);
  await pay(page, '4242 4242 4242 4242');
  await page.waitForURL(`**/done/${number}`);
  await context.close();
  return itemId;
}

describe.skipIf(!chromiumPath)('Buying, seen from a browser', () => {
  it('ORD-2 WEB-6 a guest without JavaScript buys: faults keep what was typed, a declined card can be followed by a good one', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const [first = '', second = ''] = await somethingToBuy(page, 2);
    for (const link of [first, second]) await putIn(page, link);
    expect(await page.locator('[data-badge=cart] .badge').textContent()).toBe('2');
    await page.goto(`${shop.url}/checkout`);
    await page.fill('#email', 'guest@example.org');
    await page.fill('#postal_code', '1011');
    await page.selectOption('#country', 'DE');
    await page.locator('.step-on').click();
    await page.locator('#postal_code[aria-invalid=true]').waitFor();
    expect(await page.inputValue('#email')).toBe('guest@example.org');
    const number = await checkOut(page, 'guest@example.org');
    await pay(page, '4000 0000 0000 0002');
    await page.locator('[role=alert]').waitFor();
    await pay(page, '4242 4242 4242 4242');
    await page.waitForURL(`**/checkout/done/${number}`);
    await page.goto(`${shop.url}/orders`);
    expect(await page.locator('.order-card').count()).toBe(1);
    expect(await page.locator('[data-badge=cart] .badge').count()).toBe(0);
    await context.close();
  });

  it('ORD-3 shows an order to nobody who has only its number', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    expect((await page.goto(`${shop.url}/orders/100001`))?.status()).toBe(404);
    expect((await page.goto(`${shop.url}/orders/100001?token=${'a'.repeat(32)}`))?.status()).toBe(404);
    expect((await page.request.get(`${shop.url}/api/orders/100001`)).status()).toBe(404);
    await context.close();
  });

  it('ORD-4 makes one order of a double click and of two tabs', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const [link = ''] = await somethingToBuy(page, 1);
    await putIn(page, link);
    await goToReview(page, 'twice@example.org');
    const form = Object.fromEntries(
      await page.$$eval('.form input[type=hidden]', (all) =>
        all.map((one) => [(one as HTMLInputElement).name, (one as HTMLInputElement).value]),
      ),
    ) as Record<string, string>;
    const send = () =>
      context.request.post(`${shop.url}/checkout/review`, { form, headers: { origin: shop.url }, maxRedirects: 0 });
    const answers = await Promise.all([send(), send(), send()]);
    expect(new Set(answers.map((answer) => answer.headers()['location'])).size).toBe(1);
    await page.goto(`${shop.url}/orders`);
    expect(await page.locator('.order-card').count()).toBe(1);
    await context.close();
  });

  it('EVT-3 names in add and purchase the surface, rank and request of the recommendation that was clicked', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    const since = new Date();
    await Promise.all([noted(page, ({ meta }) => meta['surface'] === 'home'), page.goto(shop.url)]);
    const widget = page.locator('[data-surface="trending"][data-request-id]').first();
    const chosen = widget.locator('[data-item-id][data-rank="2"]').first();
    const itemId = await chosen.getAttribute('data-item-id');
    const requestId = await widget.getAttribute('data-request-id');
    await Promise.all([
      noted(page, ({ item_id, meta }) => item_id === itemId && meta['surface'] === 'pdp'),
      chosen.locator('a').first().click(),
    ]);
    await page.waitForURL('**/products/**');
    await buy(page);
    const number = await checkOut(page, 'clicked@example.org');
    await pay(page, '4242 4242 4242 4242');
    await page.waitForURL(`**/done/${number}`);
    const told = await storedEvents(home.path, {
      since,
      fits: (event) => event.meta['request_id'] === requestId && event.type >= 2,
      least: 2,
    });
    const cause = { surface: 'trending', rank: 2, recommended: true, request_id: requestId };
    expect(told.map((event) => event.type).toSorted()).toEqual([2, 3]);
    for (const event of told)
      expect(event).toMatchObject({ item_id: itemId, meta: { ...cause, qty: 1, currency: 'EUR' } });
    const orderId = told.find((event) => event.type === 3)?.meta['order_id'];
    const summaries = await storedEvents(home.path, {
      since,
      fits: (event) => event.meta['kind'] === 'order' && event.meta['order_id'] === orderId,
      least: 1,
    });
    expect(summaries).toMatchObject([{ type: 4, item_id: null, meta: { items: [{ item_id: itemId, qty: 1 }] } }]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('EVT-5 tells nothing of a buyer who allowed nothing', async () => {
    const page = await browser.newPage();
    const [first = '', second = ''] = await somethingToBuy(page, 2);
    await page.close();
    const since = new Date();
    await buyWithoutScript(first, 'shy@example.org', { 'sec-gpc': '1' });
    const told = await buyWithoutScript(second, 'open@example.org');
    // Things are told in the order they happened: when the later purchase has been, the one before it never will be.
    const events = await storedEvents(home.path, { since, fits: ({ type }) => type >= 2, least: 3 });
    expect(events.map(({ type, item_id }) => [type, item_id]).toSorted()).toEqual([
      [2, told],
      [3, told],
      [4, null],
    ]);
  });

  it('WEB-6 buys by keyboard alone', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const [link = ''] = await somethingToBuy(page, 1);
    await page.goto(shop.url + link);
    await press(page, '.buy-button');
    await page.waitForFunction(() => document.querySelector('[data-badge=cart] .badge')?.textContent === '1');
    await page.goto(`${shop.url}/cart`);
    await press(page, '.costs-act');
    await page.waitForURL('**/address');
    await press(page, '#email', 'Tab');
    await page.keyboard.type('keys@example.org');
    for (const [name, value] of Object.entries({
      recipient: 'Ada',
      line1: 'A 1',
      line2: '',
      postal_code: '10115',
      city: 'Berlin',
      country: 'Germany',
    })) {
      await reach(page, `#${name}`);
      await page.keyboard.type(value);
    }
    await press(page, '.step-on');
    await page.waitForURL('**/delivery');
    await reach(page, '[name=delivery]:checked');
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('[value=express]').isChecked()).toBe(true);
    await press(page, '.step-on');
    await page.waitForURL('**/payment');
    await press(page, '.step-on');
    await page.waitForURL('**/review');
    await press(page, '.step-on');
    await page.waitForURL('**/pay');
    await context.close();
  });

  it('ACC-4 an account keeps what its person put in as a guest', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const [link = ''] = await somethingToBuy(page, 1);
    await putIn(page, link);
    await becomeCustomer(context, 'merge@example.org');
    await page.goto(`${shop.url}/cart`);
    expect(await page.locator('.line').count()).toBe(1);
    await page.goto(`${shop.url}/checkout/address`);
    expect(await page.inputValue('#email')).toBe('merge@example.org');
    await keepsAddressAndComesBack(page);
    await context.close();
  });
});

/** Goes on with Tab until the element has the focus. */
async function reach(page: Page, selector: string): Promise<void> {
  const there = () => page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector);
  for (let step = 0; step < 120 && !(await there()); step += 1) await page.keyboard.press('Tab');
  expect(await there(), `${selector} is reached by Tab`).toBe(true);
}

async function press(page: Page, selector: string, key: 'Enter' | 'Tab' = 'Enter'): Promise<void> {
  await reach(page, selector);
  if (key === 'Enter') await page.keyboard.press('Enter');
}

/** ACC-3 ORD-2: an address typed once is one press the next time, and the way back from an order shows no cart of before. */
async function keepsAddressAndComesBack(page: Page): Promise<void> {
  for (const [name, value] of Object.entries(address)) await page.fill(`#${name}`, value);
  await page.selectOption('#country', 'DE');
  expect(await page.locator('[name=keep]').isChecked()).toBe(true);
  await page.locator('.step-on').click();
  await page.waitForURL('**/delivery');
  await page.goto(`${shop.url}/account/addresses`);
  expect(await page.locator('.address-card').count()).toBe(1);
  await page.goto(`${shop.url}/checkout/address`);
  expect(await page.locator('#email').isVisible()).toBe(false);
  await page.getByRole('button', { name: /^Deliver here: Ada Lovelace/ }).click();
  for (const step of ['delivery', 'payment', 'review']) {
    await page.waitForURL(`**/checkout/${step}`);
    await page.locator('.step-on').click();
  }
  await page.waitForURL('**/pay');
  await page.goBack();
  await page.waitForURL('**/cart');
  expect(await page.locator('.line').count()).toBe(0);
  await page.goto(`${shop.url}/cart`);
  await page.goto(`${shop.url}/orders`);
  expect(await page.locator('.order-card').count()).toBe(1);
}

/** Registers and opens the link of the mail, which signs in. */
async function becomeCustomer(context: BrowserContext, email: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${shop.url}/account/register`);
  await page.fill('[name=email]', email);
  await page.fill('[name=password]', 'a long and quiet lamp 7');
  await page.press('[name=password]', 'Enter');
  await page.goto(await mailedLink(shop, { email, page: '/account/verify' }));
  await page.locator('main form button').first().click();
  await page.waitForURL('**/welcome');
  await page.close();
}
