import { describe, expect, it } from 'vitest';
import {
  buildItemCatalog,
  maximumOutcomePenalty,
  noConstraints,
  type OutcomeCounts,
  outcomePenalties,
  popularSource,
  runPipeline,
} from './index.ts';

function counts(given: { [column in keyof OutcomeCounts]?: number[] }, size = 2): OutcomeCounts {
  const column = (values?: number[]): Float64Array =>
    Float64Array.from(values ?? Array.from({ length: size }, () => 0));
  return {
    looks: column(given.looks),
    unavailableLooks: column(given.unavailableLooks),
    purchased: column(given.purchased),
    returned: column(given.returned),
  };
}

describe('REC-18 penalty for bad outcomes', () => {
  it('is 0 without data, and where all items do alike', () => {
    expect([...outcomePenalties(counts({}))]).toEqual([0, 0]);
    expect([...outcomePenalties(counts({ purchased: [30, 0], returned: [0, 0], looks: [500, 0] }))]).toEqual([0, 0]);
    const alike = outcomePenalties(counts({ purchased: [30, 60], returned: [10, 20] }));
    expect(Math.max(...alike)).toBeLessThan(1e-12);
  });

  it('agrees with hand-reckoned rates', () => {
    // Returns: m = 10 / 40; (10 + 20 / 4) / (20 + 20) - 1/4 = 1/8. Looks: m = 100 / 400; (100 + 100 / 4) / (200 + 100) - 1/4 = 1/6, halved.
    const byReturns = outcomePenalties(counts({ purchased: [20, 20], returned: [10, 0] }));
    expect([...byReturns]).toEqual([0.125, 0]);
    const byLooks = outcomePenalties(counts({ looks: [200, 200], unavailableLooks: [100, 0] }));
    expect(byLooks[0]).toBeCloseTo(1 / 12, 6);
    expect(byLooks[1]).toBe(0);
  });

  it('grows with returns and with sold-out looks, and never beyond its bound', () => {
    const penaltyOf = (given: Parameters<typeof counts>[0]): number => outcomePenalties(counts(given))[0] ?? -1;
    const shares = [0, 0.02, 0.1, 0.25, 0.5, 0.9, 1];
    for (const others of [3, 40, 90_000]) {
      for (const own of [1, 7, 50, 4000]) {
        const returned = shares.map((share) => penaltyOf({ purchased: [own, others], returned: [own * share, 1] }));
        const looked = shares.map((share) => penaltyOf({ looks: [own, others], unavailableLooks: [own * share, 1] }));
        for (const penalties of [returned, looked]) {
          expect(penalties).toEqual(penalties.toSorted((a, b) => a - b));
          expect(penalties.at(-1)).toBeGreaterThan(penalties[0] ?? 0);
          expect(penalties.every((penalty) => penalty >= 0 && penalty <= maximumOutcomePenalty)).toBe(true);
        }
      }
    }
    expect(penaltyOf({ purchased: [0, 90_000], returned: [1e9, 9] })).toBeLessThanOrEqual(maximumOutcomePenalty);
    expect(penaltyOf({ purchased: [400, 90_000], returned: [400, 9] })).toBe(maximumOutcomePenalty);
  });

  it('moves a new item with one return less than an old one with the same rate', () => {
    const [few = 1, many = 0] = outcomePenalties(counts({ purchased: [1, 100, 1000], returned: [1, 100, 0] }, 3));
    expect(few).toBeLessThan(many / 5);
  });
});

describe('REC-18 pipeline: outcomes', () => {
  const catalog = buildItemCatalog(
    ['a', 'b', 'c'].map((itemId) => ({
      itemId,
      available: true,
      priceMinor: null,
      brand: null,
      category: null,
      categoryPath: [],
      tags: [],
      firstAvailableSec: 0,
      createdSec: 0,
    })),
  );
  const ask = (penalties?: Float32Array) =>
    runPipeline({
      catalog,
      sources: [popularSource(Float32Array.of(4, 4, 2), 1)],
      constraints: noConstraints,
      k: 3,
      fanout: 300,
      rerank: { mmrLambda: 1, brandCap: 0, categoryCap: 0, hardCaps: false },
      elapsedMs: () => 0,
      deadlineMs: 80,
      ...(penalties === undefined ? {} : { penalties }),
    }).items.map(({ itemId, score, parts, because }) => ({ itemId, score, parts, because }));

  it('lowers the score by the penalty, says so as a part, and removes nothing', () => {
    expect(ask(Float32Array.of(0.25, 0, 0.5))).toEqual([
      { itemId: 'b', score: 1, parts: { popular: 1 }, because: { kind: 'popular' } },
      { itemId: 'a', score: 0.75, parts: { popular: 1, outcome: -0.25 }, because: { kind: 'popular' } },
      { itemId: 'c', score: 0.25, parts: { popular: 0.5, outcome: -0.25 }, because: { kind: 'popular' } },
    ]);
  });

  it('changes nothing where no item has bad outcomes', () => {
    expect(ask(new Float32Array(3))).toEqual(ask());
  });
});
