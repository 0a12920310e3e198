import { transposeSparseRows } from '@vitrine/kernels';
import { userItemRows } from '../interactions/user-item-rows.ts';
import { bootstrapMean, type Interval } from './bootstrap.ts';
import type { Evaluation, MetricName } from './evaluate-model.ts';
import type { Split } from './split.ts';

/** Users by what the training part knows of them. */
export type UserSlice = 'new' | 'light' | 'heavy';
/** Items by their popularity in the training part: `head` are the most popular that make up half of its interactions. */
export type ItemSlice = 'head' | 'tail';

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
    const of = (name: MetricName): Interval =>
      bootstrapMean(
        evaluation.perUser[name].filter((_, at) => slices[at] === slice),
        { seed: options.seed, samples: options.samples ?? 1000 },
      );
    const summary = {
      recall: of('recall'),
      ndcg: of('ndcg'),
      precision: of('precision'),
      map: of('map'),
      mrr: of('mrr'),
      hitRate: of('hitRate'),
    };
    return { slice, users: slices.filter((own) => own === slice).length, summary };
  });
}

/** Counts head and tail items of lists as they are judged: give `add` to `EvaluationOptions.onList`. */
export class ItemSliceTally {
  readonly #isHead: Uint8Array;
  readonly #wanted: ReturnType<typeof userItemRows>;
  readonly #known: number;
  readonly #counts = { head: { wanted: 0, found: 0, places: 0 }, tail: { wanted: 0, found: 0, places: 0 } };

  constructor(split: Split) {
    const byItem = transposeSparseRows(userItemRows(split.train, 'binary'));
    const counts = Int32Array.from(
      { length: byItem.rowCount },
      (_, item) => byItem.starts[item + 1] - byItem.starts[item],
    );
    this.#known = counts.filter((count) => count > 0).length;
    this.#isHead = headOf(counts);
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

  /** Head, then tail. Items that the training part does not know belong to the tail. */
  finish(): ItemSliceResult[] {
    const places = this.#counts.head.places + this.#counts.tail.places;
    const heads = this.#isHead.reduce((sum, flag) => sum + flag, 0);
    return (['head', 'tail'] as const).map((slice) => {
      const { wanted, found, places: own } = this.#counts[slice];
      const items = slice === 'head' ? heads : this.#known - heads;
      return { slice, items, wanted, found, recall: found / wanted, listShare: places === 0 ? 0 : own / places };
    });
  }

  #of(item: number): { wanted: number; found: number; places: number } {
    return this.#isHead[item] === 1 ? this.#counts.head : this.#counts.tail;
  }
}

/** The most popular items that together have at least half of all interactions; equal counts by index. */
function headOf(counts: Int32Array): Uint8Array {
  const order = Array.from(counts.keys()).sort((a, b) => counts[b] - counts[a] || a - b);
  const half = counts.reduce((sum, count) => sum + count, 0) / 2;
  const flags = new Uint8Array(counts.length);
  let sum = 0;
  for (const item of order) {
    if (sum >= half) break;
    flags[item] = 1;
    sum += counts[item];
  }
  return flags;
}
