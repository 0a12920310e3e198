import type { Kernels } from '../machine/kernels.ts';
import type { TopK } from './top-k.ts';

/** Dense float32 rows by `width` numbers each. */
export interface DenseRows {
  readonly values: Float32Array;
  readonly rows: number;
  readonly width: number;
}

/** Rows that share one bound of their error; a block's codes stay in the first-level cache. */
const blockRows = 256;
const largestCode = 127;
/** The unit of rounding of float32. */
const unit = 2 ** -24;
/** The smallest number of float32: what a product may lose where it is too small. */
const smallest = 2 ** -149;

/**
 * Finds the rows with the largest product with a query, exactly as a scan of the float32 rows would, at the price of a scan of bytes. Rows are kept as
 * 8-bit codes with a scale each. A product by codes q~ . (s c) is off by at most |q| |v - s c| + |q - q~| |s c| (Cauchy-Schwarz) and the rounding of
 * both sums; with the largest of these bounds in each block, what cannot be among the best is left out and the rest is scored again in float32.
 */
export class ExactTop {
  readonly rows: number;
  readonly width: number;
  readonly #kernels: Kernels;
  readonly #floats: Float32Array;
  readonly #codes: Int8Array;
  readonly #scales: Float32Array;
  readonly #approximate: Float32Array;
  readonly #query: Float32Array;
  readonly #codedQuery: Int16Array;
  readonly #found: Int32Array;
  readonly #exact: Float32Array;
  /** Of each block: the largest error of a row, length of a coded row, length of a row. */
  readonly #bounds: Float64Array;

