import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InteractionsBuilder, type ModelName, models } from '@vitrine/engine';
import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRecsys } from '../recsys.ts';
import { startTestRecsys, type TestRecsys } from '../test-recsys.ts';
import { diskArtifacts } from './artifact-store.ts';
import { versionBefore } from './models.ts';

const itemIds = Array.from({ length: 12 }, (_, at) => `item-${at}`);

/** Two tastes: even items go together, odd items go together. */
function aModel(name: ModelName = 'item-knn') {
  const builder = new InteractionsBuilder();
  for (let user = 0; user < 30; user++) {
    for (let step = 0; step < 4; step++) {
      builder.add({
        userId: `u${user}`,
        itemId: `item-${(user % 2) + 2 * ((user + step) % 6)}`,
        timeSec: 1_780_000_000 + user * 100 + step,
      });
    }
  }
  return models[name].fit(builder.build(), models[name].parseConfig({}), { seed: 1, nowSec: 1_780_100_000 });
}

describe('REC-9 life of models', () => {
  let database: TestDatabase;
  let test: TestRecsys;

  beforeEach(async () => {
    database = await testDatabase({ domains: ['recsys'] });
    test = await startTestRecsys(database.connection, {
      listen: (channel, hear) => database.connection.listen(channel, hear),
    });
    await test.recsys.items.upsert(
      test.tenant,
      itemIds.map((itemId) => ({ itemId, available: true })),
    );
    await test.recsys.events.ingest(test.tenant, [
      { userId: 'ann', itemId: 'item-0', type: 0 },
      { userId: 'bob', itemId: 'item-1', type: 0 },
    ]);
    await test.recsys.warmUp(test.tenant);
  });

  afterEach(async () => {
    await test.close();
    await database.drop();
  });

  async function register(name: ModelName = 'item-knn', bytes = aModel(name).encode()): Promise<string> {
    const runId = await test.recsys.models.beginRun(test.tenant, { modelName: name, config: {}, seed: 1 });
    const { version } = await test.recsys.models.register(test.tenant, {
      runId,
      modelName: name,
      bytes,
      windowFrom: null,
      windowTo: null,
      interactionCount: 120,
      userCount: 30,
      itemCount: 12,
      fitSeconds: 0.1,
      metrics: [{ metric: 'ndcg@20', value: 0.2, low: 0.1, high: 0.3 }],
    });
    return version;
  }

  const ask = (given: object = {}) => test.recsys.recommend(test.tenant, { userId: 'ann', k: 5, ...given });

  it('serves with a model once it is promoted, and says which', async () => {
    expect((await ask()).fallback).toBe('model:missing');
    const version = await register();
    expect(await test.recsys.models.promote(test.tenant, version)).toEqual({ ok: true, version, previous: null });
    const answer = await ask();
    expect(answer).toMatchObject({ modelVersion: version, strategy: 'personal' });
    expect(answer.fallback).toBeUndefined();
    expect(answer.items[0]).toMatchObject({
      because: { kind: 'viewed', itemId: 'item-0' },
      reasons: expect.arrayContaining(['collaborative']),
    });
    expect(answer.items.slice(0, 3).map((item) => Number(item.itemId.slice(5)) % 2)).toEqual([0, 0, 0]);
    const similar = await test.recsys.recommend(test.tenant, { surface: 'pdp-similar', itemId: 'item-3', k: 3 });
    expect(similar).toMatchObject({ modelVersion: version, strategy: 'similar' });
    expect(similar.items.map((item) => Number(item.itemId.slice(5)) % 2)).toEqual([1, 1, 1]);
  });

  it('OPS-2 holds the version it is told to (MODEL_VERSION), whatever is promoted', async () => {
    const held = await register('popularity');
    await test.recsys.models.promote(test.tenant, await register());
    const answerOf = async (modelVersion: string) => {
      const { db, clock, artifactDirectory, tenant } = test;
      const modelStore = diskArtifacts(artifactDirectory);
      const recsys = createRecsys({ db, clock, modelStore, modelVersion, polling: false, budgetMs: 5000 });
      await recsys.refresh(tenant);
      const answer = await recsys.recommend(tenant, { userId: 'ann', k: 5, record: false });
      await recsys.close();
      return answer;
    };
    expect(await answerOf(held)).toMatchObject({ modelVersion: held });
    expect((await answerOf('no-such-version')).fallback).toBe('model:missing');
  });

  it('rolls back through history, further with each call, until nothing is left', async () => {
    const [a, b, c] = [await register(), await register('covisitation'), await register('popularity')];
    for (const version of [a, b, c]) await test.recsys.models.promote(test.tenant, version);
    expect(await test.recsys.models.rollback(test.tenant, { reason: 'worse on phones' })).toEqual({
      ok: true,
      version: b,
      previous: c,
    });
    expect((await ask()).modelVersion).toBe(b);
    expect(await test.recsys.models.rollback(test.tenant)).toMatchObject({ version: a });
    expect(await test.recsys.models.rollback(test.tenant)).toMatchObject({
      ok: false,
      error: { code: 'models.nothing_to_roll_back' },
    });
    expect(await test.recsys.models.current(test.tenant)).toBe(a);
    expect((await test.recsys.models.list(test.tenant)).find((row) => row.version === a)).toMatchObject({
      aliases: ['champion'],
      metrics: [{ metric: 'ndcg@20' }],
    });
  });

  it('reads moves as a stack', () => {
    const up = (version: string) => ({ version, kind: 'promote' as const });
    const down = (version: string) => ({ version, kind: 'rollback' as const });
    expect(versionBefore([])).toBeNull();
    expect(versionBefore([up('a')])).toBeNull();
    expect(versionBefore([up('a'), up('b'), down('a'), up('c')])).toBe('a');
  });

  it('refuses a version that does not exist or failed a gate, unless forced', async () => {
    const version = await register();
    await test.recsys.models.recordGates(test.tenant, version, [
      { gate: 'beats-popularity', passed: false, measured: 0.1, threshold: 0.2, reason: 'too low' },
    ]);
    expect(await test.recsys.models.promote(test.tenant, 'nope')).toMatchObject({
      ok: false,
      error: { code: 'models.unknown_version', message: expect.stringContaining(version) },
    });
    expect(await test.recsys.models.promote(test.tenant, version)).toMatchObject({
      ok: false,
      error: { code: 'models.gate_failed' },
    });
    expect(await test.recsys.models.promote(test.tenant, version, { force: true })).toMatchObject({ ok: true });
  });

  it('keeps the old model when the new artifact is corrupt, counts it, and writes no half file', async () => {
    const good = await register();
    await test.recsys.models.promote(test.tenant, good);
    const bad = await register('covisitation');
    const folder = join(test.artifactDirectory, (await readdir(test.artifactDirectory))[0] ?? '');
    const file = join(folder, `${bad}.vtrn`);
    const bytes = await readFile(file);
    bytes[bytes.length - 3] = (bytes[bytes.length - 3] ?? 0) ^ 1;
    await writeFile(file, bytes);
    await test.recsys.models.promote(test.tenant, bad);
    expect((await ask()).modelVersion).toBe(good);
    expect(test.metrics.counts.get('recsys_model_load_failures_total{reason=corrupt}')).toBe(1);
    expect((await readdir(folder)).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect((await readFile(join(folder, `${good}.vtrn.sha256`), 'utf8')).split('  ')[1]).toBe(`${good}.vtrn\n`);
  });

  it('REC-18 names a corrupt, a stale, a failing and a slow model and answers without it', async () => {
    const version = await register('item-knn', Buffer.from('no model at all'));
    await test.recsys.models.promote(test.tenant, version);
    expect(await ask()).toMatchObject({ fallback: 'model:corrupt', modelVersion: 'popularity_v1' });
    await test.recsys.models.promote(test.tenant, await register());
    test.clock.advanceSec(60 * 86_400);
    expect(await ask()).toMatchObject({ fallback: 'model:stale' });
    expect(test.metrics.counts.get('recsys_fallback_total{stage=model,reason=stale}')).toBe(1);
  });

  it('another process hears of a promotion and swaps too', async () => {
    const other = await startTestRecsys(database.connection, {
      listen: (channel, hear) => database.connection.listen(channel, hear),
      modelStore: (await import('./artifact-store.ts')).diskArtifacts(test.artifactDirectory),
    });
    await other.recsys.warmUp(test.tenant);
    const version = await register();
    await test.recsys.models.promote(test.tenant, version);
    await expect
      .poll(async () => (await other.recsys.recommend(test.tenant, { userId: 'ann' })).modelVersion)
      .toBe(version);
    await other.close();
  });

  it('swaps under load without one failed or degraded request', async () => {
    const versions = [await register(), await register('covisitation')];
    await test.recsys.models.promote(test.tenant, versions[0] ?? '');
    const traffic = { running: true };
    const seen = new Set<string>();
    const fallbacks: string[] = [];
    let answered = 0;
    const visitor = async (userId: string): Promise<void> => {
      while (traffic.running) {
        const answer = await test.recsys.recommend(test.tenant, { userId, k: 3 });
        seen.add(answer.modelVersion);
        answered++;
        if (answer.items.length !== 3) fallbacks.push(`short list ${answer.items.length}`);
        if (answer.fallback?.includes('model') === true) fallbacks.push(answer.fallback);
      }
    };
    const load = ['ann', 'bob', 'ann', 'bob'].map(visitor);
    for (let swap = 1; swap <= 10; swap++) {
      await test.recsys.models.promote(test.tenant, versions[swap % 2] ?? '');
      // Four were on their way: the fifth from here is the first that began with the new version.
      const before = answered;
      await expect.poll(() => answered, { interval: 1 }).toBeGreaterThanOrEqual(before + 5);
    }
    traffic.running = false;
    await Promise.all(load);
    expect(fallbacks).toEqual([]);
    expect([...seen].sort()).toEqual([...versions].sort());
  });
});
