import { describe, expect, it } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { invertPositiveDefinite } from './invert-positive-definite.ts';

describe('inverse of a positive definite matrix', () => {
  it('inverts 2 x 2 as by hand: [[2,1],[1,2]] gives [[2,-1],[-1,2]] / 3', () => {
    const inverse = invertPositiveDefinite(Float64Array.of(2, 1, 1, 2), 2);
    [2 / 3, -1 / 3, -1 / 3, 2 / 3].forEach((value, cell) => expect(inverse[cell]).toBeCloseTo(value, 12));
  });

  it.each([1, 3, 47, 48, 50, 131])('times the matrix is the identity for n = %i', (n) => {
    const stream = new RandomStream(n);
    const factor = Float64Array.from({ length: n * n }, () => stream.nextNormal());
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = i === j ? n / 4 : 0;
        for (let t = 0; t < n; t++) sum += (factor[i * n + t] ?? 0) * (factor[j * n + t] ?? 0);
        matrix[i * n + j] = sum;
      }
    }
    const inverse = invertPositiveDefinite(matrix, n);
    let worst = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let t = 0; t < n; t++) sum += (matrix[i * n + t] ?? 0) * (inverse[t * n + j] ?? 0);
        worst = Math.max(worst, Math.abs(sum - (i === j ? 1 : 0)));
      }
    }
    expect(worst).toBeLessThan(1e-9);
  });

  it('says so when the matrix is not positive definite', () => {
    expect(() => invertPositiveDefinite(Float64Array.of(1, 2, 2, 1), 2)).toThrow(/larger ridge/);
  });
});
