import { type Interactions, models } from '@vitrine/engine';
import type { Bench, Part } from '../bench.ts';
import { generatedEvents } from '../generated.ts';
import { fitRun, gowallaSplit, judge, writeRows } from '../gowalla.ts';
import { type Cost, interleave, measure, measureOften, medianCost, peakGiB } from '../measure.ts';
import { type Peer, startPeer, writeArray } from '../python.ts';
import { quality, type Row, seconds, speedRow, times } from '../table.ts';

interface LinkAnswer extends Cost {
  readonly links: number;
  readonly sums: readonly number[];
}

/** The visits as one sequence a user, oldest first, for the peer. */
function writeSequences(folder: string, { users, items, timesSec, userIds }: Interactions): void {
  const starts = new Int32Array(userIds.length + 1);
  users.forEach((user) => (starts[user + 1] = (starts[user + 1] ?? 0) + 1));
  for (let user = 0; user < userIds.length; user++) starts[user + 1] = (starts[user + 1] ?? 0) + (starts[user] ?? 0);
  const next = starts.slice();
  const ordered = { items: new Int32Array(items.length), times: new Float64Array(items.length) };
  users.forEach((user, row) => {
    const to = next[user] ?? 0;
    next[user] = to + 1;
    ordered.items[to] = items[row] ?? 0;
    ordered.times[to] = timesSec[row] ?? 0;
  });
  writeArray(folder, 'sequences.starts.i32', starts);
  writeArray(folder, 'sequences.items.i32', ordered.items);
  writeArray(folder, 'sequences.times.f64', ordered.times);
}

export const covisitation: Part = {
  about: 'links of visits within ten steps and a day, ten million events, against scipy',
  needsData: false,
  async run(bench) {
    const tenth = bench.small ? 0.1 : 1;
    const events = generatedEvents({ users: 200_000 * tenth, items: 100_000 * tenth, events: 10_000_000 * tenth });
    writeSequences(bench.scratch, events);
    const peer = startPeer('covisitation', { blasThreads: 1, say: bench.say });
    const config = models.covisitation.parseConfig({ neighbours: 200 });
    const fit = () => measure(() => models.covisitation.fit(events, config, fitRun(bench)));
    const itemCount = events.itemIds.length;
    const sample = 1000;
    let answer: LinkAnswer | null = null;
    const cost = await interleave(bench.rounds, {
      ours: () => fit().cost,
      peer: async () =>
        (answer = await peer.ask<LinkAnswer>({
          do: 'links',
          folder: bench.scratch,
          items: itemCount,
          steps: 10,
          seconds: 86_400,
          backward: 0.5,
          decay: 0.8,
          top: 200,
          sample,
        })),
    });
    peer.end();
    const { value } = fit();
    const peak = peakGiB();
    const theirs: readonly number[] = (answer as LinkAnswer | null)?.sums ?? [];
    const ours = theirs.map((_, at) => {
      const out = new Float32Array(itemCount);
      value.similarItems(at * Math.max(1, Math.floor(itemCount / sample)), out);
      return out.reduce((sum, link) => sum + link, 0);
    });
    const worst = Math.max(
      ...ours.map((sum, at) => Math.abs(sum - (theirs[at] ?? 0)) / Math.max(1e-9, theirs[at] ?? 0)),
    );
    const row = speedRow({
      what: `co-visitation, ${events.users.length.toLocaleString('en')} events, wall, 2 threads against 1`,
      least: 1.5,
      oursSec: cost.ours.wallSec,
      peerSec: cost.peer.wallSec,
      also: worst < 1e-4,
      remark: `${bench.rounds} runs; CPU ${seconds(cost.ours.cpuSec)} against ${seconds(cost.peer.cpuSec)}, ${times(cost.peer.cpuSec / cost.ours.cpuSec)}; sums of ${theirs.length} rows agree to ${worst.toExponential(1)}`,
    });
    return [
      row,
      {
        what: 'peak memory of the same, events included',
        goal: 'under 2 GB',
        ours: `${peak.toFixed(2)} GiB`,
        peer: '',
        ratio: '',
        met: peak * 1.073_741_824 < 2,
        remark: 'maximum resident set after all fits in one process',
      },
    ];
  },
};

/** Settings of the neighbourhood ridge that stand beside exact EASE on gowalla. */
const ridgeSettings = { exactItems: 0, neighbours: 120, regularization: 80 };
const easeRegularization = 80;
/** Of exact EASE on this split with this regularisation, as published by openbenchmark/BARS. */
const published = { recall: 0.1765, ndcg: 0.1467 };

interface ExactAnswer extends Cost {
  readonly recall: number;
  readonly ndcg: number;
}

