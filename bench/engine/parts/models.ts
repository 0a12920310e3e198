import {
  contextsOf,
  type Evaluation,
  evaluateModel,
  type FittedModel,
  type ModelName,
  modelNames,
  models,
  type Split,
} from '@vitrine/engine';
import { type Bench, dataOf, type Part } from '../bench.ts';
import { dataSetOf } from '../data-sets.ts';
import { fitRun } from '../gowalla.ts';
import { measureOften, median } from '../measure.ts';
import { milliseconds, quality, type Row, seconds } from '../table.ts';

/** Settings that are judged beside the defaults. */
const alsoJudged: readonly { readonly model: ModelName; readonly label: string; readonly config: object }[] = [
  { model: 'popularity', label: 'popularity, half-life 7 d', config: { halfLifeDays: 7 } },
  {
    model: 'graph-filter',
    label: 'graph-filter 1.2 / 0.28 / 0.7',
    config: { userExponent: 1.2, itemExponent: 0.28, cellExponent: 0.7 },
  },
];

/** Median milliseconds to score the whole catalog for one visitor, as a shop asks. */
function scoringMs(model: FittedModel, split: Split, users: Int32Array): number {
  const contexts = contextsOf(split.train, split.cutSec);
  const out = new Float32Array(model.itemIds.length);
  return median(
    Array.from(users.subarray(0, 300), (user) => {
      const context = contexts.contextOf(user);
      const beganMs = performance.now();
      model.scoreItems(context, out);
      return performance.now() - beganMs;
    }),
  );
}

function rowOf(what: string, { summary, catalog }: Evaluation, cost: string): Row {
  const { recall, ndcg } = summary;
  const intervals = [recall, ndcg].map(({ low, high }) => `${low.toFixed(4)}..${high.toFixed(4)}`).join(' / ');
  return {
    what: `${what}, recall@20 / NDCG@20`,
    goal: '',
    ours: quality(recall.mean, ndcg.mean),
    peer: '',
    ratio: '',
    met: null,
    remark: `${intervals} (95 %); coverage ${catalog.coverage.toFixed(2)}; ${cost}`,
  };
}

/** What needs descriptions of items or was trained elsewhere has nothing to learn from these files. */
const judged = modelNames.filter((name) => !['hybrid', 'content'].includes(name));

export const everyModel: Part = {
  about:
    'every model by itself on two data sets: quality with intervals, coverage, what it costs to train, ask and keep',
  needsData: true,
  sets: ['UCI online retail', 'gowalla'],
  async run(bench: Bench) {
    const set = dataSetOf(bench);
    const split = await set.read(dataOf(bench));
    const limit = bench.small ? { maxUsers: 2000 } : {};
    const defaults = judged.map((model) => ({ model, label: model === 'blend' ? 'auto' : model, config: {} }));
    return [...defaults, ...alsoJudged].map(({ model, label, config }) => {
      const definition = models[model];
      const run = () =>
        definition.fit(split.train, definition.parseConfig(config), fitRun(bench, { nowSec: split.cutSec }));
      const { value, cost } = measureOften(bench, run);
      const evaluation = evaluateModel(value, split, { k: 20, seed: 1, ...limit });
      const asked = milliseconds(scoringMs(value, split, evaluation.users));
      const size = `${(value.encode().byteLength / 2 ** 20).toFixed(1)} MiB`;
      bench.endKernels();
      const fits = `${bench.rounds} fits, ${seconds(cost.cpuSec)} CPU`;
      bench.say(`${label}: ${quality(evaluation.summary.recall.mean, evaluation.summary.ndcg.mean)}, ${fits}`);
      return rowOf(`${set.name}, ${label}`, evaluation, `${fits}; one visitor ${asked}; kept ${size}`);
    });
  },
};
