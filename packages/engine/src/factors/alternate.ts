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
    const gram = makeMatrix(kernels, f, f);
    multiplySymmetric(kernels, { left: fixed, out: gram, transposeLeft: true, alpha: loss.unobserved });
    const z = makeMatrix(kernels, fixed.rows, f);
    const w = makeMatrix(kernels, solved.rows, f);
    const turn = makeMatrix(kernels, f, f);
    const own = loss.scaling === 'frequency' ? ownRidges(kernels, half, loss) : null;
    let spectrum = 0;
    if (own === null) {
      const factor = Float64Array.from(gram.values);
      for (let at = 0; at < f; at++) factor[at * f + at] += loss.regularization;
      choleskyInPlace(factor, f);
      turn.values.set(invertLower(factor, f));
    } else {
      const { values, vectors } = symmetricEigen(Float64Array.from(gram.values), f);
      turn.values.set(vectors);
      const kept = memory.float32(f);
      kept.set(values.map((value) => Math.max(0, value)));
      spectrum = memory.offsetOf(kept);
    }
    multiply(kernels, { left: fixed, right: turn, out: z, transposeRight: true });
    const offsets = [rows.starts, rows.indices, rows.values].map((array) => memory.offsetOf(array));
    kernels.run('solveWhitenedRows', {
      args: [
        ...offsets,
        own === null ? 1 : 0,
        memory.offsetOf(z.values),
        spectrum,
        own === null ? 0 : memory.offsetOf(own),
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
