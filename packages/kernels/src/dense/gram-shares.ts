import type { Kernels } from '../machine/kernels.ts';
import type { Matrix } from './multiply.ts';

/** Rows that a kernel adds up at once; the same as in `assembly/gram.ts`. */
const block = 32;
/** The most shares, and the bytes they may take together. */
const mostShares = 64;
const mostBytes = 32 * 1024 ** 2;

/** Room for the Gram matrix of a tall matrix in shares that threads add up on their own. */
export interface GramShares {
  /** Byte offset of the shares. */
  readonly at: number;
  /** Rows of a share: pieces of work begin at multiples of it. */
  readonly each: number;
  /** Columns, filled up to a multiple of 8. */
  readonly width: number;
  readonly values: Float32Array;
}

/** Bytes of scratch that a thread needs to add rows to a share. */
export function gramScratchBytes(columns: number): number {
  return Math.ceil(columns / 8) * 8 * block * 4;
}

/** Shares for the rows of a matrix, in the memory's present scope. The sums depend on their number, which depends on the shape alone. */
export function makeGramShares(kernels: Kernels, rows: number, columns: number): GramShares {
  const width = Math.ceil(columns / 8) * 8;
  const count = Math.max(4, Math.min(mostShares, Math.floor(mostBytes / (width * width * 4))));
  const each = Math.max(1, Math.ceil(rows / count / block)) * block;
  const values = kernels.memory.unsetFloat32(Math.ceil(rows / each) * width * width);
  return { at: kernels.memory.offsetOf(values), each, width, values };
}

/** Adds the shares up in float64, in order, and fills in the lower triangle; `out` has columns x columns numbers. */
export function sumGramShares(shares: GramShares, columns: number, out: Float64Array): void {
  const { width, values } = shares;
  out.fill(0);
  for (let share = 0; share < values.length; share += width * width) {
    for (let row = 0; row < columns; row++) {
      const from = share + row * width;
      for (let column = row; column < columns; column++) out[row * columns + column] += values[from + column];
    }
  }
  for (let row = 1; row < columns; row++) {
    for (let column = 0; column < row; column++) out[row * columns + column] = out[column * columns + row];
  }
}

/** rows' rows of a tall matrix whose columns are a multiple of 4, in float64; shared among threads by rows. */
export function tallGram(kernels: Kernels, rows: Matrix, out: Float64Array): void {
  kernels.memory.scope(() => {
    const shares = makeGramShares(kernels, rows.rows, rows.columns);
    kernels.run('gramShares', {
      args: [kernels.memory.offsetOf(rows.values), rows.columns, shares.at, shares.each],
      total: rows.rows,
      grain: shares.each,
      scratchBytes: gramScratchBytes(rows.columns),
    });
    sumGramShares(shares, rows.columns, out);
  });
}
