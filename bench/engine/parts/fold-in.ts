import { anonymousContext, models } from '@vitrine/engine';
import type { Part } from '../bench.ts';
import { fitRun, gowallaSplit, writeRows } from '../gowalla.ts';
import { median } from '../measure.ts';
import { startPeer, writeArray } from '../python.ts';
import { milliseconds, times } from '../table.ts';

const factors = 128;
const confidence = 10;
const eventsEach = 5;
const visitorsPerRound = 400;

/** Items of visitors nobody has seen before: any that differ. */
function makeVisitors(count: number, itemCount: number): Int32Array {
  return Int32Array.from({ length: count * eventsEach }, (_, at) => (at * 7919) % itemCount);
}

export const foldIn: Part = {
  about: "a new visitor's factors from five fresh events, against implicit's recalculate_user",
  needsData: true,
  async run(bench) {
    const { train } = gowallaSplit(bench);
    writeRows(bench.scratch, 'train', train);
    const config = models.als.parseConfig({ factors, confidence });
    const model = models.als.fit(train, config, fitRun(bench));
    const peer = startPeer('factors', { blasThreads: 1, say: bench.say });
    const folder = bench.scratch;
    await peer.ask({ do: 'fit', folder, factors, epochs: 15, threads: 2 });
    const visitors = makeVisitors(visitorsPerRound, train.itemIds.length);
    writeArray(folder, 'visitors.items.i32', visitors);
    const contexts = Array.from({ length: visitorsPerRound }, (_, at) =>
      anonymousContext(0, visitors.subarray(at * eventsEach, (at + 1) * eventsEach)),
    );
    const target = visitors[0] ?? 0;
    const ours: number[] = [];
    const theirs: number[] = [];
    // The first round is not counted: a shop has run for a minute when somebody clicks.
    for (let round = 0; round <= bench.rounds; round++) {
      const { ms } = await peer.ask<{ ms: number[] }>({ do: 'fold', folder, events: eventsEach, confidence });
      if (round > 0) theirs.push(...ms);
      for (const context of contexts) {
        const beganMs = performance.now();
        model.explainItem(context, target);
        if (round > 0) ours.push(performance.now() - beganMs);
      }
    }
    peer.end();
    const [mine, yours] = [median(ours), median(theirs)];
    return [
      {
        what: `a visitor's ${factors} factors from ${eventsEach} fresh events, gowalla, median latency, 1 thread`,
        goal: 'under 1 ms',
        ours: milliseconds(mine),
        peer: milliseconds(yours),
        ratio: times(yours / mine),
        met: mine < 1,
        remark: `${ours.length} visitors; ours with the explanation of one item, slowest ${milliseconds(Math.max(...ours))}`,
      },
    ];
  },
};
