import { describe, expect, it } from 'vitest';
import { randomSplit } from '../../evaluation/index.ts';
import { InteractionsBuilder } from '../../interactions/index.ts';
import { userItemRows } from '../../interactions/user-item-rows.ts';
import { fitComponents } from './components.ts';
import { blendDefaults } from './config.ts';
import { buildValidationTable, MixtureJudge, validationUsers } from './validation-table.ts';

/** 80 people with 12 of 900 items each, without any taste. */
function noise() {
  const builder = new InteractionsBuilder();
  for (let user = 0; user < 80; user++) {
    for (let at = 0; at < 12; at++)
      builder.add({ userId: `u${user}`, itemId: `i${(user * 7919 + at * 104_729) % 900}` });
  }
  return builder.build();
}

describe('REC-3 blend: judging mixtures', () => {
  const split = randomSplit(noise(), { testShare: 0.3, seed: 3 });
  const names = ['popularity', 'graph-filter'] as const;
  const components = fitComponents(
    split.train,
    { config: blendDefaults, names, phase: 'test' },
    { seed: 1, nowSec: 0 },
  );
  const users = validationUsers(userItemRows(split.test, 'binary'), 100, 1);
  const trend = new Float32Array(split.train.itemIds.length).fill(1);
  const judge = new MixtureJudge(buildValidationTable({ split, users, components, trend }), 20);
  const ndcg = (weights: number[]): number => {
    const values = judge.ndcgPerUser(weights, trend);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };

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
});
