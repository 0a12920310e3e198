import {
  choleskySquare,
  gramScratchBytes,
  invertLowerSquare,
  type Kernels,
  makeGramShares,
  makeMatrix,
  makeSquare,
  makeUnsetMatrix,
  type Matrix,
  multiply,
  multiplySquare,
  type Square,
  sumGramShares,
  symmetricEigen,
  tallGram,
  transposeSquare,
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

/**
 * The factors of one side in the coordinates they were solved in: the factors are `rows` times `turn`. They are never multiplied out between
 * half epochs, because the next one turns them again.
 */
export interface TurnedFactors {
  readonly rows: Matrix;
  readonly turn: Square;
  /** rows' rows. */
  readonly gram: Square;
}

/** One side is fixed, the other solved for. */
export interface HalfEpoch {
  /** Rows to solve; their values are c - 1. */
  readonly rows: KernelRows;
  readonly fixed: TurnedFactors;
  readonly solved: TurnedFactors;
  readonly longest: number;
}

/** Room for the factors of a side; `turn` begins as the identity. */
export function makeTurnedFactors(kernels: Kernels, rows: number, width: number): TurnedFactors {
  const [turn, gram] = [makeSquare(kernels, width), makeSquare(kernels, width)];
  for (let at = 0; at < width; at++) turn.values[at * width + at] = 1;
  return { rows: makeMatrix(kernels, rows, width), turn, gram };
}

/** To be called after the rows were written by hand. */
export function sumRows(kernels: Kernels, factors: TurnedFactors): void {
  tallGram(kernels, factors.rows, factors.gram.values);
}

/** Solves every row of one side given the other, in whitened coordinates; see `assembly/whitened-rows.ts`. */
export function solveSide(kernels: Kernels, half: HalfEpoch, loss: AlternatingLoss): void {
  const { fixed, solved, rows } = half;
  const { memory } = kernels;
  const f = fixed.rows.columns;
  memory.scope(() => {
    const { z, turn, spectrum } = whiten(kernels, fixed, loss);
    const own = spectrum === null ? null : { ridges: ownRidges(kernels, half, loss), spectrum: memory.float32(f) };
    own?.spectrum.set(spectrum ?? []);
    const shares = makeGramShares(kernels, rows.rowCount, f);
    kernels.run('solveWhitenedRows', {
      args: [
        ...[rows.starts, rows.indices, rows.values].map((array) => memory.offsetOf(array)),
        own === null ? 1 : 0,
        memory.offsetOf(z.values),
        own === null ? 0 : memory.offsetOf(own.spectrum),
        own === null ? 0 : memory.offsetOf(own.ridges),
        memory.offsetOf(solved.rows.values),
        f,
        loss.exactBelow,
        loss.steps,
        shares.at,
        shares.each,
      ],
      total: rows.rowCount,
      grain: shares.each,
      scratchBytes: Math.max(whitenedScratchBytes(half.longest, f, loss.exactBelow), gramScratchBytes(f)),
    });
    sumGramShares(shares, f, solved.gram.values);
    solved.turn.values.set(turn.values);
  });
}

/** Rows in the coordinates in which solving against them needs no f x f matrix. */
export interface Whitened {
  /** The factors times `turn`'. */
  readonly z: Matrix;
  /** f x f: L^-1, or Q' where each solved row has a regularisation of its own. */
  readonly turn: Square;
  /** Eigenvalues of the weighted Gram matrix; null with the plain loss, whose regularisation is in `turn`. */
  readonly spectrum: Float64Array | null;
}

/** Whitens the fixed side; the matrices stay in the memory's present scope. */
export function whiten(kernels: Kernels, fixed: TurnedFactors, loss: AlternatingLoss): Whitened {
  const { rows, turn: before } = fixed;
  const f = rows.columns;
  const [square, spare, turn] = [makeSquare(kernels, f), makeSquare(kernels, f), makeSquare(kernels, f)];
  // turn' gram turn: the Gram matrix of the factors themselves.
  multiplySquare(kernels, { left: fixed.gram, right: before, out: spare });
  transposeSquare(before, turn);
  multiplySquare(kernels, { left: turn, right: spare, out: square });
  for (let at = 0; at < square.values.length; at++) square.values[at] *= loss.unobserved;
  if (!square.values.every(Number.isFinite)) throw outOfRange();
  let spectrum: Float64Array | null = null;
  if (loss.scaling === 'frequency') {
    spectrum = symmetricEigen(kernels, square, turn).map((value) => Math.max(0, value));
  } else {
    for (let at = 0; at < f; at++) square.values[at * f + at] += loss.regularization;
    choleskySquare(kernels, square);
    invertLowerSquare(kernels, square, turn);
  }
  multiplySquare(kernels, { left: before, right: turn, out: spare, transposeRight: true });
  const both = makeUnsetMatrix(kernels, f, f);
  both.values.set(spare.values);
  const z = makeUnsetMatrix(kernels, rows.rows, f);
  multiply(kernels, { left: rows, right: both, out: z });
  return { z, turn, spectrum };
}

function outOfRange(): RangeError {
  return new RangeError(
    'als: the factors left the range of float32, because the weights of the interactions differ too much; divide them by their mean, or train with signal: binary',
  );
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
    ridges[row] = loss.regularization * (loss.unobserved * half.fixed.rows.rows + n);
  }
  return ridges;
}
