/** As `solveTriangle` of `assembly/solve.ts`. */
export function solveTriangle(memory: WebAssembly.Memory, args: readonly number[]): void {
  const [l, n, rows, transposed, , begin, end] = args;
  const lower = new Float64Array(memory.buffer, l, n * n);
  const f = new Float32Array(memory.buffer);
  for (let number = begin; number < end; number++) {
    const row = f.subarray(rows / 4 + number * n, rows / 4 + (number + 1) * n);
    const x = Float64Array.from(row);
    for (let step = 0; step < n; step++) {
      const i = transposed === 0 ? step : n - 1 - step;
      const known = (j: number): number => (transposed === 0 ? lower[i * n + j] : lower[j * n + i]);
      const [from, to] = transposed === 0 ? [0, i] : [i + 1, n];
      for (let j = from; j < to; j++) x[i] -= known(j) * x[j];
      x[i] /= lower[i * n + i];
    }
    row.set(x);
  }
}

/** As `conjugateRows` of `assembly/solve.ts`, in float64. */
export function conjugateRows(f: Float32Array, args: readonly number[]): void {
  const [a, n, ridges, right, out, steps, tolerance, , begin, end] = args;
  const dot = (u: Float64Array, v: Float64Array): number => u.reduce((sum, value, at) => sum + value * v[at], 0);
  for (let row = begin; row < end; row++) {
    const ridge = ridges === 0 ? 0 : f[ridges / 4 + row];
    const rest = Float64Array.from(f.subarray(right / 4 + row * n, right / 4 + (row + 1) * n));
    const direction = rest.slice();
    const x = new Float64Array(n);
    let square = dot(rest, rest);
    const enough = square * tolerance * tolerance;
    for (let step = 0; step < steps && square > enough && square > 0; step++) {
      const image = direction.map((value, i) => {
        let sum = ridge * value;
        for (let j = 0; j < n; j++) sum += f[a / 4 + i * n + j] * direction[j];
        return sum;
      });
      const length = square / dot(direction, image);
      for (let at = 0; at < n; at++) {
        x[at] += length * direction[at];
        rest[at] -= length * image[at];
      }
      const before = square;
      square = dot(rest, rest);
      for (let at = 0; at < n; at++) direction[at] = rest[at] + (square / before) * direction[at];
    }
    f.set(x, out / 4 + row * n);
  }
}

/** As `nearestRows` of `assembly/solve.ts`. */
export function nearestRows(f: Float32Array, w: Uint32Array, args: readonly number[]): void {
  const [products, columns, halves, labels, best, , begin, end] = args;
  for (let row = begin; row < end; row++) {
    let [most, label] = [-Infinity, 0];
    for (let column = 0; column < columns; column++) {
      const value = f[products / 4 + row * columns + column] - f[halves / 4 + column];
      if (value > most) [most, label] = [value, column];
    }
    w[labels / 4 + row] = label;
    f[best / 4 + row] = most;
  }
}
