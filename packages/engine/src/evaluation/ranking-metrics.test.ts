import { fc } from '@vitrine/testkit/property';
import { describe, expect, it } from 'vitest';
import { CatalogMetricsTally, giniOf } from './list-metrics.ts';
import { judgeList } from './ranking-metrics.ts';
import { buildSparseRows, transposeSparseRows } from '@vitrine/kernels';

const flags = (size: number, ...items: number[]): Uint8Array =>
  Uint8Array.from({ length: size }, (_, item) => (items.includes(item) ? 1 : 0));

describe('REC-17 ranking metrics', () => {
  it('equal a hand calculation: relevant {0, 2, 9}, list 2 5 0 7 at k = 4', () => {
    // Hits at ranks 1 and 3. DCG = 1 + 1/log2(4) = 1.5; ideal of three = 1 + 0.63093 + 0.5 = 2.13093.
    const judged = judgeList(Int32Array.of(2, 5, 0, 7), { relevant: flags(10, 0, 2, 9), relevantCount: 3, k: 4 });
    expect(judged.recall).toBeCloseTo(2 / 3, 12);
    expect(judged.ndcg).toBeCloseTo(1.5 / (1.5 + 1 / Math.log2(3)), 12);
    expect(judged.precision).toBe(0.5);
    expect(judged.map).toBeCloseTo((1 + 2 / 3) / 3, 12);
    expect(judged.mrr).toBe(1);
    expect(judged.hitRate).toBe(1);
  });

  it('are 1 for a perfect list, 0 for a list without a hit, and look no further than k', () => {
    const perfect = judgeList(Int32Array.of(1, 0), { relevant: flags(4, 0, 1), relevantCount: 2, k: 2 });
    expect(perfect).toEqual({ recall: 1, ndcg: 1, precision: 1, map: 1, mrr: 1, hitRate: 1 });
    const none = judgeList(Int32Array.of(2, 3, 0), { relevant: flags(4, 0), relevantCount: 1, k: 2 });
    expect(none).toEqual({ recall: 0, ndcg: 0, precision: 0, map: 0, mrr: 0, hitRate: 0 });
  });

  it('stay within 0 and 1, and moving a hit forward never lowers NDCG', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 19 }), { minLength: 2, maxLength: 10 }),
        fc.nat(9),
        (list, at) => {
          const relevant = flags(20, 3, 5, 7, 11);
          const judge = (order: number[]): number =>
            judgeList(Int32Array.from(order), { relevant, relevantCount: 4, k: 10 }).ndcg;
          const place = 1 + (at % (list.length - 1));
          const item = list[place] ?? 0;
          const before = list[place - 1] ?? 0;
          expect(judge(list)).toBeLessThanOrEqual(1);
          if (relevant[item] === 1 && relevant[before] === 0) {
            expect(judge(list.with(place - 1, item).with(place, before))).toBeGreaterThan(judge(list));
          }
        },
      ),
    );
  });
});

describe('REC-17 catalog metrics', () => {
  it('Gini is 0 when all are alike, (n - 1) / n when one takes all', () => {
    expect(giniOf(Float64Array.of(3, 3, 3))).toBeCloseTo(0, 12);
    expect(giniOf(Float64Array.of(0, 0, 0, 9))).toBeCloseTo(0.75, 12);
    expect(giniOf(new Float64Array(0))).toBe(0);
  });

  it('equal a hand calculation on four users and three items', () => {
    // Item 0: users 0 1 2 3; item 1: users 0 1; item 2: user 3.
    const byUser = buildSparseRows({
      rowCount: 4,
      columnCount: 3,
      rows: Int32Array.of(0, 1, 2, 3, 0, 1, 3),
      columns: Int32Array.of(0, 0, 0, 0, 1, 1, 2),
    });
    const tally = new CatalogMetricsTally(transposeSparseRows(byUser), 2);
    tally.add(Int32Array.of(0, 1));
    tally.add(Int32Array.of(1));
    const metrics = tally.finish();
    expect(metrics.coverage).toBeCloseTo(2 / 3, 12);
    expect(metrics.diversity).toBeCloseTo(1 - 2 / Math.sqrt(8), 12);
    expect(metrics.novelty).toBeCloseTo((0 + 1 + 1) / 3, 12);
    expect(metrics.popularityBias).toBeCloseTo((1 + 0.5 + 0.5) / 3, 12);
  });
});
