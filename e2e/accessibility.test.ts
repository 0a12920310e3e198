import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { axe } from './support/axe.ts';
import { chromiumPath, openBrowser } from './support/browser.ts';
import { type RunningShop, startShop } from './support/running-shop.ts';
import { openHome, openSmallShop } from './support/small-shop.ts';
import { makeGoods, StorefrontTour, type TourShop } from './support/storefront-tour.ts';

// Dozens of states in a test, and axe looks at each of them up to three times.
vi.setConfig({ testTimeout: 900_000 });

const home = openHome();
const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 900 };
/** What remains of a desk that is zoomed to 400 %. */
const narrow = { width: 320, height: 640 };
let running: RunningShop;
let shop: TourShop;
let browser: Browser;
let login = { email: '', password: '' };

beforeAll(async () => {
  if (!chromiumPath) return;
  await openSmallShop(home.path);
  [running, browser] = await Promise.all([startShop({ home: home.path }), openBrowser()]);
  const [, email = '', password = ''] = /Console login\s+(\S+)\s+(\S+)/.exec(running.output()) ?? [];
  login = { email, password };
  shop = { url: running.url, home: home.path, goods: await makeGoods(running.url, login) };
});

afterAll(async () => {
  await browser?.close();
  await running?.end();
  home.remove();
});

/** How the page stands at this width: whether it scrolls sideways, and whether something moves that should rest. */
function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    const moving = document.getAnimations().filter(({ playState }) => playState === 'running').length;
    const broken = [...document.images].filter((image) => image.complete && image.naturalWidth === 0);
    return [
      ...(wide > 0 ? [`scrolls ${wide} px sideways at ${window.innerWidth}`] : []),
      ...(moving > 0 ? [`${moving} animations run although less motion is wished`] : []),
      ...broken.map(({ src }) => `picture that does not load: ${src}`),
    ];
  });
}

interface Sight {
  readonly sizes: readonly { readonly width: number; readonly height: number }[];
  /** Whether to look by dusk too: a theme changes nothing but colours, so it asks for contrast alone. */
  readonly dusk: boolean;
}

/** Looks at the page as it is now in every size. */
async function look(page: Page, { sizes, dusk }: Sight): Promise<string[]> {
  const found: string[] = [];
  // A state may be known by what stands at the top of a page that is still coming in.
  await page.waitForLoadState();
  for (const size of sizes) {
    await page.setViewportSize(size);
    found.push(...(await axe(page)), ...(await layoutFaults(page)));
  }
  if (dusk) {
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    found.push(...(await axe(page, ['color-contrast'])).map((line) => `by dusk, ${line}`));
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  }
  await page.setViewportSize(narrow);
  found.push(...(await layoutFaults(page)));
  await page.setViewportSize(desk);
  return found;
}

/** Walks one way and collects what is wrong, each fault once with the first state it was seen in. */
async function faultsOf(
  page: Page,
  way: AsyncGenerator<string>,
  sight: Sight,
): Promise<{ faults: string[]; states: number }> {
  const faults = new Map<string, string>();
  let states = 0;
  for await (const state of way) {
    states += 1;
    for (const fault of await look(page, sight)) if (!faults.has(fault)) faults.set(fault, `${state}: ${fault}`);
  }
  return { faults: [...faults.values()], states };
}

function openContext(): Promise<BrowserContext> {
  return browser.newContext({ viewport: desk, reducedMotion: 'reduce' });
}

describe.skipIf(!chromiumPath).each([
  {
    language: 'English, on phone and desk, by day and by dusk',
    prefix: '',
    sight: { sizes: [phone, desk], dusk: true },
  },
  { language: 'German, on a phone', prefix: '/de', sight: { sizes: [phone], dusk: false } },
] as const)('WEB-4 every page and state in $language', ({ prefix, sight }) => {
  let context: BrowserContext;
  let tour: StorefrontTour;
  let page: Page;
  beforeAll(async () => {
    context = await openContext();
    page = await context.newPage();
    tour = new StorefrontTour(page, shop, prefix);
  });
  afterAll(() => context?.close());

  it.each([
    { part: 'shelves', states: 19 },
    { part: 'house', states: 9 },
    { part: 'buying', states: 15 },
    { part: 'account', states: 14 },
  ] as const)('has no finding: $part', async ({ part, states }) => {
    const seen = await faultsOf(page, tour[part](), sight);
    expect(seen.faults).toEqual([]);
    expect(seen.states).toBeGreaterThanOrEqual(states);
  });
});

