import { models } from '@vitrine/engine';
import type { Bench, Part } from '../bench.ts';
import { fitRun, gowallaSplit, judge, writeRows } from '../gowalla.ts';
import { type Cost, interleave, measure, measureOften, peakGiB } from '../measure.ts';
import { type Peer, startPeer } from '../python.ts';
import { quality, type Row, seconds, times } from '../table.ts';

const peerName = 'implicit ALS 64 x 15';

/** A fit of the library against which whole trainings are measured. */
function peerFit(bench: Bench, peer: Peer): Promise<Cost> {
  return peer.ask<Cost>({ do: 'fit', folder: bench.scratch, factors: 64, epochs: 15, threads: 2 });
}

/** A share of somebody's time that must not be exceeded. */
function shareRow(row: { what: string; most: number; oursSec: number; peerSec: number; remark: string }): Row {
  const share = row.oursSec / row.peerSec;
  return {
    what: row.what,
    goal: `under ${row.most} of its time`,
    ours: seconds(row.oursSec),
    peer: `${seconds(row.peerSec)} (${peerName})`,
    ratio: times(share),
    met: share < row.most,
    remark: row.remark,
  };
}

function qualityRow(what: string, least: readonly [number, number], found: { recall: number; ndcg: number }): Row {
  return {
    what: `${what}, recall@20 / NDCG@20`,
    goal: quality(...least),
    ours: quality(found.recall, found.ndcg),
    peer: '0.1920 / 0.1617 (published bests)',
    ratio: times(found.ndcg / least[1]),
    met: found.recall >= least[0] && found.ndcg >= least[1],
    remark: 'all test users; repeats to the last digit but for the order of float32 sums',
  };
}

export const graphFilter: Part = {
  about: "the graph filter's fit on gowalla against implicit ALS 64 x 15",
  needsData: true,
  async run(bench) {
    const split = gowallaSplit(bench);
    writeRows(bench.scratch, 'train', split.train);
    const peer = startPeer('factors', { blasThreads: 1, say: bench.say });
    const definition = models['graph-filter'];
    const rows: Row[] = [];
    for (const [label, config] of [
      ['at its defaults', {}],
      ['with exponents 1.2 / 0.28 / 0.7', { userExponent: 1.2, itemExponent: 0.28, cellExponent: 0.7 }],
    ] as const) {
      const fit = () => measure(() => definition.fit(split.train, definition.parseConfig(config), fitRun(bench)));
      const fitted = fit().value;
      // Rows of the graph that a training does not sum are summed here: the whole price is both.
      const judged = measure(() => judge(fitted, split, bench));
      const cost = await interleave(bench.rounds, { ours: () => fit().cost, peer: () => peerFit(bench, peer) });
      rows.push(
        shareRow({
          what: `graph filter ${label}, fit on gowalla, wall, 2 threads`,
          most: 0.3,
          oursSec: cost.ours.wallSec,
          peerSec: cost.peer.wallSec,
          remark: `${bench.rounds} runs; CPU ${seconds(cost.ours.cpuSec)} against ${seconds(cost.peer.cpuSec)}; ${judged.value.text}; lists of all users take ${seconds(judged.cost.wallSec)} more (CPU ${seconds(judged.cost.cpuSec)})`,
        }),
      );
    }
    peer.end();
    return rows;
  },
};

export const lowpass: Part = {
  about: 'graph-lowpass on gowalla at its default settings',
  needsData: true,
  async run(bench) {
    const split = gowallaSplit(bench);
    const definition = models['graph-lowpass'];
    const { value, cost } = measureOften(bench, () => definition.fit(split.train, definition.defaults, fitRun(bench)));
    const row = qualityRow('gowalla, graph-lowpass at its defaults', [0.1865, 0.1535], judge(value, split, bench));
    const fits = `${bench.rounds} fits, ${seconds(cost.wallSec)} wall, ${seconds(cost.cpuSec)} CPU`;
    return [{ ...row, remark: `${fits}; ${row.remark}` }];
  },
};

export const auto: Part = {
  about: 'the auto-blend on gowalla: quality, time with the whole search, memory',
  needsData: true,
  async run(bench) {
    const split = gowallaSplit(bench);
    writeRows(bench.scratch, 'train', split.train);
    const peer = startPeer('factors', { blasThreads: 1, say: bench.say });
    let peak = 0;
    let found: ReturnType<typeof judge> | null = null;
    const train = (): Cost => {
      const { value, cost } = measure(() => models.blend.fit(split.train, models.blend.defaults, fitRun(bench)));
      // The first one finds the process as a training of a shop does; it is also the one that is judged.
      if (found === null) {
        peak = peakGiB();
        bench.say(JSON.stringify(value.notes).slice(0, 4000));
        found = judge(value, split, bench);
      }
      bench.endKernels();
      return cost;
    };
    const cost = await interleave(bench.rounds, { ours: train, peer: () => peerFit(bench, peer) });
    peer.end();
    return [
      qualityRow('gowalla, auto', [0.1905, 0.1575], found ?? { recall: Number.NaN, ndcg: Number.NaN }),
      shareRow({
        what: 'auto-blend with its whole search, gowalla, wall, 2 threads',
        most: 12,
        oursSec: cost.ours.wallSec,
        peerSec: cost.peer.wallSec,
        remark: `${bench.rounds} runs; CPU ${seconds(cost.ours.cpuSec)} against ${seconds(cost.peer.cpuSec)}`,
      }),
      {
        what: "peak memory of training gowalla's auto-blend",
        goal: '1.5 GB',
        ours: `${peak.toFixed(2)} GiB`,
        peer: '',
        ratio: '',
        met: peak * 1.073_741_824 <= 1.5,
        remark: 'maximum resident set of the process, data and kernels included, before anything is judged',
      },
    ];
  },
};
