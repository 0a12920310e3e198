import { evaluateModel, type ModelName, modelNames, models, pairedDifference, type Split } from '@vitrine/engine';
import { readUciOrders } from '@vitrine/testkit/real-data';
import { type Bench, dataOf, type Part } from '../bench.ts';
import { byTime, dataSetOf, dataSets } from '../data-sets.ts';
import { fitRun } from '../gowalla.ts';
import { type Cost, measure } from '../measure.ts';
import { judgePeer, writeSplit } from '../peer-models.ts';
import { startPeer } from '../python.ts';
import { type Row, seconds, times } from '../table.ts';

interface Judged {
  readonly label: string;
  readonly ndcg: number;
  /** Of ours. */
  readonly fit?: Cost;
  readonly perUser: Float64Array | null;
  readonly users: Int32Array | null;
}

function judgeOurs(bench: Bench, split: Split, which: { label: string; model: ModelName; config?: object }): Judged {
  const definition = models[which.model];
  const config = definition.parseConfig(which.config ?? {});
  const { value, cost } = measure(() => definition.fit(split.train, config, fitRun(bench, { nowSec: split.cutSec })));
  const { summary, perUser, users } = evaluateModel(value, split, {
    k: 20,
    seed: 1,
    bootstrapSamples: 0,
    maxUsers: 3000,
  });
  bench.endKernels();
  bench.say(
    `${which.label}: NDCG@20 ${summary.ndcg.mean.toFixed(4)}, fit ${seconds(cost.wallSec)}, CPU ${seconds(cost.cpuSec)}`,
  );
  return { label: which.label, ndcg: summary.ndcg.mean, fit: cost, perUser: perUser.ndcg, users };
}

/** A cut that says nothing of time is judged in the same way; the history's age counts from the last event. */
function atTheEnd(split: Split): Split {
  return split.cutSec > 0 ? split : { ...split, cutSec: split.train.timesSec.at(-1) ?? 0 };
}

const popularity = [3, 7, 14, 30, 90, null].map((halfLifeDays) => ({
  label: `popularity ${halfLifeDays === null ? 'without half-life' : `${halfLifeDays} d`}`,
  model: 'popularity' as const,
  config: { halfLifeDays },
}));

const fitOf = ({ fit }: Judged): string =>
  fit === undefined ? '' : `auto fitted once, ${seconds(fit.wallSec)}, CPU ${seconds(fit.cpuSec)}`;

const bestOf = (judged: readonly Judged[]): Judged | undefined => judged.toSorted((a, b) => b.ndcg - a.ndcg)[0];

export const uci: Part = {
  about: 'UCI online retail by time: auto against the best popularity, ALS and EASE that know no time',
  needsData: true,
  async run(bench) {
    const split = byTime(readUciOrders(dataOf(bench)));
    const auto = judgeOurs(bench, split, { label: 'auto', model: 'blend' });
    const groups = {
      'half-life popularity': popularity.map((which) => judgeOurs(bench, split, which)),
      ALS: [
        { factors: 32 },
        { factors: 64 },
        { factors: 64, unobserved: 0.1, regularization: 0.01 },
        { factors: 128 },
        { factors: 64, scaling: 'plain', confidence: 3 },
        { factors: 64, scaling: 'plain' },
      ].map((config) => judgeOurs(bench, split, { label: `ALS ${JSON.stringify(config)}`, model: 'als', config })),
      'EASE without time': [50, 200, 500].map((regularization) =>
        judgeOurs(bench, split, { label: `EASE ${regularization}`, model: 'ease', config: { regularization } }),
      ),
    };
    const users = auto.users ?? new Int32Array(0);
    writeSplit(bench.scratch, split, users);
    const peer = startPeer('factors', { blasThreads: 1, say: bench.say });
    const theirs = await judgePeer(peer, { folder: bench.scratch, split, users }, 'als');
    peer.end();
    bench.say(`implicit ALS 64: NDCG@20 ${theirs.ndcg.toFixed(4)}`);
    groups.ALS.push({ label: 'implicit ALS 64', ndcg: theirs.ndcg, perUser: null, users: null });
    const goals = { 'half-life popularity': 1.7, ALS: 1.25, 'EASE without time': 1.2 };
    return Object.entries(groups).flatMap(([name, judged]) => {
      const best = bestOf(judged);
      if (best === undefined) return [];
      const least = goals[name as keyof typeof goals];
      const ratio = auto.ndcg / best.ndcg;
      return [
        {
          what: `UCI online retail, temporal 80/20, first purchases, auto against ${name}, NDCG@20`,
          goal: `${least}x`,
          ours: auto.ndcg.toFixed(4),
          peer: `${best.ndcg.toFixed(4)} (${best.label})`,
          ratio: times(ratio),
          met: ratio >= least,
          remark: `the best of ${judged.length} settings on the test itself; ${users.length} users; ${fitOf(auto)}`,
        },
      ];
    });
  },
};

/** One data set: every model at its defaults, auto, and two models of `implicit`. */
async function judgeSet(bench: Bench): Promise<Row> {
  const set = dataSetOf(bench);
  const split = atTheEnd(await set.read(dataOf(bench)));
  const singles = modelNames.filter((name) => !['blend', 'hybrid', 'popularity', 'content'].includes(name));
  const auto = judgeOurs(bench, split, { label: 'auto', model: 'blend' });
  const judged = [
    ...popularity.map((which) => judgeOurs(bench, split, which)),
    ...singles.map((model) => judgeOurs(bench, split, { label: model, model })),
  ];
  const users = auto.users ?? new Int32Array(0);
  writeSplit(bench.scratch, split, users);
  const peer = startPeer('factors', { blasThreads: 1, say: bench.say });
  for (const model of ['als', 'tf-idf'] as const) {
    const { ndcg } = await judgePeer(peer, { folder: bench.scratch, split, users }, model);
    judged.push({ label: `implicit ${model}`, ndcg, perUser: null, users: null });
  }
  peer.end();
  const best = bestOf(judged);
  const rank = 1 + judged.filter((other) => other.ndcg > auto.ndcg).length;
  const gap =
    auto.perUser !== null && best?.perUser != null ? pairedDifference(auto.perUser, best.perUser, { seed: 1 }) : null;
  const difference =
    gap === null
      ? 'difference to the best single not paired'
      : `difference to the best single ${gap.low.toFixed(4)}..${gap.high.toFixed(4)} (95 %)`;
  const all = judged.toSorted((a, b) => b.ndcg - a.ndcg).map((one) => `${one.label} ${one.ndcg.toFixed(4)}`);
  return {
    what: `${set.name} (${set.shape}), NDCG@20`,
    goal: 'auto not behind any single model',
    ours: auto.ndcg.toFixed(4),
    peer: `${best?.ndcg.toFixed(4) ?? ''} (${best?.label ?? ''})`,
    ratio: times(auto.ndcg / (best?.ndcg ?? Number.NaN)),
    met: auto.ndcg >= (best?.ndcg ?? 0),
    remark: `rank ${rank} of ${judged.length + 1}; ${difference}; ${users.length} users; ${split.train.itemIds.length} items; ${fitOf(auto)}; ${all.join(', ')}`,
  };
}

export const shapes: Part = {
  about: 'auto with one setting on data of nine shapes, against every single model and implicit',
  needsData: true,
  sets: dataSets.map(({ name }) => name),
  run: async (bench) => [await judgeSet(bench)],
};
