/** One row of a sparse product: as `assembly/sparse-row.ts`, with the same float32 sums in the same order. */
export class PlainRow {
  readonly sums: Float32Array;
  readonly #touched: Int32Array;
  readonly #marked: Uint8Array;
  #count = 0;

  constructor(columns: number) {
    this.sums = new Float32Array(columns);
    this.#touched = new Int32Array(columns);
    this.#marked = new Uint8Array(columns);
  }

  add(column: number, value: number): void {
    if (this.#marked[column] === 0) {
      this.#marked[column] = 1;
      this.#touched[this.#count++] = column;
    }
    this.sums[column] += value;
  }

  /** The columns whose sum is not 0, ascending. */
  columns(): Int32Array {
    return this.#touched
      .subarray(0, this.#count)
      .sort()
      .filter((column) => this.sums[column] !== 0);
  }

  /** Visits the columns in the order in which they were first met. */
  eachMet(visit: (column: number, sum: number) => void): void {
    for (let at = 0; at < this.#count; at++) visit(this.#touched[at], this.sums[this.#touched[at]]);
  }

  clear(): void {
    for (let at = 0; at < this.#count; at++) {
      this.sums[this.#touched[at]] = 0;
      this.#marked[this.#touched[at]] = 0;
    }
    this.#count = 0;
  }

  /** The `most` columns with the largest sum times scale, `self` left out, equal ones by lower column; ascending. */
  best(self: number, most: number, scaleOf: (column: number) => number): Int32Array {
    const columns = this.columns().filter((column) => column !== self);
    if (columns.length <= most) return columns;
    const scores = Float32Array.from(columns, (column) => this.sums[column] * scaleOf(column));
    const least = scores.slice().sort()[scores.length - most];
    let equals = most - scores.filter((score) => score > least).length;
    return columns.filter((_, at) => scores[at] > least || (scores[at] === least && equals-- > 0));
  }
}
