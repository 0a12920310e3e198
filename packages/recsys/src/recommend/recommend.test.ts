import { type TestDatabase, testDatabase } from '@vitrine/testkit/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventInput } from '../events/event.ts';
import type { ItemInput } from '../items/item.ts';
import { startTestRecsys, type TestRecsys } from '../test-recsys.ts';

const kinds = ['kettle', 'lamp', 'sneaker', 'chair', 'book'];

/** Ten items of each kind, two brands, one price step per item. */
function aCatalog(): ItemInput[] {
  return kinds.flatMap((kind) =>
    Array.from({ length: 10 }, (_, at) => ({
      itemId: `${kind}-${at}`,
      available: true,
      priceMinor: 1000 + at * 500,
      brand: at % 2 === 0 ? 'acme' : 'bolt',
      category: kind,
      categoryPath: ['shop', kind],
      tags: [`color:${at % 3 === 0 ? 'black' : 'white'}`],
      firstAvailable: '2026-01-01T00:00:00Z',
    })),
  );
}

/** Books are what everybody looks at. */
function crowd(): EventInput[] {
  return Array.from({ length: 60 }, (_, at) => ({
    userId: `crowd-${at % 12}`,
    itemId: `book-${at % 10}`,
    type: at % 10 === 0 ? 3 : 0,
  }));
}

