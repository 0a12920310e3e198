import { blockRows, multiplyScratchBytes } from '../machine/kernel-code.ts';
import type { Kernels } from '../machine/kernels.ts';

/** A dense float32 matrix in kernel memory, by rows. */
export interface Matrix {
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

/** Which product is made and where it goes. */
export interface Product {
  readonly left: Matrix;
  readonly right: Matrix;
  readonly out: Matrix;
  /** Take the transpose of a factor. */
  readonly transposeLeft?: boolean;
  readonly transposeRight?: boolean;
  /** Factor of the product; 1 when left out. */
  readonly alpha?: number;
  /** Factor of what stands in `out` before; 0 when left out. */
  readonly beta?: number;
}

/** A matrix of zeros in kernel memory. */
export function makeMatrix(kernels: Kernels, rows: number, columns: number): Matrix {
  return { values: kernels.memory.float32(rows * columns), rows, columns };
}

/** out = alpha op(left) op(right) + beta out. @throws RangeError when the shapes do not fit. */
export function multiply(kernels: Kernels, product: Product): void {
  runProduct(kernels, product, false);
}

/** out = alpha op(left) op(left)' + beta out, symmetric: half the work of `multiply`. `transposeLeft` gives left' left. */
export function multiplySymmetric(kernels: Kernels, product: Omit<Product, 'right' | 'transposeRight'>): void {
  const { left, out, transposeLeft = false } = product;
  runProduct(kernels, { ...product, right: left, transposeLeft, transposeRight: !transposeLeft }, true);
  const { values, columns } = out;
  for (let row = 1; row < columns; row++) {
    for (let column = 0; column < row; column++) values[row * columns + column] = values[column * columns + row];
  }
}

function runProduct(kernels: Kernels, product: Product, upper: boolean): void {
  const { left, right, out, transposeLeft = false, transposeRight = false, alpha = 1, beta = 0 } = product;
  const rows = transposeLeft ? left.columns : left.rows;
  const depth = transposeLeft ? left.rows : left.columns;
  const columns = transposeRight ? right.rows : right.columns;
  const otherDepth = transposeRight ? right.columns : right.rows;
  if (depth !== otherDepth || out.rows !== rows || out.columns !== columns) {
    throw new RangeError(
      `a ${rows} x ${depth} matrix times a ${otherDepth} x ${columns} one does not fit ${out.rows} x ${out.columns}`,
    );
  }
  const { memory } = kernels;
  const [a, b, c] = [left, right, out].map(({ values }) => memory.offsetOf(values));
  memory.scope(() => {
    const panels = Math.ceil(columns / 8);
    const packed = memory.bytes(panels * 8 * depth * 4);
    const strides = transposeRight ? [1, right.columns] : [right.columns, 1];
    kernels.run('packPanels', { args: [b, ...strides, depth, columns, packed], total: panels, grain: 16 });
    kernels.run('multiplyRows', {
      args: [
        a,
        ...(transposeLeft ? [1, left.columns] : [left.columns, 1]),
        packed,
        c,
        columns,
        rows,
        depth,
        columns,
        alpha,
        beta,
        upper ? 1 : 0,
      ],
      total: Math.ceil(rows / blockRows),
      grain: 1,
      scratchBytes: multiplyScratchBytes,
    });
  });
}
