// Many small systems of equations at once, and the nearest of a few centres.

import { dotFloats } from './lanes';

/**
 * Solves L y = b (or L' y = b with `transposed`) for rows `begin` to `end`, in place: `l` is n x n in float64 by rows, of which the lower triangle is
 * read, the rows hold n floats each. Scratch: n doubles.
 */
export function solveTriangle(l: usize, n: u32, rows: usize, transposed: u32, scratch: usize, begin: u32, end: u32): void {
  const bytes = <usize>n << 3;
  for (let number = begin; number < end; number++) {
    const row = rows + <usize>number * (<usize>n << 2);
    for (let at: u32 = 0; at < n; at++) store<f64>(scratch + (<usize>at << 3), <f64>load<f32>(row + (<usize>at << 2)));
    for (let step: u32 = 0; step < n; step++) {
      const i = transposed == 0 ? step : n - 1 - step;
      const line = l + <usize>i * bytes;
      const place = scratch + (<usize>i << 3);
      if (transposed == 0) {
        let sum = load<f64>(place);
        for (let j: u32 = 0; j < i; j++) sum -= load<f64>(line + (<usize>j << 3)) * load<f64>(scratch + (<usize>j << 3));
        store<f64>(place, sum / load<f64>(line + (<usize>i << 3)));
      } else {
        // Column i of L' is row i of L: what is known is taken out of all that is still open.
        const known = load<f64>(place) / load<f64>(line + (<usize>i << 3));
        store<f64>(place, known);
        for (let j: u32 = 0; j < i; j++) {
          const open = scratch + (<usize>j << 3);
          store<f64>(open, load<f64>(open) - known * load<f64>(line + (<usize>j << 3)));
        }
      }
    }
    for (let at: u32 = 0; at < n; at++) store<f32>(row + (<usize>at << 2), <f32>load<f64>(scratch + (<usize>at << 3)));
  }
}

/**
 * Solves (A + ridge I) x = b for rows `begin` to `end` by conjugate gradients from zero: `a` is n x n floats, symmetric and positive definite, n a
 * multiple of 16; `ridges` one float a row or 0. Stops after `steps`, or where the rest is `tolerance` of the right-hand side. Scratch: 3 n floats.
 */
export function conjugateRows(
  a: usize, n: u32, ridges: usize, right: usize, out: usize, steps: u32, tolerance: f32, scratch: usize, begin: u32, end: u32,
): void {
  const bytes = <usize>n << 2;
  const p = scratch, q = scratch + bytes, r = scratch + 2 * bytes;
  for (let row = begin; row < end; row++) {
    const x = out + <usize>row * bytes;
    const ridge: f32 = ridges == 0 ? 0 : load<f32>(ridges + (<usize>row << 2));
    memory.fill(x, 0, bytes);
    memory.copy(r, right + <usize>row * bytes, bytes);
    memory.copy(p, r, bytes);
    let square = dotFloats(r, r, bytes);
    const enough = square * tolerance * tolerance;
    for (let step: u32 = 0; step < steps && square > enough && square > 0; step++) {
      for (let i: u32 = 0; i < n; i++) {
        const place = <usize>i << 2;
        store<f32>(q + place, dotFloats(a + <usize>i * bytes, p, bytes) + ridge * load<f32>(p + place));
      }
      const length = f32x4.splat(square / dotFloats(p, q, bytes));
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(x + at, f32x4.add(v128.load(x + at), f32x4.mul(length, v128.load(p + at))));
        v128.store(r + at, f32x4.sub(v128.load(r + at), f32x4.mul(length, v128.load(q + at))));
      }
      const next = dotFloats(r, r, bytes);
      const turn = f32x4.splat(next / square);
      for (let at: usize = 0; at < bytes; at += 16) v128.store(p + at, f32x4.add(v128.load(r + at), f32x4.mul(turn, v128.load(p + at))));
      square = next;
    }
  }
}

/** labels[i] = the column with the largest products[i][j] - halves[j] for rows `begin` to `end`, the first of equal ones; best[i] = that value. */
export function nearestRows(products: usize, columns: u32, halves: usize, labels: usize, best: usize, scratch: usize, begin: u32, end: u32): void {
  for (let row = begin; row < end; row++) {
    const from = products + (<usize>row * columns << 2);
    let most: f32 = -Infinity;
    let label: u32 = 0;
    for (let column: u32 = 0; column < columns; column++) {
      const value = load<f32>(from + (<usize>column << 2)) - load<f32>(halves + (<usize>column << 2));
      if (value > most) {
        most = value;
        label = column;
      }
    }
    store<u32>(labels + (<usize>row << 2), label);
    store<f32>(best + (<usize>row << 2), most);
  }
}
