import { aShop } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { anonymousContext, contextsOf } from '../interactions/index.ts';
import type { FittedModel, ModelName } from './model.ts';
import { models } from './registry.ts';

describe('REC-10 somebody of whom nothing is known', () => {
  const shop = aShop({ users: 80, items: 40 });
  const nowSec = 1_710_000_000;
  const fit = (name: ModelName): FittedModel => models[name].fit(shop, models[name].defaults, { seed: 1, nowSec });
  const scoresOf = (model: FittedModel): Float32Array => {
    const out = new Float32Array(model.itemIds.length);
    model.scoreItems(anonymousContext(nowSec), out);
    return out;
  };
  const counts = new Float32Array(40);
  for (const item of shop.items) counts[item] = (counts[item] ?? 0) + 1;
  const byCount = [...counts.keys()].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b).slice(0, 5);

  it.each(['ease', 'als', 'item-knn', 'user-knn', 'covisitation', 'graph-lowpass', 'session'] as const)(
    'gets from %s what most took, alone, among others and with a reason that is true',
    (name) => {
      const model = fit(name);
      const scores = scoresOf(model);
      expect([...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, 5)).toEqual(
        byCount,
      );
      const lists: number[][] = [];
      const contexts = [
        contextsOf(shop, nowSec).contextOf(3),
        anonymousContext(nowSec),
        contextsOf(shop, nowSec).contextOf(4),
      ];
      model.recommendMany({ contexts, k: 5 }, (at, list) => (lists[at] = [...list]));
      expect(lists[1]).toEqual(byCount);
      expect(lists[0]).not.toEqual(byCount);
      const [best = 0] = byCount;
      const { parts, anchors } = model.explainItem(anonymousContext(nowSec), best);
      expect(anchors).toEqual([]);
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(scores[best] ?? NaN, 6);
    },
  );

  it.each(['ease', 'als', 'item-knn'] as const)('%s takes who was only shown things for one of them', (name) => {
    const model = fit(name);
    const shown = { items: Int32Array.of(7, 9), weights: new Float32Array(2), ageSec: Float64Array.of(1, 2) };
    const scores = new Float32Array(40);
    model.scoreItems({ ...anonymousContext(nowSec), history: shown }, scores);
    expect(scores).toEqual(scoresOf(model));
  });
});
