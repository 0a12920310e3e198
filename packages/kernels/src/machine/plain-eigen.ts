/** As `reduceDoubles` of `assembly/eigen.ts`. */
export function reduceDoubles(memory: WebAssembly.Memory, args: readonly number[]): void {
  const [z, diagonal, beside, , n] = args;
  const doubles = (at: number, length: number): Float64Array => new Float64Array(memory.buffer, at, length);
  reduce({ work: doubles(z, n * n), diagonal: doubles(diagonal, n), beside: doubles(beside, n), n });
}

/** As `turnStrips` of `assembly/eigen.ts`. */
export function turnStrips(memory: WebAssembly.Memory, args: readonly number[]): void {
  const [z, n, sweeps, sweepCount, turns, places, out, , begin, end] = args;
  const [from, to] = [z, out].map((at) => new Float64Array(memory.buffer, at, n * n));
  const pairs = new Uint32Array(memory.buffer, sweeps, 2 * sweepCount);
  const rows = new Uint32Array(memory.buffer, places, n);
  const angles = new Float64Array(memory.buffer, turns);
  const lane = new Float64Array(n);
  for (let column = begin * 8; column < Math.min(n, end * 8); column++) {
    lane.set(from.subarray(column * n, column * n + n));
    let at = 0;
    for (let sweep = 0; sweep < sweepCount; sweep++) {
      let row = pairs[2 * sweep];
      for (const last = at + 2 * pairs[2 * sweep + 1]; at < last; at += 2, row--) {
        const [s, c, upper, lower] = [angles[at], angles[at + 1], lane[row], lane[row - 1]];
        lane[row] = s * lower + c * upper;
        lane[row - 1] = c * lower - s * upper;
      }
    }
    for (let row = 0; row < n; row++) to[rows[row] * n + column] = lane[row];
  }
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
