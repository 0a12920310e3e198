// Eigenvectors of a symmetric matrix in float64: Householder reduction to three diagonals, and the rotations of implicit QL (Golub and Van Loan,
// "Matrix Computations", 8.3) on strips of columns, so that they stay in the first-level cache and threads need nothing of one another.
import { addDoubles } from './doubles';

/**
 * Reduces the symmetric n x n matrix `z` (by rows): its diagonal goes to `diagonal`, what stands beside it to `beside` from place 1 on, and the
 * columns of the orthogonal transformation to `z`. `spare` has room for n doubles.
 */
export function reduceDoubles(z: usize, diagonal: usize, beside: usize, spare: usize, n: u32): void {
  const bytes = <usize>n << 3;
  for (let i = n - 1; i > 0; i--) {
    const v = z + <usize>i * bytes;
    const end = v + (<usize>i << 3);
    const last = end - 8;
    const place = <usize>i << 3;
    let scale: f64 = 0;
    for (let at = v; at < end; at += 8) scale += abs<f64>(load<f64>(at));
    if (i == 1 || scale == 0) {
      store<f64>(beside + place, load<f64>(last));
      store<f64>(diagonal + place, 0);
      continue;
    }
    let h: f64 = 0;
    for (let at = v; at < end; at += 8) {
      const value = load<f64>(at) / scale;
      store<f64>(at, value);
      h += value * value;
    }
    const g = load<f64>(last) >= 0 ? -sqrt<f64>(h) : sqrt<f64>(h);
    store<f64>(beside + place, scale * g);
    h -= load<f64>(last) * g;
    store<f64>(last, load<f64>(last) - g);
    reflect(z, v, beside, i, bytes, h);
    store<f64>(diagonal + place, h);
  }
  store<f64>(diagonal, 0);
  store<f64>(beside, 0);
  accumulate(z, diagonal, spare, n);
}

/** A <- A - v w' - w v' of the lower triangle of the leading i x i block, w kept in `e`; v / h is kept in column i. */
function reflect(z: usize, v: usize, e: usize, i: u32, bytes: usize, h: f64): void {
  const count = <usize>i << 3;
  memory.fill(e, 0, count);
  for (let j: usize = 0; j < count; j += 8) {
    const row = z + (j >> 3) * bytes;
    const own = load<f64>(v + j);
    store<f64>(e + j, load<f64>(e + j) + load<f64>(row + j) * own + rowTwice(row, v, e, j, own));
  }
  let f: f64 = 0;
  for (let j: usize = 0; j < count; j += 8) {
    const value = load<f64>(e + j) / h;
    store<f64>(e + j, value);
    f += value * load<f64>(v + j);
  }
  addDoubles(e, v, i, -f / (h + h));
  for (let j: usize = 0; j < count; j += 8) {
    const row = z + (j >> 3) * bytes;
    const vj = load<f64>(v + j), ej = load<f64>(e + j);
    const x = f64x2.splat(vj), y = f64x2.splat(ej);
    const end = j + 8;
    let at: usize = 0;
    for (; at + 16 <= end; at += 16) {
      const both = f64x2.add(f64x2.mul(x, v128.load(e + at)), f64x2.mul(y, v128.load(v + at)));
      v128.store(row + at, f64x2.sub(v128.load(row + at), both));
    }
    if (at < end) store<f64>(row + at, load<f64>(row + at) - (vj * load<f64>(e + at) + ej * load<f64>(v + at)));
  }
  for (let j: usize = 0; j < count; j += 8) store<f64>(z + (j >> 3) * bytes + count, load<f64>(v + j) / h);
}

/** e += own x row, and answers row . v, for `bytes` bytes. */
@inline
function rowTwice(row: usize, v: usize, e: usize, bytes: usize, own: f64): f64 {
  let s0 = f64x2.splat(0), s1 = f64x2.splat(0);
  const factor = f64x2.splat(own);
  let at: usize = 0;
  for (; at + 32 <= bytes; at += 32) {
    const left = v128.load(row + at), right = v128.load(row + at, 16);
    s0 = f64x2.add(s0, f64x2.mul(left, v128.load(v + at)));
    s1 = f64x2.add(s1, f64x2.mul(right, v128.load(v + at, 16)));
    v128.store(e + at, f64x2.add(v128.load(e + at), f64x2.mul(factor, left)));
    v128.store(e + at, f64x2.add(v128.load(e + at, 16), f64x2.mul(factor, right)), 16);
  }
  const s = f64x2.add(s0, s1);
  let sum = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
  for (; at < bytes; at += 8) {
    const cell = load<f64>(row + at);
    sum += cell * load<f64>(v + at);
    store<f64>(e + at, load<f64>(e + at) + own * cell);
  }
  return sum;
}

