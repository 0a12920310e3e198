import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluateModel, type Interactions, judgeList, type ListMetrics, models } from '@vitrine/engine';
import { RandomStream } from '@vitrine/kernels';
import type { Bench, Part } from '../bench.ts';
import { generatedEvents } from '../generated.ts';
import { writeRows } from '../gowalla.ts';
import { type Peer, startPeer, writeArray } from '../python.ts';
import type { Row } from '../table.ts';

const k = 20;
const names: readonly (keyof ListMetrics)[] = ['recall', 'ndcg', 'precision', 'map', 'mrr', 'hitRate'];
const tolerance = 1e-6;

interface Drawn {
  /** k a list, -1 where it is shorter. */
  readonly lists: Int32Array;
  /** One user a list. */
  readonly wanted: Interactions;
  readonly ours: Float64Array;
}

/** Lists of any length from none to k against none to 60 wanted items, some all right, some all wrong. */
function drawLists(count: number, items: number): Drawn {
  const random = new RandomStream(3);
  const lists = new Int32Array(count * k).fill(-1);
  const ours = new Float64Array(count * names.length);
  const flags = new Uint8Array(items);
  const [users, rows]: [number[], number[]] = [[], []];
  for (let at = 0; at < count; at++) {
    const order = random.shuffle(Int32Array.from({ length: items }, (_, item) => item));
    const length = at % 5 === 0 ? random.nextBelow(k + 1) : k;
    const wanted = at % 7 === 0 ? 0 : 1 + random.nextBelow(at % 3 === 0 ? 60 : 8);
    const list = order.subarray(0, length);
    lists.set(list, at * k);
    // From the list's own items, from none of them, or as it falls.
    const from = [0, length, random.nextBelow(length + 1)][at % 3] ?? 0;
    const own = order.subarray(from, Math.min(items, from + wanted));
    for (const item of own) flags[item] = 1;
    const judged = judgeList(list, { relevant: flags, relevantCount: own.length, k });
    names.forEach((name, column) => (ours[at * names.length + column] = judged[name]));
    for (const item of own) {
      flags[item] = 0;
      users.push(at);
      rows.push(item);
    }
  }
  const some = rows.length;
  return {
    lists,
    ours,
    wanted: {
      userIds: Array.from({ length: count }, (_, at) => String(at)),
      itemIds: Array.from({ length: items }, (_, at) => String(at)),
      users: Int32Array.from(users),
      items: Int32Array.from(rows),
      weights: new Float32Array(some).fill(1),
      types: new Uint8Array(some),
      timesSec: new Float64Array(some),
      sessions: new Int32Array(some).fill(-1),
    },
  };
}

async function checkLists(bench: Bench, peer: Peer): Promise<Row[]> {
  const count = bench.small ? 500 : 20_000;
  const { lists, wanted, ours } = drawLists(count, 300);
  writeArray(bench.scratch, 'lists.i32', lists);
  writeRows(bench.scratch, 'wanted', wanted);
  const answer = await peer.ask<{ checkedBySklearn: { worst: number; lists: number } }>({
    do: 'judge',
    folder: bench.scratch,
    k,
  });
  const bytes = readFileSync(join(bench.scratch, 'judged.f64'));
  const theirs = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const worst = ours.reduce((most, value, at) => Math.max(most, Math.abs(value - (theirs[at] ?? Number.NaN))), 0);
  const { checkedBySklearn } = answer;
  return [
    {
      what: `${names.join(', ')} of ${count.toLocaleString('en')} random lists against numpy`,
      goal: `${tolerance}`,
      ours: worst.toExponential(1),
      peer: `${checkedBySklearn.worst.toExponential(1)} (numpy against scikit-learn)`,
      ratio: '',
      met: worst <= tolerance && checkedBySklearn.worst <= tolerance,
      remark: `largest difference; lists of 0 to ${k} items, 0 to 60 wanted; NDCG and average precision of ${checkedBySklearn.lists} lists also by scikit-learn`,
    },
  ];
}

/** Whole evaluations: the metrics of lists as a whole, judged for at most 1,000 users, because diversity samples beyond that. */
async function checkCatalog(bench: Bench, peer: Peer): Promise<Row[]> {
  const train = generatedEvents({ users: 900, items: 700, events: 20_000 });
  const test = generatedEvents({ users: 900, items: 700, events: 26_000 });
  const split = { train, test, cutSec: 0 };
  const lists = new Int32Array(train.userIds.length * k).fill(-1);
  const model = models['item-knn'].fit(train, models['item-knn'].defaults, { seed: 1, nowSec: 0 });
  const { catalog, users } = evaluateModel(model, split, {
    k,
    seed: 1,
    bootstrapSamples: 0,
    onList: (user, list) => lists.set(list, user * k),
  });
  writeArray(bench.scratch, 'lists.i32', lists);
  writeRows(bench.scratch, 'train', train);
  const theirs = await peer.ask<Record<string, number>>({ do: 'catalog', folder: bench.scratch, k });
  const differences = Object.entries(theirs).map(
    ([name, value]) => [name, Math.abs(value - (catalog[name as keyof typeof catalog] ?? Number.NaN))] as const,
  );
  return [
    {
      what: 'coverage, diversity, novelty, popularity bias, Gini, personalisation of an evaluation against numpy',
      goal: `${tolerance}`,
      ours: Math.max(...differences.map(([, difference]) => difference)).toExponential(1),
      peer: '',
      ratio: '',
      met: differences.every(([, difference]) => difference <= tolerance),
      remark: `lists of ${users.length} users; ${differences.map(([name, difference]) => `${name} ${difference.toExponential(0)}`).join(', ')}`,
    },
  ];
}

export const metrics: Part = {
  about: 'ranking and beyond-accuracy metrics against numpy and scikit-learn, to 1e-6',
  needsData: false,
  async run(bench) {
    const peer = startPeer('ranking_metrics', { blasThreads: 1, say: bench.say });
    const rows = [...(await checkLists(bench, peer)), ...(await checkCatalog(bench, peer))];
    peer.end();
    return rows;
  },
};
