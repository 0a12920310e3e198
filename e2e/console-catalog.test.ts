import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe } from './support/axe.ts';
import { chromiumPath, complaintsOf, openBrowser } from './support/browser.ts';
import { type RunningShop, startShop } from './support/running-shop.ts';
import { openHome, openSmallShop, shopHeaders } from './support/small-shop.ts';

const home = openHome();
let shop: RunningShop;
let browser: Browser;
let page: Page;
let complaints: string[] = [];

beforeAll(async () => {
  if (!chromiumPath) return;
  await openSmallShop(home.path);
  [shop, browser] = await Promise.all([startShop({ home: home.path }), openBrowser()]);
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  complaints = complaintsOf(page);
  await signIn(page);
});

afterAll(async () => {
  await browser?.close();
  await shop?.end();
  home.remove();
});

async function signIn(on: Page): Promise<void> {
  const [, email = '', password = ''] = /Console login\s+(\S+)\s+(\S+)/.exec(shop.output()) ?? [];
  await on.goto(`${shop.url}/admin/sign-in`);
  await on.fill('input[name=email]', email);
  await on.fill('input[name=password]', password);
  await on.getByRole('button', { name: 'Sign in' }).click();
  await on.waitForURL('**/admin');
}

interface ToldItem {
  readonly price?: number;
  readonly available: boolean;
}

/** What the recommender knows of a product. */
async function told(id: string): Promise<ToldItem | undefined> {
  const answer = await fetch(`${shop.url}/v1/items?namespace=shop&item_id=${id}`, { headers: shopHeaders });
  return ((await answer.json()) as { items: ToldItem[] }).items[0];
}

const slugIn = async (url: string) => (await fetch(url)).text();

