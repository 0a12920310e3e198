import type { Kernels } from '../machine/kernels.ts';
import type { Matrix } from '../dense/multiply.ts';

/** Items of a block and queries of a group; the same as in `assembly/best-of-many.ts`. */
const blockItems = 512;
const groupQueries = 64;
const panelItems = 8;
const nobody = 0xffff_ffff;

/** What each query's answer leaves out: for query i, `indices` from `starts[i]` to `starts[i + 1]`, ascending. */
export interface OwnItems {
  readonly starts: Int32Array;
  readonly indices: Int32Array;
}

/** What is asked of every query. */
export interface BestQuestion {
  readonly k: number;
  readonly own?: OwnItems | undefined;
  /** Rows whose byte is not 0 are in no answer. */
  readonly excluded?: Uint8Array | undefined;
}

/** The answers to many queries; views that the end of the memory's scope takes back. */
export interface ManyBest {
  /** `k` places a query, of which the first `counts` are filled, best first. */
  readonly items: Int32Array;
  readonly scores: Float32Array;
  readonly counts: Int32Array;
}

/**
 * Finds the rows with the largest products with many queries, exactly as `scanFloats` and `TopK` would for each (larger first, of equal ones the
 * lower row), at about half the price of a product of matrices: 16-bit codes whose errors are bounded, and rows in order of falling length, so that
 * most of a long tail is never looked at. Built once for fixed rows.
 */
export class BestOfMany {
  readonly #kernels: Kernels;
  readonly #rows: Matrix;
  readonly #order: Int32Array;
  readonly #codes: Int8Array;
  readonly #blocks: Float64Array;

  /**
   * @param rows in kernel memory, their width a multiple of 16; they are read again by every call. Rows that hold something not finite are in no
   * answer.
   */
  constructor(kernels: Kernels, rows: Matrix) {
    this.#kernels = kernels;
    this.#rows = rows;
    const { memory } = kernels;
    const found = byFallingLength(rows);
    const places = Math.max(1, Math.ceil(found.length / panelItems)) * panelItems;
    this.#order = memory.int32(places).fill(nobody);
    this.#order.set(found);
    this.#codes = memory.int8(places * rows.columns * 2);
    this.#blocks = memory.float64(Math.ceil(places / blockItems) * 4);
    const offsets = [rows.values, this.#order, this.#codes, this.#blocks].map((array) => memory.offsetOf(array));
    kernels.run('encodeBlocks', {
      args: [offsets[0], rows.columns, offsets[1], places, offsets[2], offsets[3]],
      total: Math.ceil(places / blockItems),
      grain: 4,
    });
  }

  /**
   * The best `k` rows for each of `count` queries (`queries` in kernel memory, one a row). The answer is made in the memory's present scope.
   * @throws RangeError when a query holds a value that is not finite.
   */
  select(queries: Matrix, count: number, ask: BestQuestion): ManyBest {
    const { memory } = this.#kernels;
    const width = this.#rows.columns;
    for (let at = 0; at < count * width; at++) {
      if (!Number.isFinite(queries.values[at])) throw new RangeError('a query holds a value that is not finite');
    }
    const answer: ManyBest = {
      items: memory.int32(count * ask.k),
      scores: memory.float32(count * ask.k),
      counts: memory.int32(count),
    };
    const [starts, own] = this.#copyOwn(ask.own);
    const excluded = ask.excluded === undefined ? null : memory.int8(ask.excluded.length);
    excluded?.set(ask.excluded ?? []);
    const at = (array: { readonly buffer: ArrayBufferLike; readonly byteOffset: number }): number =>
      memory.offsetOf(array);
    this.#kernels.run('bestOfMany', {
      args: [
        at(queries.values),
        count,
        at(this.#rows.values),
        width,
        at(this.#codes),
        at(this.#order),
        this.#order.length,
        at(this.#blocks),
        excluded === null ? 0 : at(excluded),
        starts,
        own,
        ask.k,
        at(answer.items),
        at(answer.scores),
        at(answer.counts),
      ],
      total: Math.ceil(count / groupQueries),
      grain: 1,
      scratchBytes: groupQueries * (64 + 2 * width) + 192,
    });
    return answer;
  }

  #copyOwn(own: OwnItems | undefined): [number, number] {
    if (own === undefined) return [0, 0];
    const { memory } = this.#kernels;
    const [starts, indices] = [memory.int32(own.starts.length), memory.int32(Math.max(1, own.indices.length))];
    starts.set(own.starts);
    indices.set(own.indices);
    return [memory.offsetOf(starts), memory.offsetOf(indices)];
  }
}

function byFallingLength({ values, rows, columns }: Matrix): Uint32Array {
  const lengths = new Float64Array(rows);
  let count = 0;
  const found = new Uint32Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let at = row * columns; at < (row + 1) * columns; at++) sum += values[at] * values[at];
    if (!Number.isFinite(sum)) continue;
    lengths[row] = sum;
    found[count++] = row;
  }
  return found.slice(0, count).sort((a, b) => lengths[b] - lengths[a] || a - b);
}