describe('REC-6 recommend', () => {
  let database: TestDatabase;
  let test: TestRecsys;

  beforeAll(async () => {
    database = await testDatabase({ domains: ['recsys'] });
    test = await startTestRecsys(database.connection);
    await test.recsys.items.upsert(test.tenant, aCatalog());
    await test.recsys.events.ingest(test.tenant, crowd());
    await test.recsys.refresh(test.tenant);
    await test.recsys.warmUp(test.tenant);
  });

  afterAll(async () => {
    await test.close();
    await database.drop();
  });

  const see = (userId: string, itemIds: string[], given: Partial<EventInput> = {}) =>
    test.recsys.events.ingest(
      test.tenant,
      itemIds.map((itemId) => ({ userId, itemId, type: 0, meta: { session_id: `${userId}-1` }, ...given })),
    );
  const shareOf = (kind: string, items: readonly { itemId: string }[]): number =>
    items.filter((item) => item.itemId.startsWith(kind)).length / items.length;

  it('answers somebody unknown with what is popular, without calling it a fallback', async () => {
    const answer = await test.recsys.recommend(test.tenant, { surface: 'home', k: 8, overrides: { categoryCap: 0 } });
    expect(answer).toMatchObject({
      surface: 'home',
      strategy: 'popular',
      arm: 'popular',
      propensity: 1,
      modelVersion: 'popularity_v1',
    });
    expect(answer.fallback).toBeUndefined();
    expect(shareOf('book', answer.items)).toBe(1);
    expect(answer.items[0]).toMatchObject({
      rank: 1,
      because: { kind: 'popular' },
      reasons: expect.arrayContaining(['recent_popularity']),
    });
  });

  it('REC-10 leans home towards a kind on the very next request after three views of it', async () => {
    const before = await test.recsys.recommend(test.tenant, {
      surface: 'home',
      userId: 'new-1',
      sessionId: 'new-1-1',
      k: 10,
    });
    await see('new-1', ['kettle-0', 'kettle-1', 'kettle-2']);
    const after = await test.recsys.recommend(test.tenant, {
      surface: 'home',
      userId: 'new-1',
      sessionId: 'new-1-1',
      k: 10,
    });
    expect(shareOf('kettle', before.items)).toBe(0);
    expect(shareOf('kettle', after.items)).toBeGreaterThanOrEqual(0.4);
    expect(after.items[0]).toMatchObject({
      itemId: expect.stringMatching(/^kettle-/),
      because: { kind: 'viewed', itemId: expect.stringMatching(/^kettle-[012]$/) },
    });
    expect(after.items.map((item) => item.itemId)).not.toContain('kettle-0');
    expect(after.fallback).toBe('model:missing');
  });

  it('REC-17 gives parts that sum to the score and a reason from the largest of them', async () => {
    await see('explained', ['lamp-3', 'lamp-4']);
    const answer = await test.recsys.recommend(test.tenant, { userId: 'explained', sessionId: 'explained-1', k: 12 });
    expect(answer.items).toHaveLength(12);
    for (const item of answer.items) {
      const parts = Object.entries(item.explain.parts);
      expect(parts.reduce((sum, [, part]) => sum + part, 0)).toBeCloseTo(item.score, 9);
      const largest = parts.sort(([, a], [, b]) => b - a)[0]?.[0];
      expect(item.because.kind).toBe(largest === 'affinity' ? 'viewed' : largest === 'popular' ? 'popular' : 'new');
    }
  });

  it('REC-10 reads an anonymous history as the person once both are linked, and apart again when unlinked', async () => {
    await see('anon-7', ['sneaker-1', 'sneaker-2', 'sneaker-3']);
    const ask = () => test.recsys.recommend(test.tenant, { userId: 'person-7', k: 10 });
    expect(shareOf('sneaker', (await ask()).items)).toBe(0);
    await test.recsys.users.link(test.tenant, { anonymousId: 'anon-7', userId: 'person-7' });
    expect(shareOf('sneaker', (await ask()).items)).toBeGreaterThanOrEqual(0.4);
    expect(await test.recsys.users.unlink(test.tenant, 'anon-7')).toBe(true);
    expect(shareOf('sneaker', (await ask()).items)).toBe(0);
  });

  it('never shows what was bought within the window, nor what is unavailable or unknown', async () => {
    await see('buyer', ['chair-0', 'chair-1'], { type: 3 });
    await see('buyer', ['chair-2', 'no-such-item']);
    await test.recsys.items.upsert(
      test.tenant,
      aCatalog()
        .filter((item) => item.itemId === 'chair-3')
        .map((item) => ({ ...item, available: false })),
    );
    const answer = await test.recsys.recommend(test.tenant, { userId: 'buyer', k: 50 });
    const shown = answer.items.map((item) => item.itemId);
    expect(shown).toContain('chair-4');
    for (const hidden of ['chair-0', 'chair-1', 'chair-3', 'no-such-item']) expect(shown).not.toContain(hidden);
    expect(answer.trace.filtered).toMatchObject({ purchased: 2, unavailable: 1 });
  });

  it('fills pdp-similar with the same kind, never the item itself, and names what stood in for the model', async () => {
    const answer = await test.recsys.recommend(test.tenant, { surface: 'pdp-similar', itemId: 'lamp-0', k: 6 });
    expect(shareOf('lamp', answer.items)).toBeGreaterThanOrEqual(0.5);
    expect(answer.items.map((item) => item.itemId)).not.toContain('lamp-0');
    expect(answer).toMatchObject({ strategy: 'content', fallback: 'model:missing' });
    expect(await test.recsys.similar(test.tenant, 'nobody-knows-this')).toEqual([]);
    expect(await test.recsys.similar(test.tenant, 'lamp-0', { k: 3 })).toHaveLength(3);
  });

  it('lists recently viewed newest first, each once, and nothing for somebody without a past', async () => {
    await see('reader', ['book-1', 'lamp-1']);
    test.clock.advanceSec(5);
    await see('reader', ['book-1']);
    const ask = (userId: string) => test.recsys.recommend(test.tenant, { surface: 'recently-viewed', userId, k: 5 });
    expect((await ask('reader')).items.map((item) => item.itemId)).toEqual(['book-1', 'lamp-1']);
    expect((await ask('nobody')).items).toEqual([]);
  });

  it('shows on trending what rises now', async () => {
    test.clock.advanceSec(5 * 86_400);
    await test.recsys.events.ingest(
      test.tenant,
      Array.from({ length: 30 }, (_, at) => ({ userId: `r${at}`, itemId: 'sneaker-9', type: 0 })),
    );
    await test.recsys.refresh(test.tenant);
    const answer = await test.recsys.recommend(test.tenant, { surface: 'trending', k: 3 });
    expect(answer.items[0]).toMatchObject({ itemId: 'sneaker-9', because: { kind: 'trending' } });
  });

  it('gives impressions no weight', async () => {
    const tenant = { ...test.tenant, namespace: 'impressions' };
    await test.recsys.items.upsert(tenant, aCatalog());
    await test.recsys.events.ingest(tenant, [
      ...Array.from({ length: 50 }, () => ({ userId: 'u', itemId: 'lamp-5', type: 0, meta: { kind: 'impression' } })),
      { userId: 'v', itemId: 'book-5', type: 0 },
    ]);
    await test.recsys.warmUp(tenant);
    const answer = await test.recsys.recommend(tenant, { k: 50, userId: 'u' });
    expect(answer.items.map((item) => item.itemId)).toEqual(['book-5']);
    expect(answer.strategy).toBe('popular');
  });

  it('keeps tenants apart: weights, items and behaviour of one change nothing for another', async () => {
    const other = { orgId: '00000000-0000-4000-8000-00000000000b', namespace: test.tenant.namespace };
    await test.recsys.items.upsert(other, [{ itemId: 'foreign', available: true }]);
    await test.recsys.eventTypes.upsert(other, [{ type: 0, weight: 50 }]);
    await test.recsys.events.ingest(other, [{ userId: 'crowd-1', itemId: 'foreign', type: 3 }]);
    await test.recsys.refresh(test.tenant);
    const ours = await test.recsys.recommend(test.tenant, { k: 100, userId: 'crowd-1' });
    expect(ours.items.map((item) => item.itemId)).not.toContain('foreign');
    expect((await test.recsys.eventTypes.list(test.tenant)).map((type) => type.weight)).toEqual([
      0.05, 0.2, 0.7, 1, 0.1,
    ]);
    expect((await test.recsys.recommend(other, {})).items.map((item) => item.itemId)).toEqual(['foreign']);
  });

  it('answers an unknown tenant with an empty list', async () => {
    const answer = await test.recsys.recommend({ ...test.tenant, namespace: 'never-seen' }, { userId: 'ann' });
    expect(answer).toMatchObject({ items: [], strategy: 'none' });
  });

  it('gives the same question the same answer', async () => {
    const ask = async () =>
      (await test.recsys.recommend(test.tenant, { userId: 'explained', k: 30 })).items.map((item) => [
        item.itemId,
        item.score,
      ]);
    expect(await ask()).toEqual(await ask());
  });

  it('records each decision with rank, reason and model version within a quarter of a second', async () => {
    const answer = await test.recsys.recommend(test.tenant, {
      surface: 'home',
      userId: 'explained',
      sessionId: 's',
      k: 3,
    });
    await test.recsys.decisions.flush();
    const [decision] = await test.recsys.decisions.list(test.tenant, { requestId: answer.requestId });
    expect(decision).toMatchObject({
      requestId: answer.requestId,
      userId: 'explained',
      surface: 'home',
      arm: answer.arm,
      propensity: 1,
      modelVersion: answer.modelVersion,
      fallback: 'model:missing',
    });
    expect(decision?.items.map((item) => [item.rank, item.itemId])).toEqual(
      answer.items.map((item) => [item.rank, item.itemId]),
    );
  });

  it('explains a visitor: history, candidates by source, what was filtered, the final list', async () => {
    const why = await test.recsys.explainVisitor(test.tenant, { userId: 'buyer', surface: 'home', k: 5 });
    expect(why.history.map((event) => event.itemId)).toContain('chair-0');
    expect(why.candidateSources).toMatchObject({ affinity: expect.any(Number), popular: expect.any(Number) });
    expect(why.filtered).toMatchObject({ purchased: 2 });
    expect(why.answer.items).toHaveLength(5);
  });
});

