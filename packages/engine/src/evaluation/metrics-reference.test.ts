import { buildSparseRows, transposeSparseRows } from '@vitrine/kernels';
import { fc } from '@vitrine/testkit/property';
import { describe, expect, it } from 'vitest';
import { CategoryDiversity } from './category-diversity.ts';
import { CatalogMetricsTally } from './list-metrics.ts';
import { judgeList } from './ranking-metrics.ts';

// Every metric once more, from its formula, as slowly and plainly as can be written: sets and sums over all pairs.

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function plainListMetrics(list: readonly number[], relevant: ReadonlySet<number>, k: number) {
  const cut = list.slice(0, k);
  const hitRanks = cut.flatMap((item, at) => (relevant.has(item) ? [at + 1] : []));
  const ideal = Array.from({ length: Math.min(relevant.size, k) }, (_, at) => 1 / Math.log2(at + 2));
  const dcg = hitRanks.map((rank) => 1 / Math.log2(rank + 1)).reduce((sum, gain) => sum + gain, 0);
  const precisions = hitRanks.map((rank) => cut.slice(0, rank).filter((item) => relevant.has(item)).length / rank);
  return {
    recall: hitRanks.length / relevant.size,
    ndcg: dcg / ideal.reduce((sum, gain) => sum + gain, 0),
    precision: hitRanks.length / k,
    map: precisions.reduce((sum, value) => sum + value, 0) / ideal.length,
    mrr: hitRanks[0] === undefined ? 0 : 1 / hitRanks[0],
    hitRate: hitRanks.length > 0 ? 1 : 0,
  };
}

const pairsOf = <Value>(values: readonly Value[]): [Value, Value][] =>
  values.flatMap((a, at) => values.slice(at + 1).map((b): [Value, Value] => [a, b]));

const overlap = <Value>(a: ReadonlySet<Value>, b: ReadonlySet<Value>): number =>
  a.size === 0 || b.size === 0 ? 0 : [...a].filter((value) => b.has(value)).length / Math.sqrt(a.size * b.size);

function plainCatalogMetrics(buyers: readonly ReadonlySet<number>[], users: number, lists: readonly number[][]) {
  const sizes = buyers.map((own) => own.size);
  const listed = lists.flat();
  const shown = sizes.map((_, item) => listed.filter((other) => other === item).length);
  const gaps = shown.flatMap((a) => shown.map((b) => Math.abs(a - b)));
  const rankOf = (item: number): number =>
    mean(
      [...sizes].sort((a, b) => a - b).flatMap((size, at) => (size === sizes[item] ? [at / (sizes.length - 1)] : [])),
    );
  return {
    coverage: new Set(listed.filter((item) => (sizes[item] ?? 0) > 0)).size / sizes.filter((size) => size > 0).length,
    diversity: mean(
      lists.map(
        (list) =>
          1 - mean(pairsOf(list.slice(0, 10)).map(([a, b]) => overlap(buyers[a] ?? new Set(), buyers[b] ?? new Set()))),
      ),
    ),
    novelty: mean(listed.map((item) => -Math.log2(Math.max(0.5, sizes[item] ?? 0) / users))),
    popularityBias: mean(listed.map(rankOf)),
    averagePopularity: mean(listed.map((item) => sizes[item] ?? 0)),
    // Mean absolute difference over twice the mean.
    gini: mean(gaps) / (2 * mean(shown)),
    personalisation: 1 - mean(pairsOf(lists.map((list) => new Set(list))).map(([a, b]) => overlap(a, b))),
  };
}

function expectClose(found: object, wanted: object): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
  const of: Record<string, unknown> = { ...found };
  for (const [name, value] of Object.entries(wanted))
    expect([name, Math.abs(Number(of[name]) - value) < 1e-9]).toEqual([name, true]);
}

const items = 9;
const aList = fc.uniqueArray(fc.nat(items - 1), { minLength: 2, maxLength: 7 });

describe('REC-14 metrics against a reference written from the formulas', () => {
  it('of one list: recall, NDCG, precision, MAP, MRR, hit rate', () => {
    fc.assert(
      fc.property(
        aList,
        fc.uniqueArray(fc.nat(items - 1), { minLength: 1 }),
        fc.integer({ min: 1, max: 9 }),
        (...[list, wanted, k]) => {
          const relevant = Uint8Array.from({ length: items }, (_, item) => (wanted.includes(item) ? 1 : 0));
          const found = judgeList(Int32Array.from(list), { relevant, relevantCount: wanted.length, k });
          expectClose(found, plainListMetrics(list, new Set(wanted), k));
        },
      ),
    );
  });

  it('of all lists: coverage, diversity, novelty, popularity, Gini, personalisation', () => {
    const users = 6;
    const bought = fc.array(fc.tuple(fc.nat(users - 1), fc.nat(items - 1)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(bought, fc.array(aList, { minLength: 2, maxLength: 6 }), (cells, lists) => {
        const byUser = buildSparseRows({
          rowCount: users,
          columnCount: items,
          rows: Int32Array.from(cells, ([user]) => user),
          columns: Int32Array.from(cells, ([, item]) => item),
        });
        const tally = new CatalogMetricsTally(transposeSparseRows(byUser), lists.length);
        for (const list of lists) tally.add(Int32Array.from(list));
        const buyers = Array.from(
          { length: items },
          (_, item) => new Set(cells.filter((cell) => cell[1] === item).map(([user]) => user)),
        );
        expectClose(tally.finish(), plainCatalogMetrics(buyers, users, lists));
      }),
    );
  });

  it('of categories: the share of pairs that differ, unknown ones aside', () => {
    const diversity = new CategoryDiversity(Int32Array.of(0, 0, 1, 2, -1));
    diversity.add(Int32Array.of(0, 1, 2, 4));
    diversity.add(Int32Array.of(4, 3));
    diversity.add(Int32Array.of(2, 3));
    expect(diversity.finish()).toBeCloseTo((2 / 3 + 1) / 2, 12);
    expect(new CategoryDiversity(Int32Array.of(0)).finish()).toBeNaN();
  });

  it('at the edges: no list, one list, empty lists', () => {
    const byItem = buildSparseRows({ rowCount: 2, columnCount: 2, rows: Int32Array.of(0), columns: Int32Array.of(0) });
    const empty = new CatalogMetricsTally(byItem, 0).finish();
    expect(empty).toEqual({
      coverage: 0,
      diversity: 0,
      novelty: 0,
      popularityBias: 0,
      averagePopularity: 0,
      gini: 0,
      personalisation: NaN,
    });
    const one = new CatalogMetricsTally(byItem, 1);
    one.add(Int32Array.of(0));
    one.add(Int32Array.of());
    expect(one.finish()).toMatchObject({ coverage: 1, averagePopularity: 1, personalisation: NaN });
  });
});
