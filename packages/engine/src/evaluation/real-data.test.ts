import { startKernels } from '@vitrine/kernels';
import { compiledKernels } from '@vitrine/testkit/kernels';
import { readGowalla, readUciOrders, readYoochoose, realDataFolder } from '@vitrine/testkit/real-data';
import { describe, expect, it } from 'vitest';
import { runLab } from '../lab/index.ts';
import { models, type ModelName } from '../models/index.ts';
import { evaluateModel } from './evaluate-model.ts';
import { associationRules, evaluateNextItem, lastItemMarkov } from './next-item.ts';
import { temporalSplit } from './split.ts';

const folder = realDataFolder();
const timeoutMs = 240_000;

describe.skipIf(folder === null)('REC-20 quality on real data (needs VITRINE_TEST_DATA)', () => {
  const data = folder ?? '';

  it(
    'graph filter on the standard gowalla split: recall@20 >= 0.1825, NDCG@20 >= 0.150, under 3 GB',
    () => {
      const { evaluation } = runLab({
        ...readGowalla(data),
        model: 'graph-filter',
        config: { userExponent: 1.2, itemExponent: 0.28, cellExponent: 0.7 },
        top: 20,
        run: { seed: 1, nowSec: 0 },
      });
      expect(evaluation?.users.length).toBe(29_858);
      expect(evaluation?.summary.recall.mean).toBeGreaterThanOrEqual(0.1825);
      expect(evaluation?.summary.ndcg.mean).toBeGreaterThanOrEqual(0.15);
      expect(process.memoryUsage().rss).toBeLessThan(3 * 2 ** 30);
    },
    timeoutMs,
  );

  it(
    'session model on the last day of YooChoose: HR@20 >= 1.22 times the last-item Markov chain, >= 1.07 times association rules',
    () => {
      const sides = readYoochoose(data);
      const options = { k: 20, gapMinutes: 1e6, maskSession: true };
      const session = models.session.fit(sides.train, models.session.defaults, { seed: 1, nowSec: 0 });
      const markov = evaluateNextItem(lastItemMarkov(sides.train, 1e6), sides, options);
      const associated = evaluateNextItem(associationRules(sides.train, 1e6), sides, options);
      const judged = evaluateNextItem(session, sides, options);
      expect([markov.hitRate > 0.37, associated.hitRate > 0.44]).toEqual([true, true]);
      expect(judged.hitRate).toBeGreaterThanOrEqual(1.22 * markov.hitRate);
      expect(judged.hitRate).toBeGreaterThanOrEqual(1.07 * associated.hitRate);
      expect(judged.mrr).toBeGreaterThanOrEqual(1.1 * Math.max(markov.mrr, associated.mrr));
    },
    timeoutMs,
  );

  it(
    'blend on UCI online retail, first purchases after the cut: NDCG@20 >= 1.35 times the best popularity, above each single model',
    async () => {
      const module = await compiledKernels();
      const kernels = () => startKernels({ module });
      const split = temporalSplit(readUciOrders(data), { trainShare: 0.8, keep: 'new-items' });
      const judge = (name: ModelName, raw?: object): number => {
        const definition = models[name];
        const run = { seed: 1, nowSec: split.cutSec, kernels };
        const model = definition.fit(split.train, definition.parseConfig(raw), run);
        return evaluateModel(model, split, { k: 20, seed: 1, bootstrapSamples: 0 }).summary.ndcg.mean;
      };
      const popularity = Math.max(...[7, 14, 30, null].map((halfLifeDays) => judge('popularity', { halfLifeDays })));
      const singles = (['item-knn', 'covisitation', 'graph-filter', 'session'] as const).map((name) => judge(name));
      const ease = judge('ease');
      const blend = judge('blend');
      expect(blend).toBeGreaterThanOrEqual(1.35 * popularity);
      expect(blend).toBeGreaterThan(Math.max(popularity, ease, ...singles));
    },
    timeoutMs,
  );
});
