// Small square matrices in float64, by rows: what whitening needs beside the long float32 matrices.

@inline
function dotDoubles(a: usize, b: usize, count: u32): f64 {
  let s0 = f64x2.splat(0), s1 = f64x2.splat(0), s2 = f64x2.splat(0), s3 = f64x2.splat(0);
  let at: usize = 0;
  const whole = <usize>(count & ~7) << 3;
  for (; at < whole; at += 64) {
    s0 = f64x2.add(s0, f64x2.mul(v128.load(a + at), v128.load(b + at)));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(a + at, 16), v128.load(b + at, 16)));
    s2 = f64x2.add(s2, f64x2.mul(v128.load(a + at, 32), v128.load(b + at, 32)));
    s3 = f64x2.add(s3, f64x2.mul(v128.load(a + at, 48), v128.load(b + at, 48)));
  }
  const s = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3));
  let sum = f64x2.extract_lane(s, 0) + f64x2.extract_lane(s, 1);
  for (const end = <usize>count << 3; at < end; at += 8) sum += load<f64>(a + at) * load<f64>(b + at);
  return sum;
}

/** to += factor x from, `count` doubles. */
@inline
export function addDoubles(to: usize, from: usize, count: u32, factor: f64): void {
  const times = f64x2.splat(factor);
  const end = <usize>count << 3;
  let at: usize = 0;
  for (; at + 32 <= end; at += 32) {
    v128.store(to + at, f64x2.add(v128.load(to + at), f64x2.mul(times, v128.load(from + at))));
    v128.store(to + at, f64x2.add(v128.load(to + at, 16), f64x2.mul(times, v128.load(from + at, 16))), 16);
  }
  for (; at < end; at += 8) store<f64>(to + at, load<f64>(to + at) + factor * load<f64>(from + at));
}

/** The lower triangle of `a` (n x n) becomes its Cholesky factor; answers 0, or 1 + the row at which it is not positive definite. */
export function choleskyDoubles(a: usize, n: u32): u32 {
  const bytes = <usize>n << 3;
  for (let i: u32 = 0; i < n; i++) {
    const row = a + <usize>i * bytes;
    for (let j: u32 = 0; j <= i; j++) {
      const other = a + <usize>j * bytes;
      const sum = load<f64>(row + (<usize>j << 3)) - dotDoubles(row, other, j);
      if (i != j) store<f64>(row + (<usize>j << 3), sum / load<f64>(other + (<usize>j << 3)));
      else if (!(sum > 0)) return i + 1;
      else store<f64>(row + (<usize>j << 3), sqrt<f64>(sum));
    }
  }
  return 0;
}

/** x = the inverse of the lower triangle of `l`; `x` is wholly written, zeros above its diagonal. */
export function invertLowerDoubles(l: usize, x: usize, n: u32): void {
  const bytes = <usize>n << 3;
  memory.fill(x, 0, <usize>n * bytes);
  for (let i: u32 = 0; i < n; i++) {
    const row = x + <usize>i * bytes;
    const pivot: f64 = 1 / load<f64>(l + <usize>i * bytes + (<usize>i << 3));
    for (let k: u32 = 0; k < i; k++) {
      const weight: f64 = -load<f64>(l + <usize>i * bytes + (<usize>k << 3)) * pivot;
      addDoubles(row, x + <usize>k * bytes, k + 1, weight);
    }
    store<f64>(row + (<usize>i << 3), pivot);
  }
}

/**
 * Panels `begin` to `end` (of 4 columns) of C = A B or A B' (n x n, n a multiple of 4). `scratch` points to 4 x n doubles of the thread's own.
 */
export function multiplyDoubles(a: usize, b: usize, c: usize, n: u32, transposed: u32, scratch: usize, begin: u32, end: u32): void {
  const bytes = <usize>n << 3;
  for (let panel = begin; panel < end; panel++) {
    const first = <usize>panel << 5;
    for (let k: u32 = 0; k < n; k++) {
      const to = scratch + (<usize>k << 5);
      if (transposed == 0) {
        const from = b + <usize>k * bytes + first;
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
      } else {
        const from = b + (<usize>panel << 2) * bytes + (<usize>k << 3);
        store<f64>(to, load<f64>(from));
        store<f64>(to, load<f64>(from + bytes), 8);
        store<f64>(to, load<f64>(from + 2 * bytes), 16);
        store<f64>(to, load<f64>(from + 3 * bytes), 24);
      }
    }
    for (let i: u32 = 0; i < n; i += 4) tileDoubles(a + <usize>i * bytes, scratch, c + <usize>i * bytes + first, bytes);
  }
}

function tileDoubles(a: usize, panel: usize, c: usize, bytes: usize): void {
  let l0 = f64x2.splat(0), r0 = f64x2.splat(0), l1 = f64x2.splat(0), r1 = f64x2.splat(0);
  let l2 = f64x2.splat(0), r2 = f64x2.splat(0), l3 = f64x2.splat(0), r3 = f64x2.splat(0);
  for (const end = a + bytes; a < end; a += 8, panel += 32) {
    const left = v128.load(panel);
    const right = v128.load(panel, 16);
    const x0 = v128.load_splat<u64>(a);
    l0 = f64x2.add(l0, f64x2.mul(x0, left));
    r0 = f64x2.add(r0, f64x2.mul(x0, right));
    const x1 = v128.load_splat<u64>(a + bytes);
    l1 = f64x2.add(l1, f64x2.mul(x1, left));
    r1 = f64x2.add(r1, f64x2.mul(x1, right));
    const x2 = v128.load_splat<u64>(a + 2 * bytes);
    l2 = f64x2.add(l2, f64x2.mul(x2, left));
    r2 = f64x2.add(r2, f64x2.mul(x2, right));
    const x3 = v128.load_splat<u64>(a + 3 * bytes);
    l3 = f64x2.add(l3, f64x2.mul(x3, left));
    r3 = f64x2.add(r3, f64x2.mul(x3, right));
  }
  v128.store(c, l0);
  v128.store(c, r0, 16);
  v128.store(c + bytes, l1);
  v128.store(c + bytes, r1, 16);
  v128.store(c + 2 * bytes, l2);
  v128.store(c + 2 * bytes, r2, 16);
  v128.store(c + 3 * bytes, l3);
  v128.store(c + 3 * bytes, r3, 16);
}
