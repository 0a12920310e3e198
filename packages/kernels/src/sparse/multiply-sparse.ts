import { type Matrix, makeMatrix } from '../dense/multiply.ts';
import type { Kernels } from '../machine/kernels.ts';
import type { SparseRows } from './sparse-rows.ts';

/** Which product is made. */
export interface SparseProduct {
  /** In any memory; it is copied to that of the kernels for the call. */
  readonly sparse: SparseRows;
  /** Rows as columns of `sparse`, or as its rows when transposed; columns a multiple of 4. */
  readonly dense: Matrix;
  /** S' X instead of S X, without making S'. */
  readonly transpose?: boolean;
}

/** S X or S' X in kernel memory; float32 sums in the order of the rows, the same with any number of threads. @throws RangeError when shapes do not fit. */
export function multiplySparse(kernels: Kernels, product: SparseProduct): Matrix {
  const { sparse, dense, transpose = false } = product;
  const { memory } = kernels;
  const width = dense.columns;
  const [rows, depth] = transpose ? [sparse.columnCount, sparse.rowCount] : [sparse.rowCount, sparse.columnCount];
  if (dense.rows !== depth || width % 4 !== 0) {
    throw new RangeError(
      `a product of ${depth} columns with ${dense.rows} x ${width}; rows must agree, width be a multiple of 4`,
    );
  }
  const out = makeMatrix(kernels, rows, width);
  memory.scope(() => {
    const { starts, indices, values } = sparse;
    const copies = [memory.copyOfWhole(starts), memory.copyOfWhole(indices), memory.copyOf(values)];
    const from = copies.map((array) => array.byteOffset);
    const to = [dense.values.byteOffset, width, out.values.byteOffset];
    if (transpose) {
      const total = Math.ceil(width / 16);
      kernels.run('sparseTransposeTimesDense', { args: [...from, sparse.rowCount, ...to], total, grain: 1 });
    } else kernels.run('sparseTimesDense', { args: [...from, ...to], total: rows, grain: 64 });
  });
  return out;
}
