// Ridge regressions of many small systems, one for each list of neighbours.
import { sumLanes } from './lanes';

/**
 * Upper Cholesky factor in place of the n x n matrix at `a` (rows of `stride` bytes; n a multiple of 4), false if it is not positive definite. Columns
 * beyond n are divided as those of the matrix: a right side there becomes U'^-1 b. Four rows at a time: what the rows above take from them is
 * summed in registers, 8 columns at once.
 */
function factor(a: usize, n: u32, stride: usize): bool {
  for (let block: u32 = 0; block < n; block += 4) {
    const r0 = a + <usize>block * stride;
    const r1 = r0 + stride, r2 = r1 + stride, r3 = r2 + stride;
    const first = <usize>block << 2;
    if (block != 0) {
      let at = first;
      for (; at + 32 <= stride; at += 32) takeEight(a, block, stride, first, at);
      if (at < stride) takeFour(a, block, stride, first, at);
    }
    for (let k: u32 = 0; k < 4; k++) {
      const row = r0 + <usize>k * stride;
      const column = first + (<usize>k << 2);
      for (let p: u32 = 0; p < k; p++) {
        const above = r0 + <usize>p * stride;
        const weight = v128.load_splat<u32>(above + column);
        for (let at = first; at < stride; at += 16) v128.store(row + at, f32x4.sub(v128.load(row + at), f32x4.mul(weight, v128.load(above + at))));
      }
      const pivot = load<f32>(row + column);
      if (!(pivot > 0)) return false;
      const scale = f32x4.splat(1 / sqrt<f32>(pivot));
      for (let at = first; at < stride; at += 16) v128.store(row + at, f32x4.mul(scale, v128.load(row + at)));
    }
  }
  return true;
}

/** 8 columns of the 4 rows from `block` on, less what all rows above weigh in them. */
function takeEight(a: usize, block: u32, stride: usize, first: usize, at: usize): void {
  const r0 = a + <usize>block * stride + at;
  const r1 = r0 + stride, r2 = r1 + stride, r3 = r2 + stride;
  let c00 = v128.load(r0), c01 = v128.load(r0, 16);
  let c10 = v128.load(r1), c11 = v128.load(r1, 16);
  let c20 = v128.load(r2), c21 = v128.load(r2, 16);
  let c30 = v128.load(r3), c31 = v128.load(r3, 16);
  const end = a + <usize>block * stride;
  for (let above = a; above < end; above += stride) {
    const left = v128.load(above + at), right = v128.load(above + at, 16);
    const w0 = v128.load_splat<u32>(above + first);
    c00 = f32x4.sub(c00, f32x4.mul(w0, left));
    c01 = f32x4.sub(c01, f32x4.mul(w0, right));
    const w1 = v128.load_splat<u32>(above + first, 4);
    c10 = f32x4.sub(c10, f32x4.mul(w1, left));
    c11 = f32x4.sub(c11, f32x4.mul(w1, right));
    const w2 = v128.load_splat<u32>(above + first, 8);
    c20 = f32x4.sub(c20, f32x4.mul(w2, left));
    c21 = f32x4.sub(c21, f32x4.mul(w2, right));
    const w3 = v128.load_splat<u32>(above + first, 12);
    c30 = f32x4.sub(c30, f32x4.mul(w3, left));
    c31 = f32x4.sub(c31, f32x4.mul(w3, right));
  }
  v128.store(r0, c00);
  v128.store(r0, c01, 16);
  v128.store(r1, c10);
  v128.store(r1, c11, 16);
  v128.store(r2, c20);
  v128.store(r2, c21, 16);
  v128.store(r3, c30);
  v128.store(r3, c31, 16);
}

/** As `takeEight` for the last 4 columns. */
function takeFour(a: usize, block: u32, stride: usize, first: usize, at: usize): void {
  const r0 = a + <usize>block * stride + at;
  const r1 = r0 + stride, r2 = r1 + stride, r3 = r2 + stride;
  let c0 = v128.load(r0), c1 = v128.load(r1), c2 = v128.load(r2), c3 = v128.load(r3);
  const end = a + <usize>block * stride;
  for (let above = a; above < end; above += stride) {
    const cells = v128.load(above + at);
    c0 = f32x4.sub(c0, f32x4.mul(v128.load_splat<u32>(above + first), cells));
    c1 = f32x4.sub(c1, f32x4.mul(v128.load_splat<u32>(above + first, 4), cells));
    c2 = f32x4.sub(c2, f32x4.mul(v128.load_splat<u32>(above + first, 8), cells));
    c3 = f32x4.sub(c3, f32x4.mul(v128.load_splat<u32>(above + first, 12), cells));
  }
  v128.store(r0, c0);
  v128.store(r1, c1);
  v128.store(r2, c2);
  v128.store(r3, c3);
}

/** Solves U x = y, y the column behind the n of the matrix; x at `x`, n floats that are 0 before. */
function substituteBack(a: usize, n: u32, stride: usize, x: usize): void {
  for (let k: i32 = <i32>n - 1; k >= 0; k--) {
    const row = a + <usize>k * stride;
    let sums = f32x4.splat(0);
    for (let at = (<usize>k >> 2) << 4; at < <usize>n << 2; at += 16) sums = f32x4.add(sums, f32x4.mul(v128.load(row + at), v128.load(x + at)));
    store<f32>(x + (<usize>k << 2), (load<f32>(row + (<usize>n << 2)) - sumLanes(sums)) / load<f32>(row + (<usize>k << 2)));
  }
}

/**
 * Lists `firstList + begin` to `firstList + end`: the weights of each list's members, (G + lambda I)^-1 right, in place of `right`, which lies beside the
 * members. The upper triangle of G begins at `triangleStarts[l - firstList]` of `cells`, row by row. A system that is not positive definite
 * gets weights of 0. Scratch: (most + 8) x (most + 4) floats, `most` members at the most.
 */
export function solveNeighbours(
  listStarts: usize, firstList: u32, triangleStarts: usize, cells: usize, lambda: f32, right: usize, scratch: usize, begin: u32, end: u32,
): void {
  for (let list = begin; list < end; list++) {
    const places = listStarts + (<usize>(firstList + list) << 2);
    const first = load<u32>(places);
    const count = load<u32>(places, 4) - first;
    if (count == 0) continue;
    const n = (count + 3) & ~3;
    const stride = <usize>(n + 4) << 2;
    const sides = right + (<usize>first << 2);
    let from = cells + (<usize>load<u32>(triangleStarts + (<usize>list << 2)) << 2);
    memory.fill(scratch, 0, <usize>n * stride);
    for (let i: u32 = 0; i < count; i++) {
      const row = scratch + <usize>i * stride;
      const bytes = <usize>(count - i) << 2;
      const diagonal = row + (<usize>i << 2);
      memory.copy(diagonal, from, bytes);
      from += bytes;
      store<f32>(diagonal, load<f32>(diagonal) + lambda);
      store<f32>(row + (<usize>n << 2), load<f32>(sides + (<usize>i << 2)));
    }
    for (let i = count; i < n; i++) store<f32>(scratch + <usize>i * stride + (<usize>i << 2), 1);
    const x = scratch + <usize>n * stride;
    memory.fill(x, 0, <usize>n << 2);
    if (factor(scratch, n, stride)) substituteBack(scratch, n, stride, x);
    memory.copy(sides, x, <usize>count << 2);
  }
}
