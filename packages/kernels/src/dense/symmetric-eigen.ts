import type { Kernels } from '../machine/kernels.ts';
import type { Square } from './square-doubles.ts';

/**
 * Eigenvalues, largest first, of a symmetric matrix; row `k` of `vectors` becomes the unit vector of value `k`. Householder reduction to three
 * diagonals, then implicit QL (Golub and Van Loan, "Matrix Computations", 8.3), about 9 n^3 operations in float64. `matrix` is overwritten.
 * @throws RangeError when the matrix holds something that is not finite.
 */
export function symmetricEigen(kernels: Kernels, matrix: Square, vectors: Square): Float64Array {
  const { memory } = kernels;
  const { values: cells, n } = matrix;
  for (const value of cells)
    if (!Number.isFinite(value)) throw new RangeError('the matrix holds a value that is not finite');
  return memory.scope(() => {
    const [diagonal, beside, spare] = [memory.float64(n), memory.float64(n), memory.float64(n)];
    const [z, d, e, room] = [cells, diagonal, beside, spare].map((array) => memory.offsetOf(array));
    kernels.code.reduceDoubles(z, d, e, room, n);
    const { sweeps, turns } = rotations(diagonal, beside);
    const order = Array.from(diagonal.keys()).sort((a, b) => diagonal[b] - diagonal[a] || a - b);
    const [placed, pairs, angles] = [memory.int32(n), memory.copyOfWhole(sweeps), memory.float64(turns.length)];
    order.forEach((from, to) => (placed[from] = to));
    angles.set(turns);
    const [swept, turned, places, out] = [pairs, angles, placed, vectors.values].map((array) => memory.offsetOf(array));
    kernels.run('turnStrips', {
      args: [z, n, swept, sweeps.length / 2, turned, places, out],
      total: Math.ceil(n / 8),
      // A strip takes about 10 n^2 cycles; fewer than a hundred thousand are not worth waking anybody.
      grain: Math.max(1, Math.ceil(100_000 / (n * n))),
      scratchBytes: n * 64,
    });
    return Float64Array.from(order, (at) => diagonal[at]);
  });
}

/** What QL does to the vectors: two numbers a sweep, its highest row and how many rotations go down from there; sine and cosine of each. */
interface Rotations {
  readonly sweeps: number[];
  readonly turns: number[];
}

/** Implicit QL with shifts; the eigenvalues are then on the diagonal. */
function rotations(d: Float64Array, e: Float64Array): Rotations {
  const n = d.length;
  const made: Rotations = { sweeps: [], turns: [] };
  e.copyWithin(0, 1);
  e[n - 1] = 0;
  for (let l = 0; l < n; l++) {
    for (let round = 0; ; round++) {
      let m = l;
      for (; m < n - 1; m++) {
        const around = Math.abs(d[m]) + Math.abs(d[m + 1]);
        if (Math.abs(e[m]) <= Number.EPSILON * around) break;
      }
      if (m === l) break;
      if (round === 60) throw new RangeError('the eigenvalues did not settle; the matrix is not symmetric');
      const before = made.turns.length;
      sweep({ d, e, l, m }, made.turns);
      made.sweeps.push(m, (made.turns.length - before) / 2);
    }
  }
  return made;
}

interface Sweep {
  readonly d: Float64Array;
  readonly e: Float64Array;
  /** From row m down to row l. */
  readonly l: number;
  readonly m: number;
}

function sweep({ d, e, l, m }: Sweep, turns: number[]): void {
  let g = (d[l + 1] - d[l]) / (2 * e[l]);
  let r = lengthOf(g, 1);
  g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
  let [s, c, p] = [1, 1, 0];
  for (let i = m - 1; i >= l; i--) {
    const f = s * e[i];
    const b = c * e[i];
    r = lengthOf(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1] -= p;
      e[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1] - p;
    r = (d[i] - g) * s + 2 * c * b;
    p = s * r;
    d[i + 1] = g + p;
    g = c * r - b;
    turns.push(s, c);
  }
  d[l] -= p;
  e[l] = g;
  e[m] = 0;
}

/** Of the vector (x, y). Math.hypot costs as much as all else of a rotation and is only needed where squares leave the range of numbers. */
function lengthOf(x: number, y: number): number {
  const square = x * x + y * y;
  return square > 1e-280 && square < 1e280 ? Math.sqrt(square) : Math.hypot(x, y);
}