  /** With `inPlace` the values are in the memory of these kernels already, in rows of a multiple of 16 numbers, and are not copied. */
  constructor(kernels: Kernels, from: DenseRows, inPlace = false) {
    const { memory } = kernels;
    this.#kernels = kernels;
    this.rows = from.rows;
    this.width = Math.max(16, Math.ceil(from.width / 16) * 16);
    this.#floats = inPlace ? from.values : copied(kernels, from, this.width);
    this.#codes = memory.int8(this.rows * this.width);
    this.#scales = memory.float32(this.rows);
    this.#approximate = memory.float32(this.rows);
    this.#query = memory.float32(this.width);
    this.#codedQuery = memory.int16(this.width);
    this.#found = memory.int32(this.rows);
    this.#exact = memory.float32(this.rows);
    const blocks = Math.ceil(this.rows / blockRows);
    this.#bounds = memory.float64(blocks * 3);
    const at = [this.#floats, this.#codes, this.#scales, this.#bounds].map((array) => memory.offsetOf(array));
    kernels.run('encodeRows', {
      args: [at[0], this.rows, this.width, at[1], at[2], at[3]],
      total: blocks,
      grain: 8,
    });
  }

  /** Rows scored again in float32 by the last call of `select`: what the bound left open. */
  rescored = 0;

  /**
   * Fills `top` with the best rows, leaving out those whose byte in `excluded` is not 0; answers how many there are. Scores and order are those of
   * `scanFloats` followed by `TopK`.
   * @throws RangeError when the query holds a value that is not finite.
   */
  select(query: ArrayLike<number>, top: TopK, excluded?: Uint8Array): number {
    const slack = this.#encodeQuery(query);
    const { memory, code } = this.#kernels;
    const [approximate, found, exact] = [this.#approximate, this.#found, this.#exact].map((array) =>
      memory.offsetOf(array),
    );
    this.#kernels.run('scanCodes', {
      args: [
        memory.offsetOf(this.#codes),
        memory.offsetOf(this.#scales),
        memory.offsetOf(this.#codedQuery),
        this.width,
        approximate,
      ],
      total: this.rows,
      grain: 8192,
    });
    const least = this.#leastOfBest(top, slack, excluded);
    let count = 0;
    for (let block = 0; block * blockRows < this.rows; block++) {
      const first = block * blockRows;
      const size = Math.min(blockRows, this.rows - first);
      const passed = code.passing(
        approximate + first * 4,
        size,
        below((least - slack(block)) / slack.scale),
        found + count * 4,
        size,
      );
      for (let at = count; at < count + passed; at++) this.#found[at] += first;
      count += passed;
    }
    this.rescored = count;
    code.scanSome(memory.offsetOf(this.#floats), memory.offsetOf(this.#query), this.width, found, count, exact);
    return this.#selectExactly(top, count, excluded);
  }

  /** The k-th largest score that is certain: no row below it, by its own bound, can be among the best k. */
  #leastOfBest(top: TopK, slack: Slack, excluded: Uint8Array | undefined): number {
    const k = top.indices.length;
    const certain = new BoundedLeast(k);
    const { code, memory } = this.#kernels;
    const [approximate, found] = [memory.offsetOf(this.#approximate), memory.offsetOf(this.#found)];
    for (let block = 0; block * blockRows < this.rows; block++) {
      const first = block * blockRows;
      const size = Math.min(blockRows, this.rows - first);
      const passed = code.passing(
        approximate + first * 4,
        size,
        below((certain.least + slack(block)) / slack.scale),
        found,
        size,
      );
      for (let at = 0; at < passed; at++) {
        const row = first + this.#found[at];
        if (excluded === undefined || excluded[row] === 0)
          certain.offer(this.#approximate[row] * slack.scale - slack(block));
      }
    }
    return certain.least;
  }

  #selectExactly(top: TopK, count: number, excluded: Uint8Array | undefined): number {
    const rows = this.#found;
    // The found rows ascend, so equal scores keep the order of the rows.
    const kept = excluded === undefined ? undefined : Uint8Array.from({ length: count }, (_, at) => excluded[rows[at]]);
    const size = top.select(this.#exact.subarray(0, count), kept);
    for (let at = 0; at < size; at++) top.indices[at] = rows[top.indices[at]];
    return size;
  }

  /** Codes the query in as many bits as the sums of 32 bits allow; answers the bound of each block's error. */
  #encodeQuery(query: ArrayLike<number>): Slack {
    this.#query.fill(0);
    this.#query.set(query);
    let [largest, length] = [0, 0];
    for (const value of this.#query) {
      if (!Number.isFinite(value)) throw new RangeError('the query holds a value that is not finite');
      largest = Math.max(largest, Math.abs(value));
      length += value * value;
    }
    const most = Math.min(32_767, Math.floor((2 ** 31 - 1) / (largestCode * this.width)));
    const scale = largest > 0 ? largest / most : 1;
    let error = 0;
    for (let at = 0; at < this.width; at++) {
      const code = Math.round(this.#query[at] / scale);
      this.#codedQuery[at] = code;
      error += (this.#query[at] - scale * code) ** 2;
    }
    const [norm, apart] = [Math.sqrt(length), Math.sqrt(error)];
    // The float32 scan adds `width` products, the scan of bytes multiplies once; both round.
    const rounding = (this.width + 8) * unit;
    const bound = (block: number): number =>
      norm * this.#bounds[3 * block] +
      apart * this.#bounds[3 * block + 1] +
      rounding * norm * this.#bounds[3 * block + 2] * 2 +
      (this.width + 8) * smallest;
    return Object.assign(bound, { scale });
  }
}

/** The rows in kernel memory, filled up with zeros to `width`. */
function copied(kernels: Kernels, from: DenseRows, width: number): Float32Array {
  const floats = kernels.memory.float32(from.rows * width);
  for (let row = 0; row < from.rows; row++) {
    floats.set(from.values.subarray(row * from.width, (row + 1) * from.width), row * width);
  }
  return floats;
}

/** A float32 that is certainly not above the value. */
function below(value: number): number {
  return Number.isFinite(value) ? Math.fround(value - Math.abs(value) * 2 ** -23) - smallest : value;
}

/** The bound of a block's error; `scale` turns a coded product into a product. */
type Slack = ((block: number) => number) & { readonly scale: number };

/** The smallest of the k largest numbers offered. */
class BoundedLeast {
  readonly #heap: Float64Array;
  #size = 0;

  constructor(k: number) {
    this.#heap = new Float64Array(k);
  }

  /** -Infinity until there are k. */
  get least(): number {
    return this.#size === this.#heap.length ? this.#heap[0] : -Infinity;
  }

  offer(value: number): void {
    const heap = this.#heap;
    if (this.#size < heap.length) {
      let at = this.#size++;
      for (; at > 0 && heap[(at - 1) >> 1] > value; at = (at - 1) >> 1) heap[at] = heap[(at - 1) >> 1];
      heap[at] = value;
      return;
    }
    if (!(value > heap[0])) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1] < heap[child]) child++;
      if (heap[child] >= value) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = value;
  }
}
