import {
  BestOfMany,
  type BestQuestion,
  ExactTop,
  finish,
  type Kernels,
  makeMatrix,
  makeUnsetMatrix,
  type ManyBest,
  type Matrix,
  multiply,
  multiplyPacked,
  packRight,
  type PackedRight,
  type TopK,
} from '@vitrine/kernels';
import type { KernelSource } from './kernel-source.ts';

/** Visitors that are scored by one product of matrices. */
const batch = 64;

/** So many are scored one by one: a product would first have to put the table in order. */
const few = 8;

/** Bytes that are copied between two pauses: some milliseconds, most of them for touching memory for the first time. */
const sliceBytes = 1024 ** 2;

/** A table larger than this is not kept a second time in the order in which products read it. */
const mostPackedBytes = 1024 ** 3;

/** Factors by rows of `width` numbers. */
export interface Factors {
  readonly values: Float32Array;
  readonly rows: number;
  readonly width: number;
  /** A factor a row for the first of two queries, see `scoresOfPair`. */
  readonly rowFactors?: Float32Array;
}

/**
 * Rows of factors in kernel memory and the products of coefficients with all of them. One row an item; the width is filled up with zeros to a
 * multiple of 16, as the kernels read it.
 */
export class FactorTable {
  readonly rows: number;
  readonly width: number;
  readonly #kernels: Kernels;
  readonly #table: Matrix;
  /** Room for two. */
  readonly #queries: Float32Array;
  readonly #rowFactors: Float32Array | null;
  readonly #scores: Float32Array;
  #packed: PackedRight | null = null;
  #best: BestOfMany | null = null;
  #top: ExactTop | null = null;

  /** Without values the table is yet to be filled, see `makeInSteps`. */
  constructor(source: KernelSource, factors: Pick<Factors, 'rows' | 'width'> & Partial<Factors>) {
    this.#kernels = source();
    const { values, rows, width, rowFactors } = factors;
    this.rows = rows;
    this.width = Math.max(16, Math.ceil(width / 16) * 16);
    const { memory } = this.#kernels;
    const at = memory.bytes(rows * this.width * 4);
    this.#table = {
      values: new Float32Array(memory.memory.buffer, at, rows * this.width),
      rows,
      columns: this.width,
    };
    this.#queries = memory.float32(2 * this.width);
    this.#rowFactors = rowFactors === undefined ? null : memory.copyOf(rowFactors);
    this.#scores = this.#kernels.memory.float32(this.rows);
    if (values !== undefined) finish(this.#fillInSteps(values, width));
  }

  /** A table of these factors, made with pauses: a server does this while it answers. */
  static *makeInSteps(source: KernelSource, factors: Factors): Generator<void, FactorTable> {
    const { values, ...rest } = factors;
    const table = new FactorTable(source, rest);
    yield* table.#fillInSteps(values, factors.width);
    return table;
  }

