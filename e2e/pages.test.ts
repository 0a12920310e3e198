import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { home as words } from '../apps/web/src/language/messages/home.ts';
import { axe } from './support/axe.ts';
import { chromiumPath, complaintsOf, openBrowser, views } from './support/browser.ts';
import { inPieces } from './support/in-pieces.ts';
import type { RunningShop } from './support/running-shop.ts';
import { openHome, startDemoShop } from './support/small-shop.ts';

const seasonLines = [words.en, words.de].flatMap(({ winter, spring, summer, autumn }) => [
  winter,
  spring,
  summer,
  autumn,
]);
const home = openHome();
let shop: RunningShop;
let browser: Browser;
let productPath = '';
let categoryPath = '';

beforeAll(async () => {
  if (!chromiumPath) return;
  [shop, browser] = await Promise.all([startDemoShop(home.path), openBrowser()]);
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

/** Sums up from the first paint on how far things move by themselves, as web vitals reckon it. */
async function watchMoves(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const state = globalThis as unknown as { moved: number; note(list: PerformanceEntryList): void };
    state.moved = 0;
    state.note = (list) => {
      for (const entry of list as unknown as { value: number; hadRecentInput: boolean }[])
        if (!entry.hadRecentInput) state.moved += entry.value;
    };
    const observer = new PerformanceObserver((list) => state.note(list.getEntries()));
    observer.observe({ type: 'layout-shift', buffered: true });
    Object.assign(globalThis, { observer });
  });
}

/** How far things have moved so far; what the letters moved shows in the second frame after they came. */
function moved(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const state = globalThis as unknown as {
      moved: number;
      note(list: PerformanceEntryList): void;
      observer: PerformanceObserver;
    };
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    state.note(state.observer.takeRecords());
    return state.moved;
  });
}

/** Resolves when the words are set in the letters of the house, which a newcomer's first page gets last. */
async function lettersCame(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const loaded = [...document.fonts].filter(({ status }) => status === 'loaded').map(({ family }) => family);
    return ['Fraunces', 'Inter'].every((name) => loaded.some((family) => family.replaceAll('"', '') === name));
  });
}

describe.skipIf(!chromiumPath).each(views)('WEB-1 pages on $name', ({ options }) => {
  it('are whole, quiet, accessible and do not move while they load', async () => {
    const context = await browser.newContext(options);
    for (const { path, status } of pages()) {
      const page = await context.newPage();
      const complaints = complaintsOf(page);
      await watchMoves(page);
      const answer = await page.goto(shop.url + path, { waitUntil: 'load' });
      expect(answer?.status(), path).toBe(status);
      await lettersCame(page);
      expect(await moved(page), path).toBeLessThan(0.01);
      expect(await axe(page), path).toEqual([]);
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

describe.skipIf(!chromiumPath).each(views.filter(({ name }) => name.includes('light')))(
  'WEB-3 on $name',
  ({ options }) => {
    it('a page that comes in pieces over a slow line is painted half done, and what has been painted stays where it is', async () => {
      const line = await inPieces(shop.url, { pieces: 40, pauseMs: 60 });
      for (const { path } of pages().slice(0, 3)) {
        const context = await browser.newContext(options);
        const page = await context.newPage();
        await watchMoves(page);
        await page.goto(line.url + path, { waitUntil: 'commit' });
        await page.locator('main').waitFor();
        expect(await page.locator('footer').count(), `${path} came at once`).toBe(0);
        await page.waitForLoadState('load');
        await lettersCame(page);
        expect(await moved(page), path).toBeLessThan(0.01);
        await context.close();
      }
      await line.close();
    });
  },
);

describe.skipIf(!chromiumPath)('WEB-3 the line in the window', () => {
  it.each([1440, 1366, 1280, 1024, 820, 390, 360])(
    'is as many lines high before its letters come, %d wide',
    async (width) => {
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const page = await context.newPage();
      let letCome = (): void => undefined;
      const held = new Promise<void>((resolve) => (letCome = resolve));
      await page.route(/\.woff2/, async (route) => {
        await held;
        await route.continue();
      });
      await page.goto(shop.url);
      const heights = () =>
        page.evaluate((lines) => {
          const heading = document.querySelector<HTMLElement>('.window-words h1');
          if (heading === null) throw new Error('no line in the window');
          return lines.map((line) => {
            heading.textContent = line;
            return [line, Math.round(heading.getBoundingClientRect().height)];
          });
        }, seasonLines);
      const before = await heights();
      letCome();
      await lettersCame(page);
      expect(await heights()).toEqual(before);
      await context.close();
    },
  );
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
    await page.locator('a[href="/admin/models"]').first().waitFor();
    const text = await page.locator('body').innerText();
    expect(text).toMatch(/events/i);
    expect(text).toMatch(/models/i);
    await context.close();
  });
});
