import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, complaintsOf, openBrowser, views } from './support/browser.ts';
import { type RunningShop, startShop, temporaryHome } from './support/running-shop.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const home = temporaryHome();
let shop: RunningShop;
let browser: Browser;
let productPath = '';
let categoryPath = '';

beforeAll(async () => {
  if (!chromiumPath) return;
  [shop, browser] = await Promise.all([startShop({ home: home.path }), openBrowser()]);
  const { items } = (await (await fetch(`${shop.url}/api/products?limit=1`)).json()) as {
    items: { slug: string; category: { slug: string } }[];
  };
  productPath = `/products/${items[0]?.slug}`;
  categoryPath = `/categories/${items[0]?.category.slug}`;
});

afterAll(async () => {
  await browser?.close();
  await shop?.end();
  home.remove();
});

const pages = () => [
  { path: '/', status: 200 },
  { path: productPath, status: 200 },
  { path: categoryPath, status: 200 },
  { path: '/no-such-page', status: 404 },
  { path: '/admin', status: 200 },
];

/** What axe finds wrong, one line each. */
async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const axe = (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe;
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  });
}

describe.skipIf(!chromiumPath).each(views)('WEB-1 pages on $name', ({ options }) => {
  it('are whole, quiet, accessible and do not move while they load', async () => {
    const context = await browser.newContext(options);
    for (const { path, status } of pages()) {
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      await page.addInitScript(() => {
        const state = globalThis as unknown as { moved: number };
        state.moved = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
            if (!entry.hadRecentInput) state.moved += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
      });
      const answer = await page.goto(shop.url + path, { waitUntil: 'load' });
      await page.waitForTimeout(300);
      expect(answer?.status(), path).toBe(status);
      expect(await accessibilityFindings(page), path).toEqual([]);
      expect(await page.evaluate(() => (globalThis as unknown as { moved: number }).moved), path).toBeLessThan(0.01);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
        `${path} scrolls sideways`,
      ).toBe(true);
      const broken = await page
        .locator('img')
        .evaluateAll((images) =>
          (images as HTMLImageElement[])
            .filter((image) => image.complete && image.naturalWidth === 0)
            .map((image) => image.src),
        );
      expect(broken, path).toEqual([]);
      expect(
        complaints.filter((line) => !(status === 404 && line.includes('404'))),
        path,
      ).toEqual([]);
      await page.close();
    }
    await context.close();
  });
});

describe.skipIf(!chromiumPath)('WEB-6 without JavaScript', () => {
  it('a person browses from home to a category to a product and back', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto(shop.url);
    expect(await page.locator('[data-surface="home"] [data-item-id]').count()).toBeGreaterThan(3);
    await page.locator('main a[href^="/categories/"]').first().click();
    await page.waitForURL(/\/categories\//);
    await page.locator('main a[href^="/products/"]').first().click();
    await page.waitForURL(/\/products\//);
    expect(await page.locator('h1').innerText()).not.toBe('');
    expect(await page.locator('[data-surface="pdp-similar"] [data-item-id]').count()).toBeGreaterThan(3);
    await page.locator('header a[href="/"]').first().click();
    await page.waitForURL(`${shop.url}/`);
    await context.close();
  });
});

describe.skipIf(!chromiumPath)('WEB-4 by keyboard alone', () => {
  it('reaches the first product of the home page with a visible focus', async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(shop.url);
    let reached = false;
    for (let press = 0; press < 60 && !reached; press += 1) {
      await page.keyboard.press('Tab');
      reached = await page.evaluate(
        () => document.activeElement?.getAttribute('href')?.startsWith('/products/') ?? false,
      );
    }
    expect(reached).toBe(true);
    const outline = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused) return 'none';
      const own = getComputedStyle(focused);
      return own.outlineStyle === 'none' && own.boxShadow === 'none' ? 'none' : 'seen';
    });
    expect(outline).toBe('seen');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/products\//);
    await context.close();
  });
});

describe.skipIf(!chromiumPath)('WEB-1 the console', () => {
  it('signs in with the printed login and shows live events, models and why', async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${shop.url}/admin`);
    const login = /login:?\s+(\S+@\S+)\s+(\S+)/i.exec(shop.output());
    await page.fill('input[name="email"]', login?.[1] ?? '');
    await page.fill('input[name="password"]', login?.[2] ?? '');
    await page.locator('form:has(input[name="email"]) button').click();
    await page.waitForLoadState('networkidle');
    const text = await page.locator('body').innerText();
    expect(text).toMatch(/events/i);
    expect(text).toMatch(/models/i);
    await context.close();
  });
});
