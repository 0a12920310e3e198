import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, complaintsOf, openBrowser } from './support/browser.ts';
import { type RunningShop, runVitrine, startShop, temporaryHome } from './support/running-shop.ts';

interface RecordedEvent {
  readonly user_id: string;
  readonly item_id: string | null;
  readonly type: number;
  readonly meta: Record<string, unknown>;
}

const home = temporaryHome();
let shop: RunningShop;
let browser: Browser;

/** What the database holds, newest last, read through the public command. */
async function recordedEvents(since: Date): Promise<RecordedEvent[]> {
  const { status, stdout, stderr } = await runVitrine(
    ['events', 'tail', '--json', '--limit', '500', '--since', since.toISOString()],
    { VITRINE_HOME: home.path },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as RecordedEvent);
}

async function newVisitor(): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  return context;
}

beforeAll(async () => {
  if (!chromiumPath) return;
  [shop, browser] = await Promise.all([startShop({ home: home.path }), openBrowser()]);
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
    await widget.scrollIntoViewIfNeeded();
    await page.waitForTimeout(1_600);
    const card = widget.locator('[data-item-id][data-rank="2"]').first();
    const item = await card.getAttribute('data-item-id');
    const requestId = await widget.getAttribute('data-request-id');
    await card.locator('a').first().click();
    await page.waitForURL(/\/products\//);
    // The page tells of itself when it has time for it; somebody who leaves before that was not there.
    const viewsOf = async () =>
      (await recordedEvents(since)).filter(
        (event) => event.type === 0 && event.item_id === item && !event.meta['kind'],
      );
    await expect.poll(async () => (await viewsOf()).length, { timeout: 15_000 }).toBeGreaterThan(0);
    await context.close();

    await expect
      .poll(async () => (await recordedEvents(since)).filter((event) => event.type === 1).length, { timeout: 10_000 })
      .toBe(1);
    const events = await recordedEvents(since);
    const click = events.find((event) => event.type === 1);
    expect(click).toMatchObject({
      item_id: item,
      meta: { surface: 'trending', rank: 2, request_id: requestId, recommended: true },
    });
    const views = events.filter((event) => event.type === 0 && event.meta['kind'] !== 'impression');
    expect(views.filter((event) => event.item_id === item)).toHaveLength(1);
    const impressions = events.filter(
      (event) =>
        event.meta['kind'] === 'impression' &&
        event.meta['surface'] === 'trending' &&
        event.meta['request_id'] === requestId,
    );
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
      const kind = categories.items[department]?.children[0]?.slug ?? '';
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
      for (const { slug } of products.items.slice(0, 3)) {
        await page.goto(`${shop.url}/products/${slug}`);
        await page.waitForTimeout(400);
      }
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
    for (const surface of await page.locator('[data-surface]').all()) {
      const text = (await surface.innerText()).trim();
      expect(text.length).toBeGreaterThan(20);
    }
    expect(
      await page.locator('[data-surface="home"] details, [data-surface="home"] [popover]').count(),
    ).toBeGreaterThan(0);
    await context.close();
  });
});
