import { choleskyInPlace } from '../dense/cholesky.ts';

/** As `solveNeighbours` of `assembly/ridge.ts`, in float64. */
export function solveNeighbours(floats: Float32Array, words: Uint32Array, args: readonly number[]): void {
  const [starts, indices, values, nearStarts, near, lambda, , out, , begin, end] = args;
  const place = new Map<number, number>();
  for (let target = begin; target < end; target++) {
    const first = words[nearStarts / 4 + target];
    const n = words[nearStarts / 4 + target + 1] - first;
    const list = words.subarray(near / 4 + first, near / 4 + first + n);
    place.clear();
    list.forEach((item, at) => place.set(item, at));
    const cells = (row: number, write: (at: number, value: number) => void): void => {
      for (let at = words[starts / 4 + row]; at < words[starts / 4 + row + 1]; at++) {
        const found = place.get(words[indices / 4 + at]);
        if (found !== undefined) write(found, floats[values / 4 + at]);
      }
    };
    const matrix = new Float64Array(n * n);
    list.forEach((item, row) => cells(item, (column, value) => (matrix[row * n + column] = value)));
    for (let at = 0; at < n; at++) matrix[at * n + at] += lambda;
    const x = new Float64Array(n);
    cells(target, (at, value) => (x[at] = value));
    if (isFactored(matrix, n)) substitute(matrix, x);
    else x.fill(0);
    floats.set(x, out / 4 + first);
  }
}

function isFactored(matrix: Float64Array, n: number): boolean {
  try {
    choleskyInPlace(matrix, n);
    return true;
  } catch {
    return false;
  }
}

/** Solves L L' x = b in place of b. */
function substitute(factor: Float64Array, x: Float64Array): void {
  const n = x.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) x[i] -= factor[i * n + j] * x[j];
    x[i] /= factor[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i] -= factor[j * n + i] * x[j];
    x[i] /= factor[i * n + i];
  }
}
