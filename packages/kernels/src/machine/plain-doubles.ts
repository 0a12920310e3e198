import { choleskyInPlace, invertLower } from '../dense/cholesky.ts';

const view = (memory: WebAssembly.Memory, at: number, n: number): Float64Array =>
  new Float64Array(memory.buffer, at, n * n);

/** As `choleskyDoubles` of `assembly/doubles.ts`. */
export function choleskyDoubles(memory: WebAssembly.Memory, [a, n]: readonly number[]): number {
  try {
    choleskyInPlace(view(memory, a, n), n);
    return 0;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return 1 + Number(/row (\d+)/.exec(error.message)?.[1] ?? 0);
  }
}

/** As `invertLowerDoubles`. */
export function invertLowerDoubles(memory: WebAssembly.Memory, [l, x, n]: readonly number[]): void {
  view(memory, x, n).set(invertLower(view(memory, l, n), n));
}

/** As `multiplyDoubles`. */
export function multiplyDoubles(memory: WebAssembly.Memory, args: readonly number[]): void {
  const [a, b, c, n, transposed, , begin, end] = args;
  const [left, right, out] = [a, b, c].map((at) => view(memory, at, n));
  for (let row = 0; row < n; row++) {
    for (let column = begin * 4; column < end * 4; column++) {
      let sum = 0;
      for (let k = 0; k < n; k++) {
        sum += left[row * n + k] * right[transposed === 0 ? k * n + column : column * n + k];
      }
      out[row * n + column] = sum;
    }
  }
}