describe.skipIf(!chromiumPath)('WEB-4 the console', () => {
  it('has no finding on the pages of the catalog, by day and by dusk', async () => {
    const context = await openContext();
    const page = await context.newPage();
    await page.goto(`${shop.url}/admin/sign-in`);
    const before = await look(page, { sizes: [phone, desk], dusk: true });
    await page.fill('input[name=email]', login.email);
    await page.fill('input[name=password]', login.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/admin');
    const pages = ['products', 'products/new', `products/${shop.goods.leaving.id}`, 'categories', 'brands'];
    const others = ['collections', 'stock?level=all', 'synonyms', 'transfer', 'changes', 'events', 'models', 'why', ''];
    const office = ['orders', 'orders?q=nobody', 'users', 'find', 'find?q=lamp', 'find?q=nothing-at-all'];
    const way = (async function* () {
      for (const path of [...pages, ...others, ...office]) {
        await page.goto(`${shop.url}/admin/${path}`);
        yield `/admin/${path}`;
      }
    })();
    const { faults } = await faultsOf(page, way, { sizes: [desk], dusk: true });
    expect([...before, ...faults]).toEqual([]);
    await context.close();
  });
});

/** Presses Tab until the focus is there; answers whether all it met on the way could be seen. */
async function tabTo(page: Page, selector: string, most = 60): Promise<boolean> {
  let seen = true;
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate((wanted) => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return { there: false, seen: true };
      const marked = (element: Element) =>
        [undefined, '::after'].some((part) => {
          const style = getComputedStyle(element, part);
          return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0;
        });
      // A radio or a tick box that is drawn by its label shows the focus there.
      const around = [focused, focused.closest('label'), focused.parentElement, focused.nextElementSibling];
      const inside = [...(focused.closest('label')?.children ?? [])];
      return {
        there: focused.matches(wanted),
        seen: [...around, ...inside].some((element) => element !== null && marked(element)),
      };
    }, selector);
    seen &&= now.seen;
    if (now.there) return seen;
  }
  throw new Error(`The keyboard does not reach ${selector} with ${most} presses.`);
}

describe.skipIf(!chromiumPath)('WEB-4 by keyboard alone', () => {
  it('skips to what matters, leaves menus with Escape, and shows where the focus is', async () => {
    const context = await openContext();
    const page = await context.newPage();
    await page.goto(shop.url);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.goto(`${shop.url}/search?q=lamp`);
    expect(await tabTo(page, '.menu-shop > summary')).toBe(true);
    await page.keyboard.press('Enter');
    expect(await page.locator('.menu-shop .menu-panel').isVisible()).toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    expect(await page.locator('.menu-shop .menu-panel').isVisible()).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.matches('.menu-shop > summary'))).toBe(true);
    expect(await tabTo(page, '.filters input[type=checkbox]')).toBe(true);
    await page.keyboard.press('Space');
    await page.locator('.chosen-chips').waitFor();
    expect(await page.evaluate(() => document.activeElement?.matches('.filters input:checked'))).toBe(true);
    expect(await tabTo(page, '.grid-cards a', 120)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/products/**');
    await context.close();
  });

  it('turns the pictures of a thing, opens the closer look and comes back to where it was', async () => {
    const context = await openContext();
    const page = await context.newPage();
    await page.goto(`${shop.url}/search?q=lamp`);
    await page.locator('.grid-cards a').first().click();
    await page.waitForURL('**/products/**');
    expect(await tabTo(page, '.gallery-zoom')).toBe(true);
    await page.keyboard.press('Enter');
    await page.locator('dialog.zoom[open]').waitFor();
    // Nothing behind the dialog is reached: the browser's own bar is where the way goes round.
    for (let presses = 0; presses < 6; presses += 1) {
      await page.keyboard.press('Tab');
      expect(
        await page.evaluate(
          () => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
        ),
      ).toBe(true);
    }
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.matches('.gallery-zoom'))).toBe(true);
    expect(await tabTo(page, '.thumb input')).toBe(true);
    await page.keyboard.press('ArrowDown');
    expect(await page.locator('.gallery-main img').nth(1).isVisible()).toBe(true);
    await context.close();
  });

  it('can be read where the reader chooses the colours', async () => {
    const context = await browser.newContext({ viewport: desk, forcedColors: 'active' });
    const page = await context.newPage();
    await page.goto(`${shop.url}/search?q=lamp`);
    const borders = await page.locator('.button:visible, .chip:visible, .search-input').evaluateAll(
      (all) =>
        all.filter((one) => {
          const style = getComputedStyle(one);
          return style.borderTopStyle === 'none' && style.outlineStyle === 'none';
        }).length,
    );
    expect(borders).toBe(0);
    await context.close();
  });
});

describe.skipIf(!chromiumPath)('WEB-4 when the shop itself has failed', () => {
  it('says so on a page like any other', async () => {
    const context = await openContext();
    const page = await context.newPage();
    const [postmaster = ''] = readFileSync(join(home.path, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(postmaster), 'SIGINT');
    // The database takes a moment to end, and what was read from it is kept for some seconds.
    const opened = async () => (await page.goto(`${shop.url}/brands`))?.status();
    await expect.poll(opened).toBeGreaterThanOrEqual(500);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await look(page, { sizes: [phone, desk], dusk: true })).toEqual([]);
    await context.close();
  });
});
