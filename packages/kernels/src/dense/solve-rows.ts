import type { Kernels } from '../machine/kernels.ts';
import type { Matrix } from './multiply.ts';
import type { Square } from './square-doubles.ts';

/** Solves L y = b, or L' y = b, for every row b of `rows` in place; the triangle in float64, shared among threads by rows. */
export function solveTriangleRows(
  kernels: Kernels,
  { lower, rows, transposed = false }: { readonly lower: Square; readonly rows: Matrix; readonly transposed?: boolean },
): void {
  if (rows.columns !== lower.n) throw new RangeError(`rows of ${rows.columns} numbers do not fit ${lower.n} unknowns`);
  const { memory } = kernels;
  kernels.run('solveTriangle', {
    args: [memory.offsetOf(lower.values), lower.n, memory.offsetOf(rows.values), transposed ? 1 : 0],
    total: rows.rows,
    grain: 16,
    scratchBytes: lower.n * 8,
  });
}

/** What `conjugateRows` solves: (matrix + ridge I) x = b for every row b of `right`. */
export interface ConjugateTask {
  /** Symmetric and positive definite, its size a multiple of 16. */
  readonly matrix: Matrix;
  readonly right: Matrix;
  readonly out: Matrix;
  /** One number a row, in kernel memory; 0 for all when left out. */
  readonly ridges?: Float32Array;
  readonly steps: number;
  /** Ends a row where its rest is this share of its right-hand side. */
  readonly tolerance: number;
}

/** Solves many systems with one matrix by conjugate gradients in float32, shared among threads by rows. */
export function conjugateRows(kernels: Kernels, task: ConjugateTask): void {
  const { matrix, right, out, ridges } = task;
  const n = matrix.rows;
  if (n % 16 !== 0 || matrix.columns !== n) {
    throw new RangeError(`the matrix is ${n} x ${matrix.columns}; fill it up to a multiple of 16 both ways`);
  }
  if (right.columns !== n || out.columns !== n || out.rows !== right.rows) {
    throw new RangeError(`${right.rows} x ${right.columns} and ${out.rows} x ${out.columns} do not fit ${n} unknowns`);
  }
  const { memory } = kernels;
  kernels.run('conjugateRows', {
    args: [
      memory.offsetOf(matrix.values),
      matrix.rows,
      ridges === undefined ? 0 : memory.offsetOf(ridges),
      memory.offsetOf(right.values),
      memory.offsetOf(out.values),
      task.steps,
      task.tolerance,
    ],
    total: right.rows,
    grain: 4,
    scratchBytes: matrix.rows * 12,
  });
}