  *#fillInSteps(values: Float32Array, width: number): Generator<void, void> {
    const atOnce = Math.max(1, Math.floor(sliceBytes / (4 * this.width)));
    for (let begin = 0; begin < this.rows; begin += atOnce) {
      const end = Math.min(this.rows, begin + atOnce);
      this.#fillRows(values.subarray(begin * width, end * width), { begin, end, width });
      yield;
    }
  }

  /** Writes some rows, filled up with zeros. */
  #fillRows(values: Float32Array, { begin, end, width }: { begin: number; end: number; width: number }): void {
    const to = this.#table.values.subarray(begin * this.width, end * this.width);
    if (width === this.width) {
      to.set(values);
      return;
    }
    to.fill(0);
    for (let row = 0; row < end - begin; row++)
      to.set(values.subarray(row * width, row * width + width), row * this.width);
  }

  /** Ends the threads that score for this table; for one that is used once. */
  end(): void {
    this.#kernels.end();
  }

  /** The factors of one row; a view, do not change it. */
  row(at: number): Float32Array {
    return this.#table.values.subarray(at * this.width, at * this.width + this.width);
  }

  /** The product of `coefficients` (length `width`) with every row; a view that the next call overwrites. */
  scores(coefficients: ArrayLike<number>): Float32Array {
    const { memory } = this.#kernels;
    this.#queries.set(coefficients);
    this.#kernels.run('scanFloats', {
      args: [
        memory.offsetOf(this.#table.values),
        memory.offsetOf(this.#queries),
        this.width,
        memory.offsetOf(this.#scores),
      ],
      total: this.rows,
      grain: 4096,
    });
    return this.#scores;
  }

  /**
   * For each row, its factor times the product with `first`, plus the product with `second`, both of length `width`: the table is read once for both.
   * A view that the next call overwrites. @throws TypeError for a table without row factors.
   */
  scoresOfPair(first: ArrayLike<number>, second: ArrayLike<number>): Float32Array {
    if (this.#rowFactors === null) throw new TypeError('this table has no row factors; make it with rowFactors');
    const { memory } = this.#kernels;
    this.#queries.set(first);
    this.#queries.set(second, this.width);
    const arrays = [this.#table.values, this.#queries, this.#rowFactors, this.#scores];
    const [rows, queries, factors, out] = arrays.map((array) => memory.offsetOf(array));
    this.#kernels.run('scanPair', { args: [rows, queries, this.width, factors, out], total: this.rows, grain: 4096 });
    return this.#scores;
  }

  /** As `scores` for many coefficients; `take` is given each row of products in turn. */
  scoresOfMany(coefficients: readonly ArrayLike<number>[], take: (at: number, scores: Float32Array) => void): void {
    const { memory } = this.#kernels;
    if (coefficients.length <= few) {
      coefficients.forEach((row, at) => take(at, this.scores(row)));
      return;
    }
    if (this.#packed === null && coefficients.length >= batch && this.#table.values.byteLength <= mostPackedBytes)
      this.#packed = packRight(this.#kernels, this.#table, true);
    memory.scope(() => {
      const left = makeMatrix(this.#kernels, Math.min(batch, coefficients.length), this.width);
      const out = makeUnsetMatrix(this.#kernels, left.rows, this.rows);
      for (let begin = 0; begin < coefficients.length; begin += batch) {
        const part = coefficients.slice(begin, begin + batch);
        part.forEach((row, at) => left.values.set(row, at * this.width));
        if (this.#packed === null) multiply(this.#kernels, { left, right: this.#table, out, transposeRight: true });
        else multiplyPacked(this.#kernels, { left, right: this.#packed, out });
        part.forEach((_, at) => take(begin + at, out.values.subarray(at * this.rows, at * this.rows + this.rows)));
      }
    });
  }

  /** The rows with the largest products, as `bestOfMany` finds them, for one query by a scan of bytes; answers how many are in `top`. */
  best(coefficients: ArrayLike<number>, top: TopK, excluded?: Uint8Array): number {
    this.#top ??= new ExactTop(this.#kernels, { ...this.#table, width: this.width }, true);
    return this.#top.select(coefficients, top, excluded);
  }

  /**
   * The rows with the largest products for each of many coefficients, exactly those that `scores` and a selection would give; at about a fifth of
   * the price of `scoresOfMany` and a selection. The answer is good until `take` returns.
   */
  bestOfMany(coefficients: readonly ArrayLike<number>[], ask: BestQuestion, take: (answer: ManyBest) => void): void {
    this.#best ??= new BestOfMany(this.#kernels, this.#table);
    const best = this.#best;
    this.#kernels.memory.scope(() => {
      const queries = makeMatrix(this.#kernels, coefficients.length, this.width);
      coefficients.forEach((row, at) => queries.values.set(row, at * this.width));
      take(best.select(queries, coefficients.length, ask));
    });
  }
}
