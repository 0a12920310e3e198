import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningShop, runVitrine, startShop } from './support/running-shop.ts';
import { busyUsers, openHome, openSmallShop, recommended, shopHeaders, succeed } from './support/small-shop.ts';
import { type Traffic, answeredByTheOld, startTraffic } from './support/traffic.ts';

const home = openHome();
const inHome = { VITRINE_HOME: home.path };
let userIds: string[] = [];
let personal = '';
let popular = '';
let shop: RunningShop | undefined;

/** The shop of this home, started when it does not run. */
const running = async () => (shop ??= await startShop({ home: home.path }));

async function stop(): Promise<void> {
  await shop?.end();
  shop = undefined;
}

async function train(...args: string[]): Promise<{ version: string; promoted: boolean }> {
  return JSON.parse(await succeed(['train', ...args, '--json'], inHome)) as { version: string; promoted: boolean };
}

/** Where the artifact of a version lies on the disk. */
function artifactOf(version: string): string {
  const root = join(home.path, 'artifacts');
  const name = readdirSync(root, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith(`${version}.vtrn`),
  );
  if (name === undefined) throw new Error(`${version} has no artifact below ${root}`);
  return join(root, name);
}

/** The value of one series of /metrics, 0 while it was never counted. */
async function metric(url: string, series: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return Number(line?.slice(series.length + 1) ?? 0);
}

/** Runs work while visitors ask, and expects that every one of them was answered in full. */
async function underLoad(url: string, work: (traffic: Traffic) => Promise<void>): Promise<Traffic> {
  const traffic = startTraffic(url, userIds);
  try {
    await expect.poll(() => traffic.answers.length, { timeout: 10_000 }).toBeGreaterThan(16);
    await work(traffic);
  } finally {
    await traffic.end();
  }
  expect(traffic.failures).toEqual([]);
  expect(traffic.pages()).toBeGreaterThan(0);
  expect(new Set(traffic.answers.map(({ request_id }) => request_id)).size).toBe(traffic.answers.length);
  for (const { items } of traffic.answers) expect(items.map(({ rank }) => rank)).toEqual([1, 2, 3, 4, 5]);
  return traffic;
}

const reaches = (traffic: Traffic, version: string) =>
  expect.poll(() => traffic.version(), { timeout: 3_000, interval: 20 }).toBe(version);

beforeAll(async () => {
  await openSmallShop(home.path);
  personal = (await train('item-knn')).version;
  popular = (await train('popularity', '--no-promote')).version;
  userIds = await busyUsers(12, inHome);
});

afterAll(async () => {
  await stop();
  home.remove();
});

describe('REC-9 a model is swapped while visitors ask', () => {
  it('promotes and rolls back from another process within 3 s and without a failed request', async () => {
    const { url } = await running();
    const traffic = await underLoad(url, async (seen) => {
      expect(seen.version()).toBe(personal);
      await succeed(['promote', popular, '--force', '--reason', 'a test'], inHome);
      await reaches(seen, popular);
      expect(answeredByTheOld(seen.answers, popular)).toEqual([]);
      await succeed(['rollback'], inHome);
      await reaches(seen, personal);
    });
    expect(new Set(traffic.answers.map(({ model_version }) => model_version))).toEqual(new Set([personal, popular]));
    expect(traffic.answers.filter(({ fallback }) => fallback !== undefined)).toEqual([]);
  });

  it('refuses what would make the shop worse, and says what to do', async () => {
    const { status, stderr } = await runVitrine(['promote', popular], inHome);
    expect(status).toBe(1);
    expect(stderr).toMatch(/did not pass .*force/);
    const { url } = await running();
    expect((await recommended(url, userIds[0] ?? '')).answer.model_version).toBe(personal);
  });
});

describe('REC-18 a model that cannot be loaded', () => {
  const ask = async () => (await recommended((await running()).url, userIds[0] ?? '')).answer;

  it('answers without a champion whose file is damaged, names it and counts it', async () => {
    await stop();
    const path = artifactOf(personal);
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0xff;
    writeFileSync(path, bytes);
    const { url } = await running();
    const answer = await ask();
    expect(answer).toMatchObject({ fallback: 'model:corrupt', model_version: 'popularity_v1' });
    expect(answer.items).toHaveLength(5);
    expect(await (await fetch(url)).text()).toMatch(/data-surface="home"[^]*data-item-id=/);
    expect(await metric(url, 'recsys_fallback_total{stage="model",reason="corrupt"}')).toBeGreaterThan(0);
    expect(await metric(url, 'recsys_model_load_failures_total{reason="corrupt"}')).toBeGreaterThan(0);
    const { status, stdout } = await runVitrine(['doctor'], inHome);
    expect(stdout).toMatch(new RegExp(`PROBLEM +Model: ${personal}`));
    expect(status).toBe(3);
  });

  it('is well again as soon as a whole model is promoted, without a restart', async () => {
    await succeed(['promote', popular, '--force'], inHome);
    await expect.poll(async () => (await ask()).model_version, { timeout: 3_000 }).toBe(popular);
    expect((await ask()).fallback).toBeUndefined();
  });

  it('answers without a champion whose file is gone, on the home page and beside a product', async () => {
    await stop();
    rmSync(artifactOf(popular));
    const { url } = await running();
    const answer = await ask();
    expect(answer).toMatchObject({ fallback: 'model:missing', model_version: 'popularity_v1' });
    const item = answer.items[0]?.item_id ?? '';
    const similar = await fetch(`${url}/v1/items/${item}/similar?namespace=shop`, { headers: shopHeaders });
    expect(similar.status).toBe(200);
    expect(await metric(url, 'recsys_fallback_total{stage="model",reason="missing"}')).toBeGreaterThan(0);
  });
});

describe('REC-9 training while the shop serves', () => {
  it('takes the new model over from the training process, without a failed request', async () => {
    const { url } = await running();
    let version = '';
    await underLoad(url, async (seen) => {
      const trained = await train('item-knn');
      version = trained.version;
      expect(trained.promoted).toBe(true);
      await reaches(seen, version);
      expect(answeredByTheOld(seen.answers, version)).toEqual([]);
    });
    expect((await recommended(url, userIds[0] ?? '')).answer.fallback).toBeUndefined();
    expect(await metric(url, 'recsys_model_swaps_total')).toBe(1);
  });
});
