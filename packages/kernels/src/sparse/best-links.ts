import type { Kernels } from '../machine/kernels.ts';
import { collectBest, rowGrain, rowScratchBytes } from './row-batches.ts';
import type { SparseRows } from './sparse-rows.ts';

/** Ordered runs of items, one after another. */
export interface ItemRuns {
  /** Length runs + 1. */
  readonly starts: Int32Array;
  readonly items: Int32Array;
  /** Unix seconds, 0 where unknown; ascending within a run. */
  readonly timesSec: Float64Array;
}

/** Which items of a run are linked, how strongly, and which links are kept. */
export interface LinkWindow {
  readonly itemCount: number;
  /** `weights[d]` for items d steps apart; its length - 1 is the widest step. */
  readonly weights: ArrayLike<number>;
  readonly seconds: number;
  /** What a link against the order counts, relative to one with it. */
  readonly backward: number;
  /** Links kept per item. */
  readonly count: number;
  /** Links are compared after multiplying by the factor of their target; equal ones by lower index. */
  readonly targetScale?: ArrayLike<number>;
  /** Called now and then. */
  readonly onItem?: (done: number, total: number) => void;
}

/**
 * The best directed links of each item to what stands near it in runs: rows are sources, unscaled, targets ascending, no diagonal. Items of one instant
 * (a basket) are one step apart, both ways alike. Time is items of all runs x window, memory 24 bytes an item of a run and the result.
 */
export function bestLinks(kernels: Kernels, runs: ItemRuns, window: LinkWindow): SparseRows {
  const { memory } = kernels;
  const { itemCount } = window;
  const most = Math.max(1, Math.min(window.count, itemCount - 1));
  return memory.scope(() => {
    const [items, starts] = [memory.copyOfWhole(runs.items), memory.copyOfWhole(runs.starts)];
    const sequenceOf = memory.int32(runs.items.length);
    for (let run = 0; run + 1 < runs.starts.length; run++) sequenceOf.fill(run, runs.starts[run], runs.starts[run + 1]);
    const times = memory.float64(runs.timesSec.length);
    times.set(runs.timesSec);
    const weights = memory.float32(Math.max(2, window.weights.length));
    weights.set(window.weights);
    const scale = window.targetScale === undefined ? null : memory.copyOf(window.targetScale);
    const offsets = [items, times, sequenceOf, starts, ...placesOf(kernels, items, itemCount), weights].map(
      (array) => array.byteOffset,
    );
    const reach = [window.weights.length - 1, window.seconds, window.backward, itemCount, scale?.byteOffset ?? 0];
    return collectBest(kernels, { rows: itemCount, most }, ({ first, rows, counts, columns, values }) => {
      window.onItem?.(first, itemCount);
      kernels.run('bestLinks', {
        args: [...offsets, ...reach, most, first, counts, columns, values],
        total: rows,
        grain: rowGrain,
        scratchBytes: rowScratchBytes(itemCount, most),
      });
    });
  });
}

/** Where each item stands. */
function placesOf(kernels: Kernels, items: Int32Array, itemCount: number): [Int32Array, Int32Array] {
  const [starts, places] = [kernels.memory.int32(itemCount + 1), kernels.memory.int32(items.length)];
  for (const item of items) starts[item + 1]++;
  for (let item = 0; item < itemCount; item++) starts[item + 1] += starts[item];
  const next = starts.slice(0, itemCount);
  for (let place = 0; place < items.length; place++) places[next[items[place]]++] = place;
  return [starts, places];
}
