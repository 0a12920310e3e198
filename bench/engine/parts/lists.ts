import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { userItemRows } from '@vitrine/engine';
import { BestOfMany, ExactTop, type Kernels, makeMatrix, type SparseRows, TopK } from '@vitrine/kernels';
import type { Bench, Part } from '../bench.ts';
import { gowallaSplit, writeRows } from '../gowalla.ts';
import { type Cost, interleave, measure, median } from '../measure.ts';
import { type Peer, startPeer } from '../python.ts';
import { milliseconds, type Row, seconds, speedRow, times } from '../table.ts';

const top = 20;

function readFloats(folder: string, name: string): Float32Array {
  const bytes = readFileSync(join(folder, name));
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
}

function readInts(folder: string, name: string): Int32Array {
  const bytes = readFileSync(join(folder, name));
  return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

/** Everybody's list by factors, own items left out. */
function listsOfAll(
  kernels: Kernels,
  factors: { readonly users: Float32Array; readonly items: Float32Array; readonly width: number },
  own: SparseRows,
): Int32Array {
  return kernels.memory.scope(() => {
    const items = makeMatrix(kernels, own.columnCount, factors.width);
    items.values.set(factors.items);
    const users = makeMatrix(kernels, own.rowCount, factors.width);
    users.values.set(factors.users);
    // Nothing is prepared beforehand: the codes of the items are made anew each time.
    return new BestOfMany(kernels, items).select(users, own.rowCount, { k: top, own }).items.slice();
  });
}

export const topAll: Part = {
  about: 'the first 20 of all users with their own items masked, against implicit.recommend',
  needsData: true,
  async run(bench) {
    const { train } = gowallaSplit(bench);
    writeRows(bench.scratch, 'train', train);
    const peer = startPeer('factors', { blasThreads: 1, say: bench.say });
    const folder = bench.scratch;
    await peer.ask({ do: 'fit', folder, factors: 64, epochs: 15, threads: 2 });
    await peer.ask({ do: 'save_factors', folder });
    await peer.ask({ do: 'recommend', folder, top, threads: 1, save: true });
    const theirLists = readInts(folder, 'lists.i32');
    const factors = { users: readFloats(folder, 'users.f32'), items: readFloats(folder, 'items.f32'), width: 64 };
    const own = userItemRows(train, 'binary');
    const rows: Row[] = [];
    for (const threads of [1, 2]) {
      const kernels = bench.kernels(threads)();
      const ourLists = listsOfAll(kernels, factors, own);
      const differ = ourLists.reduce((sum, item, at) => sum + (item === theirLists[at] ? 0 : 1), 0);
      const cost = await interleave(bench.rounds, {
        ours: () => measure(() => listsOfAll(kernels, factors, own)).cost,
        peer: () => peer.ask<Cost>({ do: 'recommend', folder, top, threads, save: false }),
      });
      kernels.end();
      rows.push(
        speedRow({
          what: `top-20 of all gowalla users, 64 factors, masked, ${threads} thread${threads > 1 ? 's' : ''}, wall`,
          least: 1.2,
          oursSec: cost.ours.wallSec,
          peerSec: cost.peer.wallSec,
          remark: `${bench.rounds} runs; ${differ} of ${ourLists.length} places differ (equal or nearly equal scores); CPU ${seconds(cost.ours.cpuSec)} against ${seconds(cost.peer.cpuSec)}`,
        }),
      );
    }
    peer.end();
    return rows;
  },
};

interface Table {
  readonly label: string;
  readonly width: number;
  readonly queriesPerRound: number;
}

/** Latencies of single queries in turn on all sides; places where the lists differ are counted when their scores differ too. */
async function latencies({ bench, peer }: { bench: Bench; peer: Peer }, table: Table): Promise<Row[]> {
  const { width, queriesPerRound } = table;
  const folder = bench.scratch;
  const { rows } = await peer.ask<{ rows: number }>({ do: 'load', folder, width });
  const items = readFloats(folder, 'items.f32');
  const users = readFloats(folder, 'users.f32');
  const exact = new ExactTop(bench.kernels(1)(), { values: items, rows, width });
  const best = new TopK(top);
  const queryOf = (at: number): Float32Array => users.subarray(at * width, (at + 1) * width);
  // Compiled code before the first query that counts, as in a shop that has run for a minute.
  for (let at = 0; at < 20; at++) exact.select(queryOf(at), best);
  const ours: number[] = [];
  const theirs: { numpyMs: number[]; faissMs: number[] } = { numpyMs: [], faissMs: [] };
  let [wrong, swapped] = [0, 0];
  for (let round = 0; round < bench.rounds; round++) {
    const begin = round * queriesPerRound;
    const end = begin + queriesPerRound;
    const answer = await peer.ask<typeof theirs>({ do: 'answer', folder, width, begin, end, top });
    theirs.numpyMs.push(...answer.numpyMs);
    theirs.faissMs.push(...answer.faissMs);
    const found = readInts(folder, 'found.i32');
    for (let at = begin; at < end; at++) {
      const beganMs = performance.now();
      exact.select(queryOf(at), best);
      ours.push(performance.now() - beganMs);
      for (let place = 0; place < top; place++) {
        const [mine, yours] = [best.indices[place] ?? 0, found[(at - begin) * top + place] ?? 0];
        if (mine === yours) continue;
        const gap = Math.abs(product(items, mine, queryOf(at)) - product(items, yours, queryOf(at)));
        if (gap > 1e-5 * Math.abs(product(items, mine, queryOf(at)))) wrong++;
        else swapped++;
      }
    }
  }
  return [['numpy', theirs.numpyMs] as const, ['faiss flat', theirs.faissMs] as const].map(([name, peerMs]) => {
    const ratio = median(peerMs) / median(ours);
    return {
      what: `one user's exact top-20, ${table.label} x ${width}, against ${name}, median latency, 1 thread`,
      goal: '2x',
      ours: milliseconds(median(ours)),
      peer: milliseconds(median(peerMs)),
      ratio: times(ratio),
      met: ratio >= 2 && wrong === 0,
      remark: `${ours.length} queries; ${wrong} wrong places, ${swapped} swapped of equal float32 scores; ${exact.rescored} rows rescored last`,
    };
  });
}

function product(items: Float32Array, row: number, query: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < query.length; at++) sum += (items[row * query.length + at] ?? 0) * (query[at] ?? 0);
  return sum;
}

export const topOne: Part = {
  about: "one user's exact top-20 out of 41,000 and of a million items, against numpy and faiss flat",
  needsData: true,
  async run(bench) {
    const { train } = gowallaSplit(bench);
    writeRows(bench.scratch, 'train', train);
    const trainer = startPeer('factors', { blasThreads: 1, say: bench.say });
    await trainer.ask({ do: 'fit', folder: bench.scratch, factors: 128, epochs: 10, threads: 2 });
    await trainer.ask({ do: 'save_factors', folder: bench.scratch });
    trainer.end();
    const peer = startPeer('scan', { blasThreads: 1, say: bench.say });
    const study = { bench, peer };
    const rows = await latencies(study, { label: '41,000 (ALS factors)', width: 128, queriesPerRound: 100 });
    const queries = 20 * (bench.rounds + 1);
    await peer.ask({ do: 'make', folder: bench.scratch, rows: 1_000_000, width: 128, queries });
    rows.push(...(await latencies(study, { label: '1,000,000 (uniform)', width: 128, queriesPerRound: 20 })));
    peer.end();
    return rows;
  },
};
