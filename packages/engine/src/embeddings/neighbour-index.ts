import { ExactTop, type Kernels, makeMatrix, type Matrix, RandomStream, TopK } from '@vitrine/kernels';
import { type KernelSource, plainKernels } from '../factors/kernel-source.ts';
import { indexIds } from '../interactions/index-ids.ts';
import { embeddingWidth } from './embedder.ts';
import { embeddingOf, type ItemVectors } from './embeddings.ts';
import { buildInvertedLists, nearestLists, type InvertedLists } from './inverted-lists.ts';

/** One neighbour. */
export interface Neighbour {
  readonly itemId: string;
  /** Cosine, -1 to 1. */
  readonly cosine: number;
}

/** How an index is built. */
export interface IndexOptions {
  readonly seed: number;
  readonly kernels?: KernelSource | undefined;
  /** Items that are never answered, such as those whose neighbours were judged bad. */
  readonly blocklist?: readonly string[];
  /** From this many items on the search is approximate; 100,000 when left out. */
  readonly approximateFrom?: number;
  /** Recall@20 that an approximate search is brought to, measured on its own rows; 0.95 when left out. */
  readonly leastRecall?: number;
}

/** Finds the nearest embeddings. */
export interface NeighbourIndex {
  readonly search: 'exact' | 'approximate';
  /** Recall@20 measured against the exact search; 1 for an exact one. */
  readonly recall: number;
  /** Lists that an approximate search looks into, and how many there are; 0 for an exact one. */
  readonly probes: number;
  readonly lists: number;
  /** The nearest items to a vector of 384 numbers, nearest first; no blocked ones, none that is all 0. */
  nearest(vector: ArrayLike<number>, count: number): Neighbour[];
  /** The nearest items to an item, without itself; none for an unknown one or one without an embedding. */
  neighboursOf(itemId: string, count: number): Neighbour[];
  /** Gives its memory and threads back. */
  end(): void;
}

/** Rows whose true neighbours are sought to measure an approximate search, and how many neighbours. */
const measuredRows = 50;
const measuredDepth = 20;

/**
 * An index over embeddings: exact below 100,000 items, above by inverted lists of which as many are read as the measured recall
 * asks for, as long as those are few.
 */
export function buildNeighbourIndex(embeddings: ItemVectors, options: IndexOptions): NeighbourIndex {
  const { itemIds, vectors } = embeddings;
  const excluded = excludedRows(embeddings, options.blocklist ?? []);
  const isSmall = itemIds.length < (options.approximateFrom ?? 100_000);
  const lists = isSmall ? null : approximateSearch({ vectors, excluded }, options);
  const searcher = lists ?? exactSearch(vectors, excluded, options);
  const nearest = (vector: ArrayLike<number>, count: number): Neighbour[] => {
    if (itemIds.length === 0) return [];
    const top = new TopK(Math.min(count, itemIds.length));
    const found = searcher.select(vector, top);
    return Array.from({ length: found }, (_, at) => ({ itemId: itemIds[top.indices[at]], cosine: top.scores[at] }));
  };
  return {
    ...searcher.measured,
    search: lists === null ? 'exact' : 'approximate',
    nearest,
    neighboursOf(itemId, count) {
      const row = indexIds(itemIds).get(itemId);
      if (row === undefined || isZero(embeddingOf(embeddings, row))) return [];
      return nearest(embeddingOf(embeddings, row), count + 1)
        .filter((neighbour) => neighbour.itemId !== itemId)
        .slice(0, count);
    },
    end: () => searcher.end(),
  };
}

/** Whether a vector holds nothing. */
export function isZero(vector: Float32Array): boolean {
  return vector.every((value) => value === 0);
}

interface Searcher {
  readonly measured: Pick<NeighbourIndex, 'recall' | 'probes' | 'lists'>;
  select(query: ArrayLike<number>, top: TopK): number;
  end(): void;
}

function excludedRows(embeddings: ItemVectors, blocklist: readonly string[]): Uint8Array {
  const blocked = new Set(blocklist);
  return Uint8Array.from(embeddings.itemIds, (id, row) =>
    blocked.has(id) || isZero(embeddingOf(embeddings, row)) ? 1 : 0,
  );
}

