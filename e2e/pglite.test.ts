import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningShop, runVitrine, startShop } from './support/running-shop.ts';
import { busyUsers, generateSmallShop, newestEvents, openHome, recommended } from './support/small-shop.ts';

const home = openHome();
const folder = join(home.path, 'pglite-data');
const environment = { VITRINE_HOME: home.path, DATABASE_URL: `pglite:${folder}` };
const sourceEventId = 'seen-on-pglite';
let shop: RunningShop | undefined;
let userId = '';
let cookie = '';

async function restart(): Promise<string> {
  await shop?.end();
  shop = await startShop({ home: home.path, environment });
  return shop.url;
}

/** A page of the shop as a browser gets it, with the cookies this visitor has. */
async function visit(url: string): Promise<string> {
  const response = await fetch(url, { headers: { cookie } });
  expect(response.status, url).toBe(200);
  cookie ||= response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return response.text();
}

beforeAll(async () => {
  await generateSmallShop(environment);
  [userId = ''] = await busyUsers(1, environment);
});

afterAll(async () => {
  await shop?.end();
  home.remove();
});

describe('DB-1 the whole shop on PGlite', () => {
  let url = '';
  let slug = '';
  let itemId = '';

  it('answers pages with pictures, and recommendations of a model it trained', async () => {
    url = await restart();
    expect(shop?.output()).toMatch(/PGlite/);
    const html = await visit(url);
    expect(html).toMatch(/data-surface="home"[^]*data-item-id=/);
    expect((await fetch(url + (/src="(\/media\/[^"]+)"/.exec(html)?.[1] ?? ''))).status).toBe(200);
    slug = /href="\/products\/([a-z0-9-]+)"/.exec(html)?.[1] ?? '';
    const page = await visit(`${url}/products/${slug}`);
    expect(page).toMatch(/data-surface="pdp-similar"[^]*data-item-id=/);
    const { answer } = await recommended(url, userId);
    expect(answer.items).toHaveLength(5);
    expect(answer.fallback).toBeUndefined();
    expect(answer.model_version).not.toBe('popularity_v1');
  });

  it('EVT-2 stores what a page reports, once however often it is sent', async () => {
    const product = (await (await fetch(`${url}/api/products/${slug}`)).json()) as { id: string };
    itemId = product.id;
    const send = () =>
      fetch(`${url}/api/interactions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie },
        body: JSON.stringify({ events: [{ type: 'view', item_id: itemId, source_event_id: sourceEventId }] }),
      });
    const first = await send();
    expect(first.status).toBe(202);
    expect(await first.json()).toMatchObject({ accepted: 1, duplicates: 0 });
    expect(await (await send()).json()).toMatchObject({ accepted: 0, duplicates: 1 });
  });

  it('lets no second process at the same folder, and says why', async () => {
    const { status, stderr } = await runVitrine(['events', 'tail'], environment);
    expect(status).toBe(1);
    expect(stderr).toContain(folder);
    expect(stderr).not.toMatch(/This should not have happened|\n\s+at /);
  });

  it('OPS-1 has everything again after an orderly stop', async () => {
    expect(await shop?.end()).toMatchObject({ code: 0 });
    const before = (await recommendedVersion()) ?? '';
    expect((await storedViews()).map(({ item_id }) => item_id)).toEqual([itemId]);
    url = await restart();
    expect(shop?.output()).not.toMatch(/Making the demo shop|Training the first model/);
    expect((await recommended(url, userId)).answer.model_version).toBe(before);
    expect(await visit(url)).toContain(`/products/${slug}`);
    expect(await shop?.end('SIGINT')).toMatchObject({ code: 0 });
    expect(await storedViews()).toHaveLength(1);
    expect(readdirSync(home.path)).not.toContain('postgres');
  });
});

/** The version that answers, read from the stopped shop. */
async function recommendedVersion(): Promise<string | undefined> {
  const { stdout } = await runVitrine(['recommend', '--user', userId, '--json'], environment);
  return (JSON.parse(stdout) as { modelVersion: string }).modelVersion;
}

/** The view that the page reported. */
async function storedViews() {
  const events = await newestEvents(200, environment);
  return events.filter(({ source_event_id }) => source_event_id?.endsWith(sourceEventId));
}
