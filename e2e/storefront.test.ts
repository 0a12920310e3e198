import type { Browser, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, complaintsOf, openBrowser } from './support/browser.ts';
import type { RunningShop } from './support/running-shop.ts';
import { openHome, startDemoShop } from './support/small-shop.ts';

const home = openHome();
let shop: RunningShop;
let browser: Browser;
let category = '';

beforeAll(async () => {
  if (!chromiumPath) return;
  [shop, browser] = await Promise.all([startDemoShop(home.path), openBrowser()]);
  const { items } = (await (await fetch(`${shop.url}/api/products?limit=1`)).json()) as {
    items: { category: { slug: string } }[];
  };
  category = `/categories/${items[0]?.category.slug}`;
});

afterAll(async () => {
  await browser?.close();
  await shop?.end();
  home.remove();
});

const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** Marks the window, so that a page that was opened anew is told from one whose parts were exchanged. */
const mark = (page: Page) => page.evaluate(() => void ((globalThis as { kept?: boolean }).kept = true));
const isKept = (page: Page) => page.evaluate(() => (globalThis as { kept?: boolean }).kept === true);

describe.skipIf(!chromiumPath)('WEB-1 a shelf with its filters', () => {
  it('is narrowed in place, its address says how, and going back widens it again', async () => {
    const context = await browser.newContext(desk);
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    await page.goto(shop.url + category);
    await mark(page);
    const all = await page.locator('.toolbar-count').innerText();
    await page.locator('.filters input[name="brand"]').first().check();
    // The address changes first, what the page shows a frame later.
    await page.locator('.chosen-chips a').waitFor();
    expect(page.url()).toMatch(/[?&]brand=/);
    expect(await isKept(page)).toBe(true);
    expect(await page.locator('.chosen-chips a').count()).toBe(1);
    expect(await page.locator('.toolbar-count').innerText()).not.toBe(all);
    await page.goBack();
    await page.locator('.chosen-chips').waitFor({ state: 'detached' });
    expect(await page.locator('.toolbar-count').innerText()).toBe(all);
    expect(await isKept(page)).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });

  it('is narrowed without JavaScript on a phone too', async () => {
    const context = await browser.newContext({ ...phone, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(shop.url + category);
    await page.locator('.filters-open').click();
    await page.locator('.filters input[name="available"]').check();
    await page.locator('.filters button:not([type])').click();
    await page.waitForURL(/available=1/);
    expect(await page.locator('.chosen-chips a').count()).toBe(1);
    expect(await page.locator('.grid-cards [data-item-id]').count()).toBeGreaterThan(0);
    await context.close();
  });

  it('helps when nothing fits', async () => {
    const page = await browser.newPage();
    await page.goto(`${shop.url}/search?max=0.01`);
    expect(await page.locator('main a[href*="/search"]').count()).toBeGreaterThan(0);
    expect(await page.locator('[data-surface="no-hits"] [data-item-id]').count()).toBeGreaterThan(3);
    await page.close();
  });
});

describe.skipIf(!chromiumPath)('WEB-2 the search field', () => {
  it('suggests as one types and is led by the keyboard alone', async () => {
    const context = await browser.newContext(desk);
    const page = await context.newPage();
    await page.goto(shop.url);
    await page.locator('#search').pressSequentially('lam', { delay: 30 });
    // Slow fingers get suggestions for the first two letters as well, which the third replaces.
    await page.locator('[role="option"] i', { hasText: 'lam' }).first().waitFor();
    expect(await page.locator('#search').getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('ArrowDown');
    const active = await page.locator('#search').getAttribute('aria-activedescendant');
    expect(await page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Escape');
    expect(await page.locator('#suggestions').isHidden()).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=lam/);
    await context.close();
  });

  it('speaks German and stays on the page when the language is changed', async () => {
    const page = await browser.newPage();
    await page.goto(shop.url + category);
    await page.locator('.languages a[hreflang="de"]').click();
    await page.waitForURL(`${shop.url}/de${category}`);
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    const others = await page
      .locator('header a, footer a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(others.filter((href) => href?.startsWith('/') && !href.startsWith('/de')).length).toBe(1);
    await page.close();
  });
});

describe.skipIf(!chromiumPath)('WEB-7 what a page weighs', () => {
  it('is little: script under 15 kB, styles under 11.5 kB, and nothing for a router in the HTML', async () => {
    const context = await browser.newContext(phone);
    const page = await context.newPage();
    const responses: Response[] = [];
    page.on('response', (response) => void responses.push(response));
    const answer = await page.goto(shop.url + category, { waitUntil: 'networkidle' });
    expect(await answer?.text()).not.toContain('__reactRouterContext');
    const weigh = async (kind: string) => {
      const ofKind = responses.filter((response) => response.request().resourceType() === kind);
      const sizes = await Promise.all(ofKind.map((response) => response.headerValue('content-length')));
      return sizes.reduce((sum, size) => sum + Number(size), 0);
    };
    const [script, stylesheet] = [await weigh('script'), await weigh('stylesheet')];
    expect(script).toBeGreaterThan(0);
    expect(script).toBeLessThan(15_000);
    expect(stylesheet).toBeGreaterThan(0);
    expect(stylesheet).toBeLessThan(11_500);
    await context.close();
  });

  it('asks for the letters after the first picture on a first page, and at once on the next', async () => {
    const context = await browser.newContext(phone);
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(request.resourceType()));
    await page.goto(shop.url + category);
    // The stand-ins are fonts of the document as well, so the request is what tells.
    await expect.poll(() => asked).toContain('font');
    expect(asked.indexOf('image')).toBeGreaterThan(0);
    expect(asked.indexOf('font')).toBeGreaterThan(asked.indexOf('image'));
    expect(await page.locator('link[data-letters]').count()).toBe(1);
    await page.reload();
    expect(await page.locator('link[data-letters]').count()).toBe(0);
    await context.close();
  });

  it('has its letters without JavaScript too', async () => {
    const context = await browser.newContext({ ...phone, javaScriptEnabled: false });
    const page = await context.newPage();
    await Promise.all([
      page.waitForRequest((request) => request.resourceType() === 'font'),
      page.goto(shop.url + category),
    ]);
    await context.close();
  });

  it('gives search engines what they read: canonical address, languages, facts, a map', async () => {
    const page = await browser.newPage();
    await page.goto(shop.url + category);
    expect(await page.locator('link[rel="canonical"]').getAttribute('href')).toBe(shop.url + category);
    expect(await page.locator('link[rel="alternate"][hreflang]').count()).toBe(3);
    const facts = await page.locator('script[type="application/ld+json"]').allTextContents();
    expect(facts.length).toBeGreaterThan(0);
    for (const fact of facts) expect(JSON.parse(fact)).toHaveProperty('@type');
    await page.goto(`${shop.url}${category}?available=1`);
    expect(await page.locator('meta[name="robots"]').getAttribute('content')).toContain('noindex');
    const map = await (await fetch(`${shop.url}/sitemap.xml`)).text();
    expect(map).toMatch(/<loc>[^<]*\/sitemap\/products-1\.xml<\/loc>/);
    expect(await (await fetch(`${shop.url}/sitemap/products-1.xml`)).text()).toContain('hreflang="de"');
    await page.close();
  });
});