/** The product of the reflections, column by column; `diagonal` takes what stands on it. */
function accumulate(z: usize, diagonal: usize, sums: usize, n: u32): void {
  const bytes = <usize>n << 3;
  for (let i: u32 = 0; i < n; i++) {
    const place = <usize>i << 3;
    const own = z + <usize>i * bytes;
    if (load<f64>(diagonal + place) != 0) {
      memory.fill(sums, 0, place);
      for (let k: u32 = 0; k < i; k++) addDoubles(sums, z + <usize>k * bytes, i, load<f64>(own + (<usize>k << 3)));
      for (let k: u32 = 0; k < i; k++) addDoubles(z + <usize>k * bytes, sums, i, -load<f64>(z + <usize>k * bytes + place));
    }
    store<f64>(diagonal + place, load<f64>(own + place));
    store<f64>(own + place, 1);
    memory.fill(own, 0, place);
    for (let k: u32 = 0; k < i; k++) store<f64>(z + <usize>k * bytes + place, 0);
  }
}

/**
 * Strips `begin` to `end` (of 8 columns) of the rows of Z', n x n, after all rotations; row k goes to row `places[k]` of `out`. A sweep is two numbers, its
 * highest row and how many rotations go down from there; `turns` holds sine and cosine of each rotation, one after another. Scratch: n x 8 doubles.
 */
export function turnStrips(
  z: usize, n: u32, sweeps: usize, sweepCount: u32, turns: usize, places: usize, out: usize, scratch: usize, begin: u32, end: u32,
): void {
  const bytes = <usize>n << 3;
  for (let strip = begin; strip < end; strip++) {
    const width = min<u32>(8, n - (strip << 3));
    const first = <usize>strip << 6;
    memory.fill(scratch, 0, <usize>n << 6);
    for (let column: u32 = 0; column < width; column++) {
      const from = z + <usize>((strip << 3) + column) * bytes;
      for (let row: usize = 0; row < <usize>n; row++) store<f64>(scratch + (row << 6) + (column << 3), load<f64>(from + (row << 3)));
    }
    let turn = turns;
    for (let sweep: u32 = 0; sweep < sweepCount; sweep++) {
      const pair = sweeps + (<usize>sweep << 3);
      let row = scratch + (<usize>load<u32>(pair) << 6);
      let u0 = v128.load(row), u1 = v128.load(row, 16), u2 = v128.load(row, 32), u3 = v128.load(row, 48);
      for (const last = turn + (<usize>load<u32>(pair, 4) << 4); turn < last; turn += 16, row -= 64) {
        const s = v128.load_splat<u64>(turn), c = v128.load_splat<u64>(turn, 8);
        const l0 = v128.load(row - 64), l1 = v128.load(row - 48), l2 = v128.load(row - 32), l3 = v128.load(row - 16);
        v128.store(row, f64x2.add(f64x2.mul(s, l0), f64x2.mul(c, u0)));
        v128.store(row, f64x2.add(f64x2.mul(s, l1), f64x2.mul(c, u1)), 16);
        v128.store(row, f64x2.add(f64x2.mul(s, l2), f64x2.mul(c, u2)), 32);
        v128.store(row, f64x2.add(f64x2.mul(s, l3), f64x2.mul(c, u3)), 48);
        u0 = f64x2.sub(f64x2.mul(c, l0), f64x2.mul(s, u0));
        u1 = f64x2.sub(f64x2.mul(c, l1), f64x2.mul(s, u1));
        u2 = f64x2.sub(f64x2.mul(c, l2), f64x2.mul(s, u2));
        u3 = f64x2.sub(f64x2.mul(c, l3), f64x2.mul(s, u3));
      }
      v128.store(row, u0);
      v128.store(row, u1, 16);
      v128.store(row, u2, 32);
      v128.store(row, u3, 48);
    }
    for (let row: u32 = 0; row < n; row++) {
      memory.copy(out + <usize>load<u32>(places + (<usize>row << 2)) * bytes + first, scratch + (<usize>row << 6), <usize>width << 3);
    }
  }
}
