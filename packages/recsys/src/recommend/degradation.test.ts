import { finish, InteractionsBuilder, models } from '@vitrine/engine';
import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import { sql } from 'kysely';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecsysOptions } from '../recsys.ts';
import { startTestRecsys, type TestRecsys } from '../test-recsys.ts';
import { scoreInProcess, type ScoreModel } from './choose-sources.ts';
import type { RecommendAnswer } from './recommend-answer.ts';

describe('REC-18 recommend when something is missing, slow or broken', () => {
  let database: TestDatabase;
  let test: TestRecsys;

  beforeEach(async () => {
    database = await testDatabase({ domains: ['recsys'] });
  });

  afterEach(async () => {
    vi.useRealTimers();
    await test.close();
    await database.drop();
  });

  async function startWithModel(given: Partial<RecsysOptions>): Promise<void> {
    test = await startTestRecsys(database.connection, given);
    const itemIds = Array.from({ length: 10 }, (_, at) => `item-${at}`);
    await test.recsys.items.upsert(
      test.tenant,
      itemIds.map((itemId) => ({ itemId, available: true, category: Number(itemId.slice(5)) < 5 ? 'low' : 'high' })),
    );
    await test.recsys.events.ingest(
      test.tenant,
      itemIds.slice(5).map((itemId) => ({ userId: 'crowd', itemId })),
    );
    await test.recsys.warmUp(test.tenant);
    await test.recsys.events.ingest(test.tenant, [{ userId: 'ann', itemId: 'item-0' }]);
    const builder = new InteractionsBuilder();
    for (let user = 0; user < 10; user++)
      for (let item = 0; item < 5; item++)
        builder.add({ userId: `u${user}`, itemId: `item-${item}`, timeSec: 1_780_000_000 + user });
    const bytes = models['item-knn']
      .fit(builder.build(), models['item-knn'].parseConfig({}), { seed: 1, nowSec: 1_780_000_100 })
      .encode();
    const runId = await test.recsys.models.beginRun(test.tenant, { modelName: 'item-knn', config: {}, seed: 1 });
    const { version } = await test.recsys.models.register(test.tenant, {
      runId,
      modelName: 'item-knn',
      bytes,
      windowFrom: null,
      windowTo: null,
      interactionCount: 50,
      userCount: 10,
      itemCount: 5,
      fitSeconds: 0,
      metrics: [],
    });
    await test.recsys.models.promote(test.tenant, version);
  }

  const stopTheClock = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });

  /** Asks while the clock stands still, and moves it on to the end of a stage's time once that stage is waited for. */
  async function askUntil(waitsFor: () => Promise<unknown>): Promise<RecommendAnswer> {
    const asked = test.recsys.recommend(test.tenant, { userId: 'ann', k: 3, record: false });
    await waitsFor();
    vi.advanceTimersToNextTimer();
    return asked;
  }

  /** A model that never answers, and when it was asked. */
  function anEndlessModel() {
    let reached = (): void => undefined;
    return {
      isAsked: () => new Promise<void>((resolve) => (reached = resolve)),
      scoreModel: () => {
        reached();
        return new Promise<never>(() => undefined);
      },
    };
  }

  it('answers from session and popularity when the model takes too long', async () => {
    const { isAsked, scoreModel } = anEndlessModel();
    await startWithModel({ budgetMs: 300, scoreModel });
    stopTheClock();
    const answer = await askUntil(isAsked);
    expect(answer).toMatchObject({
      fallback: expect.stringContaining('model:slow'),
      strategy: 'session',
      modelVersion: 'popularity_v1',
    });
    expect(answer.items).toHaveLength(3);
    expect(answer.durationMs).toBeLessThan(300);
    expect(test.metrics.counts.get('recsys_fallback_total{stage=model,reason=slow}')).toBe(1);
  });

  it('answers from the catalog that it began with when that is replaced while the model scores', async () => {
    const gate = { reached: (): void => undefined, open: Promise.resolve() };
    await startWithModel({
      scoreModel: async (placed, context) => {
        gate.reached();
        await gate.open;
        const out = new Float32Array(placed.model.itemIds.length);
        placed.model.scoreItems(context, out);
        return out;
      },
    });
    const ask = async () =>
      (await test.recsys.recommend(test.tenant, { userId: 'ann', k: 4 })).items.map(({ itemId, score, because }) => ({
        itemId,
        score,
        because,
      }));
    const calm = await ask();
    let open = (): void => undefined;
    gate.open = new Promise<void>((resolve) => (open = resolve));
    const reached = new Promise<void>((resolve) => (gate.reached = resolve));
    const asked = ask();
    await reached;
    // All others move up by one place.
    await test.recsys.items.delete(test.tenant, { itemId: 'item-0' });
    await test.recsys.refresh(test.tenant);
    open();
    expect(await asked).toEqual(calm);
  });

  it('stops a model in the middle of its scoring once nobody waits for it any more', async () => {
    let steps = 0;
    await startWithModel({
      budgetMs: 300,
      scoreModel: function* () {
        for (;;) {
          steps++;
          yield;
        }
      },
    });
    const answer = await test.recsys.recommend(test.tenant, { userId: 'ann', k: 3 });
    expect(answer.fallback).toContain('model:slow');
    const atEnd = steps;
    // In each of these turns a model that goes on would be at it for a slice.
    for (let turns = 0; turns < 5; turns++) await turn();
    expect(atEnd).toBeGreaterThan(0);
    expect(steps).toBe(atEnd);
  });

  it('leaves a model alone after it was slow three times in a row', async () => {
    const { isAsked, scoreModel } = anEndlessModel();
    await startWithModel({ budgetMs: 300, scoreModel });
    stopTheClock();
    for (let times = 0; times < 3; times++) expect((await askUntil(isAsked)).fallback).toContain('model:slow');
    const answer = await test.recsys.recommend(test.tenant, { userId: 'ann' });
    expect(answer.fallback).toContain('model:paused');
    expect(answer.trace.stageMs['model']).toBeUndefined();
  });

  it('does not take a quick model for slow because a busy process left it little of the budget', async () => {
    const { isAsked, scoreModel } = anEndlessModel();
    await startWithModel({ budgetMs: 300, scoreModel });
    stopTheClock();
    for (let times = 0; times < 4; times++) {
      const lock = await blockEvents(database);
      const answer = await askUntil(async () => {
        await turn();
        vi.advanceTimersByTime(170);
        const asked = isAsked();
        await lock.release();
        await asked;
      });
      expect(answer.fallback).toBe('model:slow');
      // What is waited for the model: 0.7 of the 130 ms that the visitor's events left, less than is too long for it.
      expect(answer.trace.stageMs['model']).toBeCloseTo(91, 0);
    }
  });

  it('gives an answer the least time that is set, whatever the budget: a command that has only just begun asks its model too', async () => {
    const scoreModel: ScoreModel = async (...asked) => {
      await sleep(20);
      return finish(scoreInProcess(...asked) as Generator<void, Float32Array>);
    };
    await startWithModel({ budgetMs: 1, leastBudgetMs: 60_000, scoreModel });
    const answer = await test.recsys.recommend(test.tenant, { userId: 'ann', k: 3 });
    expect(answer).toMatchObject({ strategy: 'personal', modelVersion: expect.stringMatching(/^item-knn-/) });
  });

  it('answers without a model that throws', async () => {
    await startWithModel({
      scoreModel: () => {
        throw new Error('broken');
      },
    });
    expect(await test.recsys.recommend(test.tenant, { userId: 'ann' })).toMatchObject({
      fallback: 'model:failed',
      strategy: 'session',
    });
  });

  it('answers from what this process remembers when the events cannot be read in time', async () => {
    await startWithModel({ budgetMs: 300 });
    const lock = await blockEvents(database);
    stopTheClock();
    const answer = await askUntil(turn);
    await lock.release();
    expect(answer.fallback).toContain('visitor:slow');
    expect(answer.items[0]?.itemId).toMatch(/^item-[1-4]$/);
    expect(answer.durationMs).toBeLessThan(300);
  });

  it('answers what is popular, from memory, when the database is gone', async () => {
    await startWithModel({});
    await sql`alter table recsys.events rename to events_gone`.execute(test.db);
    const answer = await test.recsys.recommend(test.tenant, { userId: 'stranger', k: 3 });
    expect(answer).toMatchObject({ fallback: expect.stringContaining('visitor:failed'), strategy: 'popular' });
    expect(answer.items.map((item) => Number(item.itemId.slice(5)) >= 5)).toEqual([true, true, true]);
    await sql`alter table recsys.events_gone rename to events`.execute(test.db);
  });

  it('falls to the newest available items when nothing was ever looked at, and to an empty list when there are none', async () => {
    test = await startTestRecsys(database.connection);
    await test.recsys.eventTypes.upsert(test.tenant, [{ type: 5, weight: 0.5, name: 'wishlist' }]);
    await test.recsys.warmUp(test.tenant);
    expect(await test.recsys.recommend(test.tenant, {})).toMatchObject({
      items: [],
      strategy: 'none',
      fallback: 'popularity:empty,popularity:empty,newest:empty',
    });
    await test.recsys.items.upsert(test.tenant, [
      { itemId: 'old', available: true, firstAvailable: '2020-01-01T00:00:00Z' },
      { itemId: 'new', available: true, firstAvailable: '2026-06-01T00:00:00Z' },
      { itemId: 'gone', available: false, firstAvailable: '2026-06-14T00:00:00Z' },
    ]);
    const answer = await test.recsys.recommend(test.tenant, {});
    expect(answer.items.map((item) => [item.itemId, item.because.kind])).toEqual([
      ['new', 'new'],
      ['old', 'new'],
    ]);
  });
});

/** Holds the table that a visitor's events are read from, as a long migration would. */
async function blockEvents(database: TestDatabase): Promise<{ release(): Promise<void> }> {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let locked: () => void = () => undefined;
  const isLocked = new Promise<void>((resolve) => {
    locked = resolve;
  });
  const done = database.connection
    .handle<unknown>()
    .transaction()
    .execute(async (trx) => {
      await sql`lock table recsys.events in access exclusive mode`.execute(trx);
      locked();
      await held;
    });
  await isLocked;
  return {
    release: async () => {
      release();
      await done;
    },
  };
}