describe('REC-18 recommend with hostile requests', () => {
  it('answers every one with a list and loses no neighbour’s decision', async () => {
    const database = await testDatabase({ domains: ['recsys'] });
    const test = await startTestRecsys(database.connection);
    await test.recsys.items.upsert(test.tenant, aCatalog());
    await test.recsys.events.ingest(test.tenant, crowd());
    await test.recsys.warmUp(test.tenant);
    const texts = ['', 'a\u0000b', '\ud800', 'x'.repeat(5000), "'; drop schema recsys; --", '\u202e', '../..', '{}'];
    const numbers = [Number.NaN, -1, 0, 1e9, Infinity, 0.5];
    const requests = [
      ...texts.flatMap((text) =>
        ['userId', 'sessionId', 'itemId', 'surface', 'requestId'].map((field) => ({ k: 2, [field]: text })),
      ),
      ...texts.map((text) => ({ k: 2, constraints: { includeTagsAny: [text], excludeItemIds: [text] } })),
      ...numbers.map((number) => ({
        k: number,
        overrides: {
          mmrLambda: number,
          brandCap: number,
          categoryCap: number,
          popularityFanout: number,
          purchasedWindowDays: number,
        },
      })),
      ...numbers.map((number) => ({ userId: 'crowd-1', blend: { pop: number, cooc: number, als: number } })),
    ];
    for (const request of requests) {
      const answer = await test.recsys.recommend(test.tenant, request);
      expect(answer.items.every((item) => Number.isFinite(item.score))).toBe(true);
      expect(answer.items.length).toBeLessThanOrEqual(1000);
    }
    await test.recsys.decisions.flush();
    expect(await test.recsys.decisions.list(test.tenant, { limit: 1000 })).toHaveLength(requests.length);
    for (const text of ['a\u0000b', '\ud800']) {
      expect((await test.recsys.events.list(test.tenant, { userId: text })).items).toEqual([]);
      expect(await test.recsys.events.delete(test.tenant, { userId: text })).toBe(0);
      expect(await test.recsys.users.delete(test.tenant, { userId: text })).toBe(0);
      expect(await test.recsys.items.delete(test.tenant, { itemId: text })).toBe(0);
      expect(await test.recsys.decisions.list(test.tenant, { requestId: text })).toEqual([]);
    }
    await test.close();
    await database.drop();
  });
});
