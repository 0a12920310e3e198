/** Eigenvalues, largest first, and their vectors as rows, of a symmetric matrix. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  /** n x n by rows: row `k` is the unit vector of `values[k]`. */
  readonly vectors: Float64Array;
}

/**
 * All eigenvalues and vectors of a symmetric n x n matrix (by rows): Householder reduction to three diagonals, then implicit QL
 * (Golub and Van Loan, "Matrix Computations", 8.3). About 9 n^3 operations in float64; the input is not changed.
 * @throws RangeError when the matrix holds something that is not finite.
 */
export function symmetricEigen(matrix: Float64Array, n: number): SymmetricEigen {
  for (const value of matrix)
    if (!Number.isFinite(value)) throw new RangeError('the matrix holds a value that is not finite');
  const work = matrix.slice();
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(n);
  reduce({ work, diagonal, beside, n });
  const turned = transposed(work, n);
  iterate({ rows: turned, diagonal, beside, n });
  const order = Array.from(diagonal.keys()).sort((a, b) => diagonal[b] - diagonal[a] || a - b);
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => vectors.set(turned.subarray(from * n, from * n + n), to * n));
  return { values: Float64Array.from(order, (at) => diagonal[at]), vectors };
}

function transposed(matrix: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let row = 0; row < n; row++)
    for (let column = 0; column < n; column++) out[column * n + row] = matrix[row * n + column];
  return out;
}

interface Reduction {
  /** In: the matrix. Out: the orthogonal transformation. */
  readonly work: Float64Array;
  readonly diagonal: Float64Array;
  readonly beside: Float64Array;
  readonly n: number;
}

/** Householder reflections from the last row up, all walks along rows. */
function reduce({ work: z, diagonal: d, beside: e, n }: Reduction): void {
  for (let i = n - 1; i > 0; i--) {
    const row = i * n;
    let scale = 0;
    for (let k = 0; k < i; k++) scale += Math.abs(z[row + k]);
    if (i === 1 || scale === 0) {
      e[i] = z[row + i - 1];
      d[i] = 0;
      continue;
    }
    let h = 0;
    for (let k = 0; k < i; k++) {
      z[row + k] /= scale;
      h += z[row + k] * z[row + k];
    }
    const g = z[row + i - 1] >= 0 ? -Math.sqrt(h) : Math.sqrt(h);
    e[i] = scale * g;
    h -= z[row + i - 1] * g;
    z[row + i - 1] -= g;
    reflect({ z, e, n, i, h });
    d[i] = h;
  }
  d[0] = 0;
  e[0] = 0;
  accumulate({ work: z, diagonal: d, beside: e, n });
}

/** A <- A - v w' - w v' of the leading i x i block, w kept in `e`. Only the lower triangle is kept up. */
function reflect({ z, e, n, i, h }: { z: Float64Array; e: Float64Array; n: number; i: number; h: number }): void {
  const v = z.subarray(i * n, i * n + i);
  e.fill(0, 0, i);
  for (let j = 0; j < i; j++) {
    const row = j * n;
    const vj = v[j];
    let sum = z[row + j] * vj;
    for (let k = 0; k < j; k++) {
      sum += z[row + k] * v[k];
      e[k] += z[row + k] * vj;
    }
    e[j] += sum;
  }
  let f = 0;
  for (let j = 0; j < i; j++) {
    e[j] /= h;
    f += e[j] * v[j];
  }
  const hh = f / (h + h);
  for (let j = 0; j < i; j++) e[j] -= hh * v[j];
  for (let j = 0; j < i; j++) {
    const row = j * n;
    const vj = v[j];
    const ej = e[j];
    for (let k = 0; k <= j; k++) z[row + k] -= vj * e[k] + ej * v[k];
  }
  // The vector over h is what accumulation needs; it is kept in the column.
  for (let j = 0; j < i; j++) z[j * n + i] = v[j] / h;
}

function accumulate({ work: z, diagonal: d, n }: Reduction): void {
  const sums = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (d[i] !== 0) {
      sums.fill(0, 0, i);
      for (let k = 0; k < i; k++) {
        const factor = z[i * n + k];
        const row = k * n;
        for (let j = 0; j < i; j++) sums[j] += factor * z[row + j];
      }
      for (let k = 0; k < i; k++) {
        const factor = z[k * n + i];
        const row = k * n;
        for (let j = 0; j < i; j++) z[row + j] -= factor * sums[j];
      }
    }
    d[i] = z[i * n + i];
    z[i * n + i] = 1;
    for (let k = 0; k < i; k++) {
      z[k * n + i] = 0;
      z[i * n + k] = 0;
    }
  }
}

/** Implicit QL with shifts; `rows` holds the vectors as rows and is turned along. */
function iterate({
  rows,
  diagonal: d,
  beside: e,
  n,
}: {
  rows: Float64Array;
  diagonal: Float64Array;
  beside: Float64Array;
  n: number;
}): void {
  for (let i = 1; i < n; i++) e[i - 1] = e[i];
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
      sweep({ rows, d, e, n, l, m });
    }
  }
}

function sweep({
  rows,
  d,
  e,
  n,
  l,
  m,
}: {
  rows: Float64Array;
  d: Float64Array;
  e: Float64Array;
  n: number;
  l: number;
  m: number;
}): void {
  let g = (d[l + 1] - d[l]) / (2 * e[l]);
  let r = Math.hypot(g, 1);
  g = d[m] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
  let [s, c, p] = [1, 1, 0];
  for (let i = m - 1; i >= l; i--) {
    const f = s * e[i];
    const b = c * e[i];
    r = Math.hypot(f, g);
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
    const low = i * n;
    const high = low + n;
    for (let k = 0; k < n; k++) {
      const upper = rows[high + k];
      const lower = rows[low + k];
      rows[high + k] = s * lower + c * upper;
      rows[low + k] = c * lower - s * upper;
    }
  }
  d[l] -= p;
  e[l] = g;
  e[m] = 0;
}
