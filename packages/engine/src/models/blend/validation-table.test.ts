import { TopK } from '@vitrine/kernels';
import { aShop } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { evaluateModel, judgeList, randomSplit, type Split, temporalSplit } from '../../evaluation/index.ts';
import { InteractionsBuilder } from '../../interactions/index.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';
import type { ComponentName } from '../component-kinds.ts';
import { models } from '../registry.ts';
import { fitComponents } from './components.ts';
import { blendDefaults } from './config.ts';
import { buildValidationTable, MixtureJudge, scoreColumn, validationUsers } from './validation-table.ts';

/** 80 people with 12 of 900 items each, without any taste. */
function noise() {
  const builder = new InteractionsBuilder();
  for (let user = 0; user < 80; user++) {
    for (let at = 0; at < 12; at++)
      builder.add({ userId: `u${user}`, itemId: `i${(user * 7919 + at * 104_729) % 900}` });
  }
  return builder.build();
}

function judging(split: Split, names: readonly ComponentName[]) {
  const components = fitComponents(
    split.train,
    { config: blendDefaults, names, phase: 'test' },
    { seed: 1, nowSec: split.cutSec },
  );
  const users = validationUsers(userItemRows(split.test, 'binary'), 100, 1);
  const trend = new Float32Array(split.train.itemIds.length).fill(1);
  const table = buildValidationTable({ split, users, components, trend });
  return { components, users, trend, table, judge: new MixtureJudge(table, 20) };
}

const meanOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('REC-3 blend: judging mixtures', () => {
  const split = randomSplit(noise(), { testShare: 0.3, seed: 3 });
  const { trend, table, users, judge } = judging(split, ['popularity', 'graph-filter']);
  const ndcg = (weights: number[]): number => meanOf(judge.ndcgPerUser(weights, trend));

  it('finds nothing in noise, least of all with all weights negative', () => {
    expect(ndcg([-1, -1])).toBeLessThan(0.15);
    expect(ndcg([1, 1])).toBeLessThan(0.15);
  });

  it('judges the same whether weights change one by one or all at once', () => {
    const before = ndcg([0.3, 1]);
    ndcg([0.5, 1]);
    ndcg([0.5, -0.25]);
    expect(ndcg([0.3, 1])).toBeCloseTo(before, 12);
  });

  it('counts everybody who is judged, also those of whose items none is a candidate', () => {
    expect(table.places.length).toBeLessThan(users.length);
    expect(judge.ndcgPerUser([1, 1], trend)).toHaveLength(users.length);
  });

  it.each([[[0, 0]], [[0, 1]], [[1, 0]], [[-0.5, 1]]])(
    'ranks the candidates under %j as a selection does, ties in the order of the catalog',
    (weights) => {
      const expected = new Float64Array(users.length);
      const best = new TopK(20);
      for (const [row, place] of table.places.entries()) {
        const [begin = 0, end = 0] = table.starts.subarray(row, row + 2);
        const columns = table.columns.map((column) => column.subarray(begin, end));
        const sums = Float64Array.from({ length: end - begin }, (_, at) =>
          columns.reduce((sum, column, of) => sum + (weights[of] ?? 0) * (column[at] ?? 0), 0),
        );
        const relevant = new Uint8Array(end - begin);
        const [firstHit, lastHit] = table.hitStarts.subarray(row, row + 2);
        for (const cell of table.hits.subarray(firstHit, lastHit)) relevant[cell - begin] = 1;
        const list = best.indices.subarray(0, best.select(sums));
        const [relevantCount = 0] = table.relevantCounts.subarray(row);
        expected[place] = judgeList(list, { relevant, relevantCount, k: 20 }).ndcg;
      }
      const found = judge.ndcgPerUser(weights, trend);
      expect(Math.max(...found.map((value, user) => Math.abs(value - (expected[user] ?? 1))))).toBeLessThan(1e-12);
    },
  );

  it('judges as an evaluation of the mixture does where every item is a candidate', () => {
    const shop = temporalSplit(aShop({ users: 90, items: 70, eventsPerUser: 14 }), {
      trainShare: 0.8,
      keep: 'new-items',
    });
    const names = ['popularity', 'graph-filter', 'covisitation'] as const;
    const judged = judging(shop, names);
    const weights = [0.3, 1, -0.25];
    const mix = { weights: Object.fromEntries(names.map((name, at) => [name, weights[at]])) };
    const blend = models.blend.fit(shop.train, models.blend.parseConfig({ mix }), { seed: 1, nowSec: shop.cutSec });
    const { summary } = evaluateModel(blend, shop, { k: 20, seed: 1, bootstrapSamples: 0 });
    expect(meanOf(judged.judge.ndcgPerUser(weights, judged.trend))).toBeCloseTo(summary.ndcg.mean, 6);
    judged.components.forEach((component, at) =>
      expect(scoreColumn(judged.table, shop, component)).toEqual(judged.table.columns[at]),
    );
  });
});
