import { choleskyInPlace } from '../dense/cholesky.ts';

/** As `solveNeighbours` of `assembly/ridge.ts`, in float64. */
export function solveNeighbours(floats: Float32Array, words: Uint32Array, args: readonly number[]): void {
  const [listStarts, firstList, triangles, cells, lambda, right, , begin, end] = args;
  for (let list = begin; list < end; list++) {
    const first = words[listStarts / 4 + firstList + list];
    const n = words[listStarts / 4 + firstList + list + 1] - first;
    const matrix = new Float64Array(n * n);
    let from = cells / 4 + words[triangles / 4 + list];
    for (let row = 0; row < n; row++) {
      for (let column = row; column < n; column++) {
        matrix[row * n + column] = floats[from];
        matrix[column * n + row] = floats[from++];
      }
      matrix[row * n + row] += lambda;
    }
    const x = Float64Array.from(floats.subarray(right / 4 + first, right / 4 + first + n));
    if (isFactored(matrix, n)) substitute(matrix, x);
    else x.fill(0);
    floats.set(x, right / 4 + first);
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
