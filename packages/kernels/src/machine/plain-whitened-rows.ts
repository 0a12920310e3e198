import { addGram } from './plain-gram.ts';

/** As `solveWhitenedRows` of `assembly/whitened-rows.ts`, in float64. */
export function solveWhitenedRows(floats: Float32Array, words: Uint32Array, args: readonly number[]): void {
  const [starts, indices, extra, right, z, spectrum, ridges, w, f, exactBelow, steps, shares, each, , begin, end] =
    args;
  for (let row = begin; row < end; row++) {
    const from = words[starts / 4 + row];
    const n = words[starts / 4 + row + 1] - from;
    floats.fill(0, w / 4 + row * f, w / 4 + row * f + f);
    if (n === 0) {
      if (shares !== 0) addGram(floats, { rows: w, columns: f, shares, each }, row);
      continue;
    }
    const weights = Float64Array.from({ length: n }, (_, i) => floats[extra / 4 + from + i]);
    const own = (column: number): number =>
      ridges === 0 ? 1 : 1 / Math.sqrt(floats[spectrum / 4 + column] + floats[ridges / 4 + row]);
    const vectors = Array.from({ length: n }, (_, i) =>
      Float64Array.from(
        { length: f },
        (__, column) => floats[z / 4 + words[indices / 4 + from + i] * f + column] * own(column),
      ),
    );
    const solved =
      n <= exactBelow
        ? solveDual(vectors, weights, { f, right })
        : solveGradients(vectors, weights, { f, right, steps });
    for (let column = 0; column < f; column++) floats[w / 4 + row * f + column] = solved[column] * own(column);
    if (shares !== 0) addGram(floats, { rows: w, columns: f, shares, each }, row);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at] * b[at];
  return sum;
}

function addTimes(out: Float64Array, factor: number, vector: Float64Array): void {
  for (let at = 0; at < out.length; at++) out[at] += factor * vector[at];
}

/** (D^-1 + Z Z') a = D^-1 c by Cholesky, then Z' a. */
function solveDual(
  vectors: readonly Float64Array[],
  weights: Float64Array,
  shape: { readonly f: number; readonly right: number },
): Float64Array {
  const n = vectors.length;
  const factor = new Float64Array(n * n);
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let known = 1 + shape.right / weights[i];
    let diagonal = dot(vectors[i], vectors[i]) + 1 / weights[i];
    for (let j = 0; j < i; j++) {
      let sum = dot(vectors[i], vectors[j]);
      for (let p = 0; p < j; p++) sum -= factor[i * n + p] * factor[j * n + p];
      sum /= factor[j * n + j];
      factor[i * n + j] = sum;
      diagonal -= sum * sum;
      known -= sum * x[j];
    }
    factor[i * n + i] = Math.sqrt(diagonal);
    x[i] = known / factor[i * n + i];
  }
  const out = new Float64Array(shape.f);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i] -= factor[j * n + i] * x[j];
    x[i] /= factor[i * n + i];
    addTimes(out, x[i], vectors[i]);
  }
  return out;
}

function solveGradients(
  vectors: readonly Float64Array[],
  weights: Float64Array,
  shape: { readonly f: number; readonly right: number; readonly steps: number },
): Float64Array {
  const out = new Float64Array(shape.f);
  const r = new Float64Array(shape.f);
  vectors.forEach((vector, i) => addTimes(r, weights[i] + shape.right, vector));
  const p = r.slice();
  let rr = dot(r, r);
  for (let step = 0; step < shape.steps && rr > 1e-20; step++) {
    const q = p.slice();
    vectors.forEach((vector, i) => addTimes(q, weights[i] * dot(vector, p), vector));
    const a = rr / dot(p, q);
    addTimes(out, a, p);
    addTimes(r, -a, q);
    const before = rr;
    rr = dot(r, r);
    for (let at = 0; at < p.length; at++) p[at] = r[at] + (rr / before) * p[at];
  }
  return out;
}
