import { transposeSparseRows } from '@vitrine/kernels';
import { userItemRows } from '../interactions/user-item-rows.ts';
import type { Interval } from './bootstrap.ts';
import type { Evaluation } from './evaluate-model.ts';
import { bootstrapMetrics, mapMetrics, type MetricName } from './metric-summary.ts';
import type { Split } from './split.ts';

/** Users by what the training part knows of them. */
export type UserSlice = 'new' | 'light' | 'heavy';
/**
 * Items by their popularity in the training part: `head` are the most popular that make up half of its interactions, `torso` the next that make up
 * three tenths more, `tail` the rest and what training does not know.
 */
export type ItemSlice = 'head' | 'torso' | 'tail';

/** One metric of the users of one slice. */
export interface UserSliceResult {
  readonly slice: UserSlice;
  readonly users: number;
  /** Means with 95 % bootstrap intervals; NaN where the slice is empty. */
  readonly summary: Readonly<Record<MetricName, Interval>>;
}

/** What became of the wanted items of one slice. */
export interface ItemSliceResult {
  readonly slice: ItemSlice;
  readonly items: number;
  /** Wanted items of this slice over all judged users, and how many of them stood in the lists. */
  readonly wanted: number;
  readonly found: number;
  /** found / wanted; NaN when none was wanted. */
  readonly recall: number;
  /** Share of all places of the lists that this slice took. */
  readonly listShare: number;
}

/** How slices are cut. */
export interface SliceOptions {
  readonly seed: number;
  /** Users with at most this many training items are light; 5 when left out. */
  readonly lightItems?: number;
  /** Bootstrap resamples; 1000 when left out. */
  readonly samples?: number;
}

/** Metrics of an evaluation for new (no training item), light and heavy users, in this order. O(judged users). */
export function sliceUsers(evaluation: Evaluation, split: Split, options: SliceOptions): UserSliceResult[] {
  const byUser = userItemRows(split.train, 'binary');
  const most = options.lightItems ?? 5;
  const sliceOf = (user: number): UserSlice => {
    const items = byUser.starts[user + 1] - byUser.starts[user];
    return items === 0 ? 'new' : items <= most ? 'light' : 'heavy';
  };
  const slices = Array.from(evaluation.users, sliceOf);
  return (['new', 'light', 'heavy'] as const).map((slice) => {
    const perUser = mapMetrics((name) => evaluation.perUser[name].filter((_, at) => slices[at] === slice));
    const summary = bootstrapMetrics(perUser, { seed: options.seed, samples: options.samples ?? 1000 });
    return { slice, users: perUser.recall.length, summary };
  });
}

/** Counts head, torso and tail items of lists as they are judged: give `add` to `EvaluationOptions.onList`. */
export class ItemSliceTally {
  readonly #sliceOf: Uint8Array;
  readonly #wanted: ReturnType<typeof userItemRows>;
  readonly #items = [0, 0, 0];
  readonly #counts = itemSlices.map(() => ({ wanted: 0, found: 0, places: 0 }));

  constructor(split: Split) {
    const byItem = transposeSparseRows(userItemRows(split.train, 'binary'));
    const counts = Int32Array.from(
      { length: byItem.rowCount },
      (_, item) => byItem.starts[item + 1] - byItem.starts[item],
    );
    this.#sliceOf = slicesOf(counts);
    counts.forEach((count, item) => (this.#items[this.#sliceOf[item]] += count > 0 ? 1 : 0));
    this.#wanted = userItemRows(split.test, 'binary');
  }

  /** @param list item indices, best first. */
  add(user: number, list: Int32Array): void {
    const shown = new Set(list);
    for (const item of list) this.#of(item).places++;
    for (let at = this.#wanted.starts[user]; at < this.#wanted.starts[user + 1]; at++) {
      const item = this.#wanted.indices[at];
      const slice = this.#of(item);
      slice.wanted++;
      if (shown.has(item)) slice.found++;
    }
  }

  /** Head, torso, tail. Items that the training part does not know belong to the tail, but are not counted as its items. */
  finish(): ItemSliceResult[] {
    const places = this.#counts.reduce((sum, own) => sum + own.places, 0);
    return itemSlices.map((slice, at) => {
      const { wanted, found, places: own } = this.#counts[at];
      const recall = wanted === 0 ? NaN : found / wanted;
      return { slice, items: this.#items[at], wanted, found, recall, listShare: places === 0 ? 0 : own / places };
    });
  }

  #of(item: number): { wanted: number; found: number; places: number } {
    return this.#counts[this.#sliceOf[item]];
  }
}

const itemSlices: readonly ItemSlice[] = ['head', 'torso', 'tail'];
/** Share of all interactions at which a slice ends; whatever comes then is tail. */
const sliceEnds = [0.5, 0.8];

/** Place of each item's slice in `itemSlices`: the most popular first, equal counts by index. */
function slicesOf(counts: Int32Array): Uint8Array {
  const order = Array.from(counts.keys()).sort((a, b) => counts[b] - counts[a] || a - b);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const slices = new Uint8Array(counts.length).fill(itemSlices.length - 1);
  let sum = 0;
  for (const item of order) {
    const at = sliceEnds.findIndex((end) => sum < end * total);
    if (at < 0) break;
    slices[item] = at;
    sum += counts[item];
  }
  return slices;
}
