import { type Kernels, makeMatrix, type Matrix, type SparseRows } from '@vitrine/kernels';
import type { KernelSource } from '../../factors/kernel-source.ts';
import { type KernelRows, toKernelRows } from '../../factors/sparse-in-memory.ts';
import type { ModelBody } from '../define-model.ts';
import { foldHistory, type FoldedHistory } from '../fold-history.ts';
import { explainContributions } from '../item-links.ts';
import type { TwoHopConfig } from './config.ts';
import type { HopRows } from './fit.ts';

/** Visitors that walk together: 32 floats are one stretch of the compiled product. */
const batch = 32;

/** score = x (B'B)^hops; O(hops x interactions) a visitor, whatever the item graph would hold. */
export function twoHopBody(hop: HopRows, config: TwoHopConfig, source: KernelSource): ModelBody {
  return bodyOver(new Walk(hop, source), config);
}

function bodyOver(walk: Walk, config: TwoHopConfig): ModelBody {
  const fold = { ...config, itemCount: walk.items };
  const { hops } = config;
  const scoreOne = (history: FoldedHistory, out: Float32Array): void => out.set(walk.one(history, hops));
  return {
    notes: { hops, interactions: walk.cells },
    scoreItems: (context, out) => scoreOne(foldHistory(context, fold), out),
    scoreMany: (contexts, take) =>
      walk.many(
        contexts.map((context) => foldHistory(context, fold)),
        { hops, take },
      ),
    similarItems(item, out) {
      scoreOne(single(item), out);
      out[item] = 0;
    },
    explainItem(context, item) {
      const history = foldHistory(context, fold);
      // B'B is symmetric: one walk from the item finds what every source sends to it.
      const sent = walk.to(history.items, single(item), hops);
      const contributions = history.weights.map((weight, at) => weight * sent[at]);
      return explainContributions(item, history.items, contributions);
    },
    withRecency: (recencyHalfLifeDays) => bodyOver(walk, { ...config, recencyHalfLifeDays }),
    end: () => walk.end(),
    // The rows it is made of stand in every artifact.
    write: () => undefined,
  };
}

function single(item: number): FoldedHistory {
  return { items: Int32Array.of(item), weights: Float64Array.of(1) };
}

/** The rows for one visitor in float64, and in kernel memory for many at once. */
class Walk {
  readonly items: number;
  readonly cells: number;
  readonly #hop: HopRows;
  readonly #source: KernelSource;
  readonly #users: Float64Array;
  #machine: Machine | null = null;

  constructor(hop: HopRows, source: KernelSource) {
    this.#hop = hop;
    this.#source = source;
    this.items = hop.byItem.rowCount;
    this.cells = hop.byUser.indices.length;
    // Scoring is synchronous, so one set of sums serves all requests.
    this.#users = new Float64Array(hop.byUser.rowCount);
  }

  /** Ends the threads that walk for many; the next many would start others. */
  end(): void {
    this.#machine?.kernels.end();
    this.#machine = null;
  }

  /** The walk of one visitor. */
  one(history: FoldedHistory, hops: number): Float64Array {
    const items = new Float64Array(this.items);
    spread(this.#hop.byUser, this.#beforeLastStep(history, hops), items);
    return items;
  }

  /** What the walk of one visitor brings to a few items: its last step, mostly the longest, is taken to these alone. */
  to(few: Int32Array, history: FoldedHistory, hops: number): Float64Array {
    const { starts, indices, values } = this.#hop.byItem;
    const users = this.#beforeLastStep(history, hops);
    return Float64Array.from(few, (item) => {
      let sum = 0;
      for (let at = starts[item]; at < starts[item + 1]; at++) sum += values[at] * users[indices[at]];
      return sum;
    });
  }

  /** The people from whom the last step goes to items. */
  #beforeLastStep(history: FoldedHistory, hops: number): Float64Array {
    const { byUser, byItem } = this.#hop;
    const users = this.#users.fill(0);
    addStart({ byItem, history }, { users, width: 1, at: 0 });
    const items = new Float64Array(hops > 1 ? this.items : 0);
    for (let hop = 1; hop < hops; hop++) {
      spread(byUser, users, items);
      spread(byItem, items, users);
    }
    return users;
  }

  /** As `one` for many; `take` is given each row of scores in turn. */
  many(
    histories: readonly FoldedHistory[],
    how: { readonly hops: number; take(at: number, scores: Float32Array): void },
  ): void {
    const { kernels, byUser, byItem } = (this.#machine ??= intoMemory(this.#hop, this.#source));
    const out = new Float32Array(this.items);
    kernels.memory.scope(() => {
      const users = makeMatrix(kernels, byUser.rowCount, batch);
      const items = makeMatrix(kernels, byItem.rowCount, batch);
      for (let begin = 0; begin < histories.length; begin += batch) {
        const part = histories.slice(begin, begin + batch);
        users.values.fill(0);
        part.forEach((history, at) =>
          addStart({ byItem: this.#hop.byItem, history }, { users: users.values, width: batch, at }),
        );
        for (let hop = 0; hop < how.hops; hop++) {
          if (hop > 0) times(kernels, byUser, { dense: items, out: users });
          times(kernels, byItem, { dense: users, out: items });
        }
        part.forEach((_, at) => {
          for (let item = 0; item < out.length; item++) out[item] = items.values[item * batch + at];
          how.take(begin + at, out);
        });
      }
    });
  }
}

interface Machine {
  readonly kernels: Kernels;
  readonly byUser: KernelRows;
  readonly byItem: KernelRows;
}

function intoMemory(hop: HopRows, source: KernelSource): Machine {
  const kernels = source();
  return { kernels, byUser: toKernelRows(kernels, hop.byUser), byItem: toKernelRows(kernels, hop.byItem) };
}

/** From the history to the people who have it: the only sparse step, so the only one that is scattered. */
function addStart(
  from: { readonly byItem: SparseRows; readonly history: FoldedHistory },
  to: { readonly users: Float64Array | Float32Array; readonly width: number; readonly at: number },
): void {
  const { byItem, history } = from;
  const { users, width, at } = to;
  history.items.forEach((item, place) => {
    for (let cell = byItem.starts[item]; cell < byItem.starts[item + 1]; cell++) {
      users[byItem.indices[cell] * width + at] += history.weights[place] * byItem.values[cell];
    }
  });
}

/** One step from the rows to the columns; it costs what lies in rows that were reached, few of them at the begin of a walk. */
function spread({ starts, indices, values }: SparseRows, from: Float64Array, to: Float64Array): void {
  to.fill(0);
  for (let row = 0; row < from.length; row++) {
    const share = from[row];
    if (share === 0) continue;
    for (let at = starts[row]; at < starts[row + 1]; at++) to[indices[at]] += share * values[at];
  }
}

function times(kernels: Kernels, rows: KernelRows, by: { readonly dense: Matrix; readonly out: Matrix }): void {
  const offsets = [rows.starts, rows.indices, rows.values, by.dense.values].map((array) =>
    kernels.memory.offsetOf(array),
  );
  kernels.run('sparseTimesDense', {
    args: [...offsets, batch, kernels.memory.offsetOf(by.out.values)],
    total: rows.rowCount,
    grain: 64,
  });
}
