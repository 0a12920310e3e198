import { blockRows, multiplyScratchBytes } from '../machine/kernel-code.ts';
import type { Kernels } from '../machine/kernels.ts';
import { tallGram } from './gram-shares.ts';

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
  /** Whether op(right) is upper triangular, with zeros below its diagonal: half the work. */
  readonly triangularRight?: boolean;
  /** Factor of the product; 1 when left out. */
  readonly alpha?: number;
  /** Factor of what stands in `out` before; 0 when left out. */
  readonly beta?: number;
}

/** A matrix of zeros in kernel memory. */
export function makeMatrix(kernels: Kernels, rows: number, columns: number): Matrix {
  return { values: kernels.memory.float32(rows * columns), rows, columns };
}

/** A matrix that is wholly written before it is read: it holds whatever stood there. */
export function makeUnsetMatrix(kernels: Kernels, rows: number, columns: number): Matrix {
  return { values: kernels.memory.unsetFloat32(rows * columns), rows, columns };
}

/** The right factor of products in the order in which they read it; stays in the memory's present scope. */
export interface PackedRight {
  readonly at: number;
  readonly depth: number;
  readonly columns: number;
}

/** Packs a right factor once for many products; takes as much memory as the matrix. */
export function packRight(kernels: Kernels, right: Matrix, transpose = false): PackedRight {
  const [depth, columns] = transpose ? [right.columns, right.rows] : [right.rows, right.columns];
  const panels = Math.ceil(columns / 8);
  const at = kernels.memory.bytes(panels * 8 * depth * 4);
  const strides = transpose ? [1, right.columns] : [right.columns, 1];
  kernels.run('packPanels', {
    args: [kernels.memory.offsetOf(right.values), ...strides, depth, columns, at],
    total: panels,
    grain: Math.max(1, Math.ceil(4096 / depth)),
  });
  return { at, depth, columns };
}

/** out = alpha op(left) op(right) + beta out. @throws RangeError when the shapes do not fit. */
export function multiply(kernels: Kernels, product: Product): void {
  runProduct(kernels, product, product.triangularRight === true ? shapes.triangularRight : shapes.full);
}

/** out = alpha left right + beta out with a factor that was packed before. @throws RangeError when the shapes do not fit. */
export function multiplyPacked(
  kernels: Kernels,
  product: Omit<Product, 'right' | 'transposeRight' | 'triangularRight'> & { readonly right: PackedRight },
): void {
  const { left, transposeLeft = false } = product;
  runRows(kernels, { ...product, transposeLeft }, [transposeLeft ? left.columns : left.rows, shapes.full]);
}

/** out = alpha op(left) op(left)' + beta out, symmetric: half the work of `multiply`. `transposeLeft` gives left' left. */
export function multiplySymmetric(
  kernels: Kernels,
  product: Omit<Product, 'right' | 'transposeRight' | 'triangularRight'>,
): void {
  const { left, out, transposeLeft = false, alpha = 1, beta = 0 } = product;
  if (transposeLeft && beta === 0 && left.columns % 4 === 0 && left.rows >= 4 * left.columns) {
    const gram = new Float64Array(left.columns * left.columns);
    tallGram(kernels, left, gram);
    for (let at = 0; at < gram.length; at++) out.values[at] = alpha * gram[at];
    return;
  }
  runProduct(kernels, { ...product, right: left, transposeLeft, transposeRight: !transposeLeft }, shapes.upperOut);
  const { values, columns } = out;
  for (let row = 1; row < columns; row++) {
    for (let column = 0; column < row; column++) values[row * columns + column] = values[column * columns + row];
  }
}

function runProduct(kernels: Kernels, product: Product, shape: number): void {
  const { left, right, transposeLeft = false, transposeRight = false } = product;
  const rows = transposeLeft ? left.columns : left.rows;
  kernels.memory.scope(() => {
    runRows(kernels, { ...product, right: packRight(kernels, right, transposeRight), transposeLeft }, [rows, shape]);
  });
}

/** What `multiplyRows` may leave out. */
const shapes = { full: 0, upperOut: 1, triangularRight: 2 } as const;

type PackedProduct = Omit<Product, 'right'> & { readonly right: PackedRight };

/** Pieces of a product beyond which more give nothing. */
const enoughUnits = 64;

function runRows(kernels: Kernels, product: PackedProduct, [rows, shape]: readonly [number, number]): void {
  const { left, right, out, transposeLeft = false, alpha = 1, beta = 0 } = product;
  const depth = transposeLeft ? left.rows : left.columns;
  const { columns } = right;
  if (depth !== right.depth || out.rows !== rows || out.columns !== columns) {
    throw new RangeError(
      `a ${rows} x ${depth} matrix times a ${right.depth} x ${columns} one does not fit ${out.rows} x ${out.columns}`,
    );
  }
  const panels = Math.ceil(columns / 8);
  const blocks = Math.ceil(rows / blockRows);
  const chunk = Math.max(16, Math.ceil(panels / Math.ceil(enoughUnits / Math.max(1, blocks))));
  const [a, c] = [left, out].map(({ values }) => kernels.memory.offsetOf(values));
  kernels.run('multiplyRows', {
    args: [
      a,
      ...(transposeLeft ? [1, left.columns] : [left.columns, 1]),
      right.at,
      c,
      columns,
      rows,
      depth,
      columns,
      alpha,
      beta,
      shape,
      chunk,
    ],
    total: blocks * Math.ceil(panels / chunk),
    grain: 1,
    scratchBytes: multiplyScratchBytes,
  });
}
