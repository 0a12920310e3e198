import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, complaintsOf, openBrowser } from './support/browser.ts';
import { mailedLink } from './support/mailed-link.ts';
import { type RunningShop, startShop } from './support/running-shop.ts';
import { openHome, openSmallShop } from './support/small-shop.ts';

const home = openHome();
let shop: RunningShop;
let browser: Browser;
const password = 'kettle on the hob';
const fresh = 'lamp beside the bed';

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

const linkTo = (email: string, page: string): Promise<string> => mailedLink(shop, { email, page });

/** Types into the field that has the keyboard, after going there with the Tab key alone. */
async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, `[name="${name}"]:not([type=hidden])`);
  await page.keyboard.type(text);
}

async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The keyboard does not reach ${selector}.`);
}

const button = '#main form .button:not([value])';

async function press(page: Page, selector: string): Promise<void> {
  await tabTo(page, selector);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
}

/** Register, confirm, leave, choose a new password, come back: each step by keyboard, with or without a script. */
async function wholeWay(context: BrowserContext, email: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${shop.url}/account/register`);
  await typeInto(page, 'email', 'no address');
  await typeInto(page, 'password', 'short');
  await press(page, button);
  expect(await page.locator('#email').inputValue()).toBe('no address');
  expect(await page.locator('#password').inputValue()).toBe('');
  expect(await page.locator('#email').getAttribute('aria-describedby')).toBe('email-error');
  await page.locator('#email').clear();
  await page.goto(`${shop.url}/account/register`);
  await typeInto(page, 'email', email);
  await typeInto(page, 'password', password);
  await press(page, button);
  expect(await page.locator('h1').textContent()).toBe('Look into your mail');
  await page.goto(await linkTo(email, '/account/verify'));
  await press(page, button);
  expect(new URL(page.url()).pathname).toBe('/welcome');
  await page.goto(`${shop.url}/account`);
  await press(page, '.account-out');
  await page.goto(`${shop.url}/account`);
  expect(new URL(page.url()).pathname).toBe('/account/sign-in');
  await page.goto(`${shop.url}/account/forgot`);
  await typeInto(page, 'email', email);
  await press(page, button);
  const reset = await linkTo(email, '/account/reset');
  await page.goto(reset);
  await typeInto(page, 'password', fresh);
  await press(page, button);
  expect(new URL(page.url()).pathname).toBe('/account/sign-in');
  await typeInto(page, 'email', email);
  await typeInto(page, 'password', fresh);
  await press(page, button);
  expect(new URL(page.url()).pathname).toBe('/account');
  expect(await page.locator('.account-line').first().textContent()).toContain(email);
  const dead = await page.goto(reset);
  expect(dead?.status()).toBe(404);
  return page;
}

describe.skipIf(!chromiumPath)('ACC-1 an account from its beginning to a new password', () => {
  it('works by keyboard alone and without a complaint', async () => {
    const context = await browser.newContext();
    const page = await wholeWay(context, 'ada@example.org');
    const complaints = complaintsOf(page);
    await page.goto(`${shop.url}/account/security`);
    await page.click('[data-show-password="password"]');
    expect(await page.locator('#password').getAttribute('type')).toBe('text');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('works without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const opened = await fetch(`${shop.url}/account/register`, {
      method: 'POST',
      body: new URLSearchParams({ email: 'bob@example.org', password }),
    });
    expect(opened.status).toBe(200);
    await page.goto(await linkTo('bob@example.org', '/account/verify'));
    await page.click(button);
    await page.waitForURL('**/welcome');
    await page.goto(`${shop.url}/account/addresses`);
    for (const [name, value] of Object.entries({
      recipient: 'Bob',
      line1: 'Lime St 1',
      postalCode: '1',
      city: 'Berlin',
    }))
      await page.fill(`#${name}`, value);
    await page.selectOption('#country', 'DE');
    await page.click('#address .button');
    expect(await page.locator('#postalCode-error').textContent()).toContain('10115');
    expect(await page.locator('#city').inputValue()).toBe('Berlin');
    await page.fill('#postalCode', '10115');
    await page.click('#address .button');
    await page.locator('.address-card').waitFor();
    expect(await page.locator('.address-card').count()).toBe(1);
    await context.close();
  });
});

describe.skipIf(!chromiumPath)('ACC-4 ACC-5 a guest who comes in', () => {
  it('sees the very next window follow what they like, and keeps wishes, likes and history in the account', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(shop.url);
    await page.click('button[name=consent][value=functional]');
    const chosen = [0, 1, 2].map((at) => page.locator('#welcome .like').nth(at));
    for (const like of chosen) await like.click();
    const names = await Promise.all(chosen.map((like) => like.textContent()));
    await page.click('#welcome .button:not([value])');
    await page.locator('#welcome').waitFor({ state: 'detached' });
    await page.waitForLoadState();
    expect(new URL(page.url()).pathname).toBe('/');
    const shown = page.locator('[data-surface="home"] [data-item-id]');
    const ids = await shown.evaluateAll((cards) => cards.slice(0, 8).map((card) => card.getAttribute('data-item-id')));
    const shelves = await Promise.all(
      ids.map(async (id) => {
        const product = (await (await fetch(`${shop.url}/api/products/${id}`)).json()) as {
          breadcrumbs: { name: string }[];
        };
        return product.breadcrumbs[0]?.name ?? '';
      }),
    );
    // The shop of this test has four things a shelf, some sold out: what is left over is filled up with what is popular.
    expect(shelves.length).toBeGreaterThanOrEqual(5);
    expect(
      shelves.slice(0, 5).every((shelf) => names.includes(shelf)),
      `${shelves.join()} of ${names.join()}`,
    ).toBe(true);
    const first = ids[0] ?? '';
    await page.request.post(`${shop.url}/wishlist`, {
      form: { product: first, back: '/wishlist' },
      headers: { origin: shop.url },
    });
    await page.goto(`${shop.url}/account/register`);
    await page.fill('#email', 'cleo@example.org');
    await page.fill('#password', password);
    await page.click(button);
    await page.goto(await linkTo('cleo@example.org', '/account/verify'));
    await page.click(button);
    await page.waitForURL('**/welcome');
    await page.goto(`${shop.url}/wishlist`);
    expect(await page.locator(`#wishes [data-item-id="${first}"]`).count()).toBe(1);
    await page.goto(`${shop.url}/account/preferences`);
    expect(await page.locator('.like input:checked').count()).toBe(3);
    await context.close();
  });
});

describe.skipIf(!chromiumPath)('ACC-1 guessing at passwords', () => {
  it('ends with 429 and the seconds to wait on both pages, whatever address a header claims', async () => {
    for (const path of ['/account/sign-in', '/admin/sign-in']) {
      let last = new Response(null);
      for (let at = 0; at < 11; at += 1)
        last = await fetch(shop.url + path, {
          method: 'POST',
          body: new URLSearchParams({ email: `nobody@${path.slice(1, 4)}.example`, password: `guess number ${at}` }),
          headers: { 'x-forwarded-for': `198.51.100.${at}` },
          redirect: 'manual',
        });
      expect(last.status, path).toBe(429);
      expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });
});
