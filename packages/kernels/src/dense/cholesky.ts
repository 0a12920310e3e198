/**
 * Lower Cholesky factor in place, float64 by rows: the lower triangle of `matrix` (n x n) becomes L with matrix = L L'; the rest is not read.
 * About n^3 / 3 operations. @throws RangeError when the matrix is not positive definite; the message names the row.
 */
export function choleskyInPlace(matrix: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const row = matrix.subarray(i * n, i * n + n);
    for (let j = 0; j <= i; j++) {
      const other = matrix.subarray(j * n, j * n + j);
      let sum = row[j];
      for (let k = 0; k < j; k++) sum -= row[k] * other[k];
      if (i === j) {
        if (!(sum > 0)) throw new RangeError(`the matrix is not positive definite (row ${i})`);
        row[i] = Math.sqrt(sum);
      } else row[j] = sum / matrix[j * n + j];
    }
  }
}

/** The inverse of a lower triangular factor, by rows; about n^3 / 6 operations. */
export function invertLower(factor: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    const row = inverse.subarray(i * n, i * n + n);
    for (let k = 0; k < i; k++) {
      const weight = factor[i * n + k];
      const above = inverse.subarray(k * n, k * n + k + 1);
      for (let j = 0; j <= k; j++) row[j] -= weight * above[j];
    }
    const pivot = 1 / factor[i * n + i];
    for (let j = 0; j < i; j++) row[j] *= pivot;
    row[i] = pivot;
  }
  return inverse;
}