/** Seconds of numpy on the whole catalog: measured, or from two smaller ones by the cube. */
async function exactEase(
  study: { bench: Bench; peer: Peer },
  items: number,
): Promise<{ sec: number; how: string; quality: string }> {
  const { bench, peer } = study;
  const base = { folder: bench.scratch, regularization: easeRegularization };
  if (bench.exact) {
    const answer = await peer.ask<ExactAnswer>({ do: 'quality', ...base });
    return {
      sec: answer.wallSec,
      how: 'numpy run whole, once',
      quality: `${quality(answer.recall, answer.ndcg)} measured`,
    };
  }
  const sizes = bench.small ? [1024, 2048] : [4096, 8192];
  const found: string[] = [];
  let sec = 0;
  for (const size of sizes) {
    const runs: Cost[] = [];
    for (let round = 0; round < bench.rounds; round++)
      runs.push(await peer.ask<Cost>({ do: 'ease', ...base, items: size }));
    const { wallSec, cpuSec } = medianCost(runs);
    const times = (items / size) ** 3;
    sec = wallSec * times;
    found.push(`${size} items ${seconds(wallSec)} (x n^3: ${sec.toFixed(0)} s, CPU ${(cpuSec * times).toFixed(0)} s)`);
  }
  return {
    sec,
    how: `numpy NOT run whole: ${found.join(', ')}; the larger one scaled`,
    quality: `${quality(published.recall, published.ndcg)} published`,
  };
}

export const ridge: Part = {
  about: 'the neighbourhood ridge on gowalla against exact EASE by numpy (scaled by n^3; --exact runs it whole)',
  needsData: true,
  async run(bench) {
    const split = gowallaSplit(bench);
    writeRows(bench.scratch, 'train', split.train);
    writeRows(bench.scratch, 'test', split.test);
    const peer = startPeer('exact_ease', { blasThreads: 2, say: bench.say });
    const exact = await exactEase({ bench, peer }, split.train.itemIds.length);
    peer.end();
    bench.say(exact.how);
    const config = models.ease.parseConfig(ridgeSettings);
    const fit = () => measure(() => models.ease.fit(split.train, config, fitRun(bench)));
    const found = judge(fit().value, split, bench);
    const ours = medianCost(Array.from({ length: bench.rounds }, () => fit().cost));
    return [
      speedRow({
        what: 'neighbourhood ridge on gowalla, fit, wall, 2 threads, against exact EASE by numpy, 2 threads',
        least: 20,
        oursSec: ours.wallSec,
        peerSec: exact.sec,
        remark: `${bench.rounds} runs, CPU ${seconds(ours.cpuSec)}; ${found.text} against ${exact.quality}; ${exact.how}`,
      }),
    ];
  },
};

export const big: Part = {
  about: 'ten million events, 200,000 users, 100,000 items: the default training on two cores',
  needsData: false,
  run(bench) {
    const tenth = bench.small ? 0.1 : 1;
    const events = generatedEvents({ users: 200_000 * tenth, items: 100_000 * tenth, events: 10_000_000 * tenth });
    bench.say(`generated; ${peakGiB().toFixed(2)} GiB`);
    const nowSec = events.timesSec.at(-1) ?? 0;
    const phases = new Set<string>();
    let peak = 0;
    const { value, cost } = measureOften(bench, () => {
      const run = fitRun(bench, { nowSec });
      const model = models.blend.fit(events, models.blend.defaults, {
        ...run,
        progress: (done, total, phase) => {
          if (!phases.has(phase)) bench.say(`begins: ${phase}`);
          phases.add(phase);
          run.progress?.(done, total, phase);
        },
      });
      // Of the first alone: later ones find what it left behind.
      if (peak === 0) peak = peakGiB();
      return model;
    });
    bench.say(JSON.stringify(value.notes).slice(0, 4000));
    const what = `default training (auto), ${events.users.length.toLocaleString('en')} events, 2 threads`;
    const rows: Row[] = [
      {
        what: `${what}, wall`,
        goal: 'under 300 s',
        ours: seconds(cost.wallSec),
        peer: '',
        ratio: '',
        met: cost.wallSec < 300,
        remark: `${bench.rounds} runs; CPU ${seconds(cost.cpuSec)}; ${phases.size} named phases of progress`,
      },
      {
        what: `${what}, peak memory`,
        goal: 'under 6 GB',
        ours: `${peak.toFixed(2)} GiB`,
        peer: '',
        ratio: '',
        met: peak * 1.073_741_824 < 6,
        remark: 'maximum resident set after the first training, events included',
      },
    ];
    return Promise.resolve(rows);
  },
};