function exactSearch(vectors: Float32Array, excluded: Uint8Array, options: IndexOptions): Searcher {
  const kernels = (options.kernels ?? plainKernels)();
  const all = new ExactTop(kernels, { values: vectors, rows: excluded.length, width: embeddingWidth });
  return {
    measured: { recall: 1, probes: 0, lists: 0 },
    select: (query, top) => all.select(query, top, excluded),
    end: () => kernels.end(),
  };
}

/** Null when vectors lie so evenly that lists bring less than an exact scan of bytes, which reads a quarter of the memory. */
function approximateSearch(
  from: { readonly vectors: Float32Array; readonly excluded: Uint8Array },
  options: IndexOptions,
): Searcher | null {
  const kernels = (options.kernels ?? plainKernels)();
  const random = new RandomStream(options.seed).derive('neighbours');
  const table = makeMatrix(kernels, from.excluded.length, embeddingWidth);
  table.values.set(from.vectors);
  // What is never answered stands in no list.
  const open = Int32Array.from(from.excluded.keys()).filter((row) => from.excluded[row] === 0);
  const lists = buildInvertedLists(kernels, table, { of: open, random });
  const { count } = lists;
  const scan = new ListScan(kernels, { table, lists });
  const least = options.leastRecall ?? 0.95;
  const truths = scan.drawTruths(random);
  for (let probes = 4; probes <= count / 8; probes *= 2) {
    const recall = scan.recall(truths, probes);
    if (recall < least) continue;
    return {
      measured: { recall, probes, lists: count },
      select: (query, top) => scan.select(query, top, probes),
      end: () => kernels.end(),
    };
  }
  kernels.end();
  return null;
}

/** Reads lists of rows; its buffers are reused from call to call. */
class ListScan {
  readonly #kernels: Kernels;
  readonly #table: Matrix;
  readonly #lists: InvertedLists;
  readonly #query: Float32Array;
  readonly #rows: Int32Array;
  readonly #scores: Float32Array;

  constructor(kernels: Kernels, from: { readonly table: Matrix; readonly lists: InvertedLists }) {
    this.#kernels = kernels;
    this.#table = from.table;
    this.#lists = from.lists;
    this.#query = kernels.memory.float32(from.table.columns);
    this.#rows = kernels.memory.int32(from.table.rows);
    this.#scores = kernels.memory.float32(from.table.rows);
  }

  select(query: ArrayLike<number>, top: TopK, probes: number): number {
    const { starts, rows } = this.#lists;
    this.#query.set(query);
    let count = 0;
    for (const list of nearestLists(this.#lists, this.#query, probes)) {
      this.#rows.set(rows.subarray(starts[list], starts[list + 1]), count);
      count += starts[list + 1] - starts[list];
    }
    const { memory, code } = this.#kernels;
    const [table, asked, some, out] = [this.#table.values, this.#query, this.#rows, this.#scores].map((array) =>
      memory.offsetOf(array),
    );
    code.scanSome(table, asked, this.#table.columns, some, count, out);
    const found = top.select(this.#scores.subarray(0, count));
    for (let at = 0; at < found; at++) top.indices[at] = this.#rows[top.indices[at]];
    return found;
  }

  /** Some rows and their true neighbours: those found in all lists. */
  drawTruths(random: RandomStream): { row: number; found: Set<number> }[] {
    const { rows, count } = this.#lists;
    const drawn = Array.from(
      { length: Math.min(measuredRows, rows.length) },
      () => rows[random.nextBelow(rows.length)],
    );
    return drawn.map((row) => ({ row, found: new Set(this.#found(row, count)) }));
  }

  recall(truths: readonly { row: number; found: ReadonlySet<number> }[], probes: number): number {
    let sum = 0;
    for (const { row, found } of truths) {
      sum += this.#found(row, probes).filter((other) => found.has(other)).length / found.size;
    }
    return truths.length === 0 ? 1 : sum / truths.length;
  }

  #found(row: number, probes: number): number[] {
    const top = new TopK(measuredDepth);
    const { values, columns } = this.#table;
    const count = this.select(values.subarray(row * columns, (row + 1) * columns), top, probes);
    return [...top.indices.subarray(0, count)];
  }
}
