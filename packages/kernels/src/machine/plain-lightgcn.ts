/** As `propagateRows` of `assembly/lightgcn.ts`, in float64. */
export function propagateRows(f: Float32Array, w: Uint32Array, args: readonly number[]): void {
  const [starts, indices, values, dense, width, base, factor, out, , begin, end] = args;
  const sums = new Float64Array(width);
  for (let row = begin; row < end; row++) {
    for (let column = 0; column < width; column++) sums[column] = f[base / 4 + row * width + column];
    for (let at = w[starts / 4 + row]; at < w[starts / 4 + row + 1]; at++) {
      const value = f[values / 4 + at];
      const source = dense / 4 + w[indices / 4 + at] * width;
      for (let column = 0; column < width; column++) sums[column] += value * f[source + column];
    }
    for (let column = 0; column < width; column++) f[out / 4 + row * width + column] = factor * sums[column];
  }
}

/** As `exponentRows` of `assembly/lightgcn.ts`. */
export function exponentRows(f: Float32Array, args: readonly number[]): void {
  const [values, columns, factor, shift, sums, , begin, end] = args;
  for (let row = begin; row < end; row++) {
    let sum = 0;
    for (let at = values / 4 + row * columns; at < values / 4 + (row + 1) * columns; at++) {
      f[at] = Math.exp(Math.max(-87, factor * (f[at] - shift)));
      sum += f[at];
    }
    f[sums / 4 + row] = sum;
  }
}

/** As `adamRows` of `assembly/lightgcn.ts`. */
export function adamRows(f: Float32Array, args: readonly number[]): void {
  const [parameters, gradient, first, second, width, rate, root, decay, , begin, end] = args;
  for (let at = begin * width; at < end * width; at++) {
    const g = f[gradient / 4 + at] + decay * f[parameters / 4 + at];
    const m = 0.9 * f[first / 4 + at] + 0.1 * g;
    const v = 0.999 * f[second / 4 + at] + 0.001 * g * g;
    f[first / 4 + at] = m;
    f[second / 4 + at] = v;
    f[parameters / 4 + at] -= (rate * m) / (root * Math.sqrt(v) + 1e-8);
  }
}
