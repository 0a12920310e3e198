import {
  choleskyInPlace,
  invertLower,
  type Kernels,
  makeMatrix,
  type Matrix,
  multiply,
  multiplySymmetric,
  symmetricEigen,
} from '@vitrine/kernels';
import type { KernelRows } from './sparse-in-memory.ts';

/** Which loss is made small. */
export interface AlternatingLoss {
  /** Weight of every pair: 1 with `plain`, the alpha_0 of the frequency-scaled loss otherwise. */
  readonly unobserved: number;
  readonly regularization: number;
  /**
   * `plain`: reg for every row (Hu, Koren, Volinsky 2008). `frequency`: reg (alpha_0 |other side| + n) for a row of n interactions
   * (Rendle et al. 2022, "Revisiting the performance of iALS on item recommendation benchmarks").
   */
  readonly scaling: 'plain' | 'frequency';
  /** Steps of conjugate gradients for rows longer than `exactBelow`. */
  readonly steps: number;
  readonly exactBelow: number;
}

/** One side is fixed, the other solved for. */
export interface HalfEpoch {
  /** Rows to solve; their values are c - 1. */
  readonly rows: KernelRows;
  readonly fixed: Matrix;
  readonly solved: Matrix;
  readonly longest: number;
}

/** Solves every row of one side given the other, in whitened coordinates; see `assembly/whitened-rows.ts`. */
export function solveSide(kernels: Kernels, half: HalfEpoch, loss: AlternatingLoss): void {
  const { fixed, solved, rows } = half;
  const { memory } = kernels;
  const f = fixed.columns;
  memory.scope(() => {
    const { z, turn, spectrum } = whiten(kernels, fixed, loss);
    const w = makeMatrix(kernels, solved.rows, f);
    const own = spectrum === null ? null : { ridges: ownRidges(kernels, half, loss), spectrum: memory.float32(f) };
    own?.spectrum.set(spectrum ?? []);
    const offsets = [rows.starts, rows.indices, rows.values].map((array) => memory.offsetOf(array));
    kernels.run('solveWhitenedRows', {
      args: [
        ...offsets,
        own === null ? 1 : 0,
        memory.offsetOf(z.values),
        own === null ? 0 : memory.offsetOf(own.spectrum),
        own === null ? 0 : memory.offsetOf(own.ridges),
        memory.offsetOf(w.values),
        f,
        loss.exactBelow,
        loss.steps,
      ],
      total: rows.rowCount,
      grain: 64,
      scratchBytes: whitenedScratchBytes(half.longest, f, loss.exactBelow),
    });
    multiply(kernels, { left: w, right: turn, out: solved });
  });
}

/** Rows in the coordinates in which solving against them needs no f x f matrix. */
export interface Whitened {
  /** The rows times `turn`'. */
  readonly z: Matrix;
  /** f x f: L^-1, or Q' where each solved row has a regularisation of its own. */
  readonly turn: Matrix;
  /** Eigenvalues of the weighted Gram matrix; null with the plain loss, whose regularisation is in `turn`. */
  readonly spectrum: Float64Array | null;
}

/** Whitens the fixed side; the matrices stay in the memory's present scope. */
export function whiten(kernels: Kernels, fixed: Matrix, loss: AlternatingLoss): Whitened {
  const f = fixed.columns;
  const [gram, turn] = [makeMatrix(kernels, f, f), makeMatrix(kernels, f, f)];
  const z = makeMatrix(kernels, fixed.rows, f);
  multiplySymmetric(kernels, { left: fixed, out: gram, transposeLeft: true, alpha: loss.unobserved });
  const square = Float64Array.from(gram.values);
  let spectrum: Float64Array | null = null;
  if (loss.scaling === 'frequency') {
    const eigen = symmetricEigen(square, f);
    spectrum = eigen.values.map((value) => Math.max(0, value));
    turn.values.set(eigen.vectors);
  } else {
    for (let at = 0; at < f; at++) square[at * f + at] += loss.regularization;
    choleskyInPlace(square, f);
    turn.values.set(invertLower(square, f));
  }
  multiply(kernels, { left: fixed, right: turn, out: z, transposeRight: true });
  return { z, turn, spectrum };
}

/** Bytes that a thread needs to solve rows of at most `longest` interactions. */
function whitenedScratchBytes(longest: number, f: number, exactBelow: number): number {
  const padded = longest + 4;
  return 4 * (f + padded + padded * f + 3 * f + (exactBelow + 4) * (exactBelow + 5));
}

function ownRidges(kernels: Kernels, half: HalfEpoch, loss: AlternatingLoss): Float32Array {
  const ridges = kernels.memory.float32(half.rows.rowCount);
  for (let row = 0; row < ridges.length; row++) {
    const n = half.rows.starts[row + 1] - half.rows.starts[row];
    ridges[row] = loss.regularization * (loss.unobserved * half.fixed.rows + n);
  }
  return ridges;
}
