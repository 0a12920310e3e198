// How good and how fast the models are on real data: `npm run bench -- engine-quality [gowalla] [uci] [yoochoose]`.
// Reads the folder named by VITRINE_TEST_DATA; prints one table per data set, seconds as wall / CPU.
import { readGowalla, readUciOrders, readYoochoose, realDataFolder } from '@vitrine/testkit/real-data';
import {
  associationRules,
  contextsOf,
  evaluateModel,
  evaluateNextItem,
  lastItemMarkov,
  models,
  pairedDifference,
  runLab,
  temporalSplit,
  type Evaluation,
  type FittedModel,
  type ModelName,
  type SessionScorer,
  type Split,
} from '@vitrine/engine';

const started = { wallMs: performance.now(), cpu: process.cpuUsage() };

function restartWatch(): void {
  started.wallMs = performance.now();
  started.cpu = process.cpuUsage();
}

function elapsed(): string {
  const { user, system } = process.cpuUsage(started.cpu);
  const wallSec = (performance.now() - started.wallMs) / 1000;
  return `${wallSec.toFixed(1)} / ${((user + system) / 1e6).toFixed(1)} s`;
}

function fit(name: ModelName, split: Split, config?: object): FittedModel {
  return models[name].fit(split.train, models[name].parseConfig(config), { seed: 1, nowSec: split.cutSec });
}

/** Median milliseconds to score the whole catalog for one visitor. */
function scoringMs(model: FittedModel, split: Split, users: Int32Array): string {
  const contexts = contextsOf(split.train, split.cutSec);
  const out = new Float32Array(model.itemIds.length);
  const times = Array.from(users.subarray(0, 300), (user) => {
    const context = contexts.contextOf(user);
    const from = performance.now();
    model.scoreItems(context, out);
    return performance.now() - from;
  });
  return `${(times.sort((a, b) => a - b)[times.length >> 1] ?? NaN).toFixed(2)} ms`;
}

function row(label: string, evaluation: Evaluation, rest: string): void {
  const { recall, ndcg } = evaluation.summary;
  const interval = `${ndcg.low.toFixed(4)}..${ndcg.high.toFixed(4)}`;
  console.log(
    `| ${label} | ${recall.mean.toFixed(4)} | ${ndcg.mean.toFixed(4)} (${interval}) | ${evaluation.catalog.coverage.toFixed(2)} | ${rest} |`,
  );
}

function gowalla(folder: string): void {
  console.log('\ngowalla\n| model | recall@20 | NDCG@20 | coverage | fit wall / CPU |\n|---|---|---|---|---|');
  const split = readGowalla(folder);
  const turbo = { userExponent: 1.2, itemExponent: 0.28, cellExponent: 0.7 };
  for (const [label, model, config] of [
    ['graph-filter 1.2 / 0.28 / 0.7', 'graph-filter', turbo],
    ['graph-filter (defaults)', 'graph-filter', {}],
    ['item-knn (TF-IDF, 100)', 'item-knn', {}],
    ['popularity (no half-life)', 'popularity', { halfLifeDays: null }],
  ] as const) {
    let fitted = '';
    const result = runLab({
      ...split,
      model,
      config,
      top: 20,
      run: { seed: 1, nowSec: 0 },
      onPhase: (phase) => {
        if (phase === 'evaluate') fitted = elapsed();
        else restartWatch();
      },
    });
    if (result.evaluation !== null) row(label, result.evaluation, fitted);
  }
  console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
}

function uci(folder: string): void {
  console.log(
    '\nuci-online-retail\n| model | recall@20 | NDCG@20 | coverage | fit wall / CPU | score one visitor |\n|---|---|---|---|---|---|',
  );
  const split = temporalSplit(readUciOrders(folder), { trainShare: 0.8, keep: 'new-items' });
  const ndcg = new Map<string, Float64Array>();
  for (const [label, model, config] of [
    ...[7, 14, 30, null].map((days) => [`popularity ${days ?? 'no'} d`, 'popularity', { halfLifeDays: days }] as const),
    ['session', 'session', {}],
    ['item-knn', 'item-knn', {}],
    ['graph-filter', 'graph-filter', {}],
    ['covisitation', 'covisitation', {}],
    ['ease', 'ease', {}],
    ['als', 'als', {}],
    ['graph-lowpass', 'graph-lowpass', {}],
    ['user-knn', 'user-knn', {}],
    ['blend', 'blend', {}],
  ] as const) {
    restartWatch();
    const fitted = fit(model, split, config);
    const seconds = elapsed();
    const evaluation = evaluateModel(fitted, split, { k: 20, seed: 1 });
    ndcg.set(label, evaluation.perUser.ndcg);
    row(label, evaluation, `${seconds} | ${scoringMs(fitted, split, evaluation.users)}`);
    if (model === 'blend')
      console.log(
        `\nblend: ${JSON.stringify(fitted.notes['mix'])}; artifact ${(fitted.encode().length / 2 ** 20).toFixed(1)} MB`,
      );
  }
  const blend = ndcg.get('blend') ?? new Float64Array(0);
  for (const [label, values] of ndcg) {
    if (label === 'blend') continue;
    const { mean, low, high } = pairedDifference(blend, values, { seed: 1 });
    console.log(`blend - ${label}: ${mean.toFixed(4)} (${low.toFixed(4)}..${high.toFixed(4)})`);
  }
}

function yoochoose(folder: string): void {
  const sides = readYoochoose(folder);
  console.log('\nyoochoose\n| model | HR@20 | MRR@20 | fit wall / CPU | score one session |\n|---|---|---|---|---|');
  const judge = (label: string, fitOne: () => SessionScorer): number => {
    restartWatch();
    const scorer = fitOne();
    const fitted = elapsed();
    const from = performance.now();
    const { hitRate, mrr, prefixes } = evaluateNextItem(scorer, sides, { k: 20, gapMinutes: 1e6, maskSession: true });
    const each = `${((performance.now() - from) / prefixes).toFixed(2)} ms`;
    console.log(`| ${label} | ${hitRate.toFixed(4)} | ${mrr.toFixed(4)} | ${fitted} | ${each} |`);
    return hitRate;
  };
  const ofModel = (name: ModelName) => () =>
    models[name].fit(sides.train, models[name].defaults, { seed: 1, nowSec: 0 });
  const session = judge('session', ofModel('session'));
  judge('sequential-rules', ofModel('sequential-rules'));
  const markov = judge('last-item Markov', () => lastItemMarkov(sides.train, 1e6));
  const associated = judge('association rules', () => associationRules(sides.train, 1e6));
  console.log(
    `session / Markov ${(session / markov).toFixed(3)}, session / association rules ${(session / associated).toFixed(3)}`,
  );
}

const folder = realDataFolder();
const asked = process.argv.slice(2);
if (folder === null) {
  console.error('Set VITRINE_TEST_DATA to the folder that holds splits/, orders/ and events/.');
  process.exitCode = 1;
} else {
  for (const [name, study] of Object.entries({ yoochoose, uci, gowalla })) {
    if (asked.length === 0 || asked.includes(name)) study(folder);
  }
}
