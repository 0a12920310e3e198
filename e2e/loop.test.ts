import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, complaintsOf, openBrowser } from './support/browser.ts';
import type { RunningShop } from './support/running-shop.ts';
import { openHome, startDemoShop } from './support/small-shop.ts';
import { noted, storedEvents } from './support/told-events.ts';

const home = openHome();
let shop: RunningShop;
let browser: Browser;

async function newVisitor(): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  return context;
}

beforeAll(async () => {
  if (!chromiumPath) return;
  [shop, browser] = await Promise.all([startDemoShop(home.path), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await shop?.end();
  home.remove();
});

describe.skipIf(!chromiumPath)('The loop, seen from a browser', () => {
  it('EVT-2 records exactly the views, impressions and clicks a person made, with surface, rank and request id', async () => {
    const since = new Date();
    const context = await newVisitor();
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    await page.goto(shop.url);
    const widget = page.locator('[data-surface="trending"]').first();
    const card = widget.locator('[data-item-id][data-rank="2"]').first();
    const item = await card.getAttribute('data-item-id');
    const requestId = await widget.getAttribute('data-request-id');
    const isSeen = (meta: Record<string, unknown>) =>
      meta['kind'] === 'impression' && meta['surface'] === 'trending' && meta['request_id'] === requestId;
    await Promise.all([
      noted(page, ({ item_id, meta }) => item_id === item && isSeen(meta)),
      widget.scrollIntoViewIfNeeded(),
    ]);
    await Promise.all([
      noted(page, ({ item_id, meta }) => item_id === item && meta['surface'] === 'pdp'),
      card.locator('a').first().click(),
    ]);
    await page.waitForURL(/\/products\//);
    await context.close();

    await storedEvents(home.path, { since, fits: ({ type }) => type === 1, least: 1 });
    const events = await storedEvents(home.path, { since, fits: () => true, least: 1 });
    expect(events.filter(({ type }) => type === 1)).toHaveLength(1);
    const click = events.find((event) => event.type === 1);
    expect(click).toMatchObject({
      item_id: item,
      meta: { surface: 'trending', rank: 2, request_id: requestId, recommended: true },
    });
    const views = events.filter((event) => event.type === 0 && event.meta['kind'] !== 'impression');
    expect(views.filter((event) => event.item_id === item)).toHaveLength(1);
    const impressions = events.filter(({ meta }) => isSeen(meta));
    expect(impressions.find((event) => event.item_id === item)?.meta).toMatchObject({ rank: 2 });
    expect(new Set(impressions.map((event) => event.item_id)).size).toBe(impressions.length);
    expect(new Set(events.map((event) => event.user_id)).size).toBe(1);
    expect(complaints).toEqual([]);
  });

  it.each([0, 7, 14])(
    'REC-10 leans the home page towards three things of one kind, on the next load (department %i)',
    async (department) => {
      const context = await newVisitor();
      const page = await context.newPage();
      await page.goto(shop.url);
      const categories = (await (await fetch(`${shop.url}/api/categories`)).json()) as {
        items: { children: { slug: string }[] }[];
      };
      const kind = categories.items[department]?.children[0]?.slug;
      expect(kind).toBeDefined();
      const products = (await (await fetch(`${shop.url}/api/products?category=${kind}&limit=100`)).json()) as {
        items: { id: string; slug: string }[];
      };
      expect(products.items.length).toBeGreaterThan(3);
      const ids = new Set(products.items.map(({ id }) => id));
      const share = async () => {
        const shown = await page
          .locator('[data-surface="home"] [data-item-id]')
          .evaluateAll((cards) => cards.map((card) => card.getAttribute('data-item-id') ?? ''));
        return shown.length === 0 ? 0 : shown.filter((id) => ids.has(id)).length / shown.length;
      };
      const before = await share();
      for (const { id, slug } of products.items.slice(0, 3))
        await Promise.all([
          noted(page, ({ item_id, meta }) => item_id === id && meta['surface'] === 'pdp'),
          page.goto(`${shop.url}/products/${slug}`),
        ]);
      await page.goto(shop.url);
      // One kind is about one fiftieth of the catalog, so chance alone shows next to none of it.
      expect(await share()).toBeGreaterThan(before + 0.2);
      await context.close();
    },
  );

  it('REC-17 says for each recommendation why it is there', async () => {
    const context = await newVisitor();
    const page = await context.newPage();
    await page.goto(shop.url);
    const surfaces = await page.locator('[data-surface]').all();
    expect(surfaces.length).toBeGreaterThan(1);
    for (const surface of surfaces) {
      const text = (await surface.innerText()).trim();
      expect(text.length).toBeGreaterThan(20);
    }
    expect(
      await page.locator('[data-surface="home"] details, [data-surface="home"] [popover]').count(),
    ).toBeGreaterThan(0);
    await context.close();
  });
});