describe.skipIf(!chromiumPath)('ADM-4 the catalog in the console', () => {
  let id = '';

  it('makes a product with a picture, and it is in the shop, the search and the recommender', async () => {
    await page.goto(`${shop.url}/admin/products/new`);
    await page.getByLabel('Name (en)').fill('Moonlit Test Kettle');
    await page.getByLabel('Description (en)').fill('Boils by moonlight.');
    await page.locator('select[name=categoryId]').selectOption({ index: 2 });
    await page.getByLabel('Code of new SKU 1').fill('MOON-1');
    await page.getByLabel('Price of new SKU 1').fill('49.90');
    await page.getByLabel('Stock of new SKU 1').fill('7');
    await page.getByRole('button', { name: 'Make the product' }).click();
    await page.waitForURL('**/admin/products/*?tab=pictures*');
    id = /products\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
    // Any true photograph will do: what the browser itself sees is one.
    const picture = await page.screenshot({ type: 'jpeg' });
    await page
      .locator('input[name=file]')
      .setInputFiles({ name: 'kettle.jpg', mimeType: 'image/jpeg', buffer: picture });
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByText('1 picture added.').waitFor();
    const image = page.locator('.picture-list img');
    await expect.poll(() => image.evaluate((one: HTMLImageElement) => one.naturalWidth)).toBeGreaterThan(0);
    const inShop = await slugIn(`${shop.url}/products/moonlit-test-kettle`);
    expect(inShop).toContain('Moonlit Test Kettle');
    expect(inShop).toMatch(/\/media\/[0-9a-f]{24}-\d+\.(?:webp|avif)/);
    expect(await slugIn(`${shop.url}/search?q=moonlit`)).toContain('/products/moonlit-test-kettle');
    await expect.poll(() => told(id)).toMatchObject({ price: 49.9, available: true });
  });

  it('refuses what is no picture with a sentence', async () => {
    await page.goto(`${shop.url}/admin/products/${id}?tab=pictures`);
    await page
      .locator('input[name=file]')
      .setInputFiles({ name: 'x.svg', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)"/>') });
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByText('SVG drawings can carry scripts').waitFor();
    complaints.splice(0);
  });

  it('changes its price, and card and recommender follow within 2 seconds', async () => {
    await page.goto(`${shop.url}/admin/products/${id}?tab=skus`);
    await page.getByLabel('Price of MOON-1').fill('39.90');
    await page.getByLabel('Price before of MOON-1').fill('49.90');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const saved = Date.now();
    await expect.poll(() => told(id)).toMatchObject({ price: 39.9 });
    expect(Date.now() - saved).toBeLessThan(4_000);
    expect(await slugIn(`${shop.url}/search?q=moonlit`)).toContain('39.90');
  });

  it('says so when two people change the same field, and keeps what both wrote', async () => {
    const other = await browser.newPage();
    await signIn(other);
    const tab = `${shop.url}/admin/products/${id}`;
    await Promise.all([page.goto(tab), other.goto(tab)]);
    await page.getByLabel('Colour').fill('silver');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    await other.getByLabel('Colour').fill('copper');
    await other.getByRole('button', { name: 'Save' }).click();
    await other.getByText('Somebody changed this while you were editing').waitFor();
    expect(await other.getByRole('row', { name: 'color copper silver' }).count()).toBe(1);
    expect(await other.getByLabel('Colour').inputValue()).toBe('copper');
    await other.getByRole('button', { name: 'Save' }).click();
    await other.getByText('Saved.').waitFor();
    await other.close();
  });

  it('changes its address, and the old one leads on', async () => {
    await page.goto(`${shop.url}/admin/products/${id}`);
    await page.getByLabel('Address').fill('moon-kettle');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const old = await fetch(`${shop.url}/products/moonlit-test-kettle`, { redirect: 'manual' });
    expect([old.status, old.headers.get('location')]).toEqual([301, '/products/moon-kettle']);
    expect(await slugIn(`${shop.url}/products/moon-kettle`)).toContain('Moonlit Test Kettle');
  });

  it('changes many at once after showing what would change, and takes it back', async () => {
    await page.goto(`${shop.url}/admin/products?q=moonlit`);
    await page.getByLabel('Tick Moonlit Test Kettle').check();
    await page.locator('select[name=kind]').selectOption('stock-set');
    await page.locator('input[name=value]').fill('3');
    await page.getByRole('button', { name: 'Show what changes' }).click();
    await page.getByRole('heading', { name: '1 change at 1 product' }).waitFor();
    await page.getByRole('button', { name: 'Do it' }).click();
    await page.getByText('1 change at 1 product.').waitFor();
    await page.goto(`${shop.url}/admin/changes`);
    await page.getByRole('button', { name: 'Undo Stock set to 3' }).click();
    await page.getByText('1 value is back.').waitFor();
  });

  it('sends the catalog out and takes it in again without changing anything', async () => {
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
    const file = await (await fetch(`${shop.url}/api/catalog.csv`, { headers: { cookie } })).text();
    expect(file).toContain('MOON-1');
    await page.goto(`${shop.url}/admin/transfer`);
    await page
      .locator('input[name=file]')
      .setInputFiles({ name: 'products.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByRole('heading', { name: 'What it would do' }).waitFor();
    const figures = await page.locator('.figures .figure').allInnerTexts();
    expect([figures[0], figures[1], figures[3]]).toEqual(['0', '0', '0']);
    expect(await page.getByRole('button', { name: /Take in/ }).count()).toBe(0);
  });

  it('archives it, and it is gone from shop, search and recommendations', async () => {
    await page.goto(`${shop.url}/admin/products/${id}`);
    await page.getByRole('button', { name: 'Archive' }).click();
    await page.getByText('Archived: it is out of the shop.').waitFor();
    expect((await fetch(`${shop.url}/products/moon-kettle`)).status).toBe(404);
    expect(await slugIn(`${shop.url}/search?q=moonlit`)).not.toContain('/products/moon-kettle');
    await expect.poll(() => told(id)).toMatchObject({ available: false });
    expect(complaints.filter((line) => !/409|422/.test(line))).toEqual([]);
  });

  it('is accessible on every page, on desks and phones', async () => {
    const tabs = ['facts', 'skus', 'stock', 'pictures', 'translations', 'specs', 'history'].map(
      (tab) => `products/${id}?tab=${tab}`,
    );
    const paths = [
      'products',
      'products/new',
      ...tabs,
      'categories',
      'brands',
      'collections',
      'stock?level=all',
      'synonyms',
      'transfer',
      'changes',
    ];
    for (const viewport of [
      { width: 1280, height: 900 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(viewport);
      for (const path of paths) {
        await page.goto(`${shop.url}/admin/${path}`);
        expect(await axe(page), path).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
          `${path} scrolls sideways`,
        ).toBe(true);
      }
    }
  }, 600_000);

  it('works without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await signIn(plain);
    await plain.goto(`${shop.url}/admin/categories`);
    await plain.getByLabel('Name (en)').fill('Moon things');
    await plain.getByRole('button', { name: 'Make the category' }).click();
    await plain.getByText('The category is made.').waitFor();
    await plain.getByRole('link', { name: 'Moon things' }).click();
    await plain.getByRole('button', { name: 'Delete Moon things' }).click();
    await plain.getByText('The category is gone.').waitFor();
    await context.close();
  });
});
