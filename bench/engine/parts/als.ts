import type { Interactions } from '@vitrine/engine';
// The factors themselves: a fitted model gives scores only, and its threads live as long as it does.
import { fitAls } from '../../../packages/engine/src/models/als/fit.ts';
import { models } from '@vitrine/engine';
import type { Bench, Part } from '../bench.ts';
import { fitRun, gowallaSplit, writeRows } from '../gowalla.ts';
import { type Cost, median, medianCost, startWatch } from '../measure.ts';
import { type Peer, startPeer, writeArray } from '../python.ts';
import { type Row, seconds, speedRow, times } from '../table.ts';

const loss = { regularization: 0.05, confidence: 10 } as const;
const sizes = [
  { factors: 64, epochs: 7, least: 2.5 },
  { factors: 128, epochs: 5, least: 1.8 },
  { factors: 256, epochs: 4, least: 1.5 },
] as const;

/** Trainings with one and two threads beside one another in each round: the clock of a shared host drifts by half within minutes. */
const pairs = 4;

interface Study {
  readonly bench: Bench;
  readonly train: Interactions;
  readonly peer: Peer;
}

interface Task {
  readonly factors: number;
  readonly epochs: number;
  readonly steps: number;
}

/** An epoch of ours: from the beginning of the first to that of the last. */
function ourEpoch({ bench, train }: Study, task: Task, threads: number): Cost & { readonly values: Float32Array } {
  const marks: Cost[] = [];
  const watch = startWatch();
  const config = { ...models.als.defaults, ...task, ...loss, scaling: 'plain' };
  const fitted = fitAls(train, models.als.parseConfig(config) as Parameters<typeof fitAls>[1], {
    ...fitRun(bench, { threads }),
    progress: () => marks.push(watch()),
  });
  const [first, last] = [marks[0], marks[task.epochs - 1]];
  if (first === undefined || last === undefined) throw new Error('a training of ALS told fewer steps than epochs');
  const epochs = task.epochs - 1;
  return {
    wallSec: (last.wallSec - first.wallSec) / epochs,
    cpuSec: (last.cpuSec - first.cpuSec) / epochs,
    values: fitted.values,
  };
}

function peerEpoch({ bench, peer }: Study, task: Task, threads: number): Promise<Cost> {
  const { factors, epochs } = task;
  return peer.ask<Cost>({ do: 'epoch', folder: bench.scratch, factors, epochs, threads, ...loss });
}

async function lossOf({ bench, peer }: Study, ours?: { values: Float32Array; factors: number }): Promise<number> {
  const base = { do: 'loss', folder: bench.scratch, ...loss };
  if (ours === undefined) return (await peer.ask<{ loss: number }>(base)).loss;
  writeArray(bench.scratch, 'whitened.f32', ours.values);
  const answer = await peer.ask<{ loss: number }>({ ...base, ours: 'whitened.f32', factors: ours.factors });
  return answer.loss;
}

async function compare(study: Study, size: (typeof sizes)[number]): Promise<Row[]> {
  const { bench } = study;
  const { factors, epochs, least } = size;
  await peerEpoch(study, { factors, epochs, steps: 3 }, 1);
  const theirLoss = await lossOf(study);
  // As few steps of conjugate gradients as give no higher a loss.
  let [steps, ourLoss] = [1, Number.POSITIVE_INFINITY];
  while (steps < 3 && !(ourLoss <= theirLoss)) {
    steps++;
    const { values } = ourEpoch(study, { factors, epochs, steps }, 1);
    ourLoss = await lossOf(study, { values, factors });
  }
  bench.say(`${factors} factors: loss ${theirLoss.toFixed(0)} theirs, ${ourLoss.toFixed(0)} ours with ${steps} steps`);
  const [one, two, theirOne, theirTwo]: [Cost[], Cost[], Cost[], Cost[]] = [[], [], [], []];
  const task = { factors, epochs, steps };
  for (let round = 0; round < bench.rounds; round++) {
    theirOne.push(await peerEpoch(study, task, 1));
    theirTwo.push(await peerEpoch(study, task, 2));
    for (let pair = 0; pair < pairs; pair++) {
      const turns = pair % 2 === 0 ? ([1, 2] as const) : ([2, 1] as const);
      for (const threads of turns) (threads === 1 ? one : two).push(ourEpoch(study, task, threads));
    }
  }
  const fine = ourLoss <= theirLoss;
  const remark = `${bench.rounds} runs; loss ${ourLoss.toFixed(0)} (CG ${steps}) against ${theirLoss.toFixed(0)} (CG 3) after ${epochs} epochs`;
  const gain = median(one.map((cost, at) => cost.wallSec / (two[at]?.wallSec ?? Number.NaN)));
  const busy = median(two.map((cost) => cost.cpuSec / (2 * cost.wallSec)));
  return [
    speedRow({
      what: `ALS epoch, gowalla, ${factors} factors, 1 thread, CPU`,
      least,
      oursSec: medianCost(one).cpuSec,
      peerSec: medianCost(theirOne).cpuSec,
      also: fine,
      remark,
    }),
    speedRow({
      what: `ALS epoch, gowalla, ${factors} factors, 2 threads, wall`,
      least,
      oursSec: medianCost(two).wallSec,
      peerSec: medianCost(theirTwo).wallSec,
      also: fine,
      remark,
    }),
    {
      what: `our own gain from 1 to 2 threads, ${factors} factors, wall`,
      goal: '1.8x',
      ours: seconds(medianCost(two).wallSec),
      peer: `${seconds(medianCost(one).wallSec)} (ours, 1 thread)`,
      ratio: times(gain),
      met: gain >= 1.8,
      remark: `${one.length} pairs of runs, the median of their gains; CPU ${seconds(medianCost(one).cpuSec)} and ${seconds(medianCost(two).cpuSec)}; both threads computed ${(100 * busy).toFixed(0)} % of the time`,
    },
  ];
}

export const als: Part = {
  about: 'an epoch of implicit ALS against implicit (CG 3), by loss, one and two threads',
  needsData: true,
  async run(bench) {
    const { train } = gowallaSplit(bench);
    writeRows(bench.scratch, 'train', train);
    const peer = startPeer('factors', { blasThreads: 1, say: bench.say });
    const rows: Row[] = [];
    for (const size of sizes) rows.push(...(await compare({ bench, train, peer }, size)));
    peer.end();
    return rows;
  },
};
