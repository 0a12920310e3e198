import type { Kernels } from '../machine/kernels.ts';

/** A square matrix in float64 in kernel memory, by rows; `n` is a multiple of 4. */
export interface Square {
  readonly values: Float64Array;
  readonly n: number;
}

/** A square matrix of zeros in kernel memory. */
export function makeSquare(kernels: Kernels, n: number): Square {
  return { values: kernels.memory.float64(n * n), n };
}

/** out = left right, or left right'; `out` is another matrix than both. */
export function multiplySquare(
  kernels: Kernels,
  product: { readonly left: Square; readonly right: Square; readonly out: Square; readonly transposeRight?: boolean },
): void {
  const { left, right, out, transposeRight = false } = product;
  const offsets = [left, right, out].map(({ values }) => kernels.memory.offsetOf(values));
  kernels.run('multiplyDoubles', {
    args: [...offsets, left.n, transposeRight ? 1 : 0],
    total: left.n / 4,
    grain: Math.max(1, Math.ceil(65_536 / (left.n * left.n))),
    scratchBytes: left.n * 32,
  });
}

/** The lower triangle becomes the Cholesky factor. @throws RangeError when the matrix is not positive definite; the message names the row. */
export function choleskySquare(kernels: Kernels, square: Square): void {
  const failed = kernels.code.choleskyDoubles(kernels.memory.offsetOf(square.values), square.n);
  if (failed !== 0) throw new RangeError(`the matrix is not positive definite (row ${failed - 1})`);
}

/** out = the inverse of the lower triangle. */
export function invertLowerSquare(kernels: Kernels, lower: Square, out: Square): void {
  const { memory, code } = kernels;
  code.invertLowerDoubles(memory.offsetOf(lower.values), memory.offsetOf(out.values), lower.n);
}

/** out = the transpose. */
export function transposeSquare({ values, n }: Square, out: Square): void {
  for (let row = 0; row < n; row++)
    for (let column = 0; column < n; column++) out.values[column * n + row] = values[row * n + column];
}
