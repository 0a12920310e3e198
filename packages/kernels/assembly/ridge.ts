// Ridge regressions of many small systems cut from one sparse Gram matrix: for each target the weights of its neighbours.

/** Where `column` stands, or would stand, among the ascending columns between `from` and `to`. */
// @ts-ignore: decorator
@inline
function seek(indices: usize, from: u32, to: u32, column: u32): u32 {
  // Doubling steps, then halving: neighbours ascend as the row does, so the next is near.
  let step: u32 = 1;
  let low = from;
  let high = from;
  while (high < to && load<u32>(indices + (<usize>high << 2)) < column) {
    low = high + 1;
    high += step;
    step <<= 1;
  }
  if (high > to) high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (load<u32>(indices + (<usize>middle << 2)) < column) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Upper Cholesky factor in place of the n x n matrix at `a` (rows of `stride` bytes, a multiple of 16), four pivots at a time; false if not positive definite. */
function factor(a: usize, n: u32, stride: usize): bool {
  for (let block: u32 = 0; block < n; block += 4) {
    const last = min<u32>(n, block + 4);
    for (let k = block; k < last; k++) {
      const row = a + <usize>k * stride;
      const first = (<usize>k >> 2) << 4;
      for (let p = block; p < k; p++) {
        const above = a + <usize>p * stride;
        const weight = f32x4.splat(load<f32>(above + (<usize>k << 2)));
        for (let at = first; at < stride; at += 16) v128.store(row + at, f32x4.sub(v128.load(row + at), f32x4.mul(weight, v128.load(above + at))));
      }
      const pivot = load<f32>(row + (<usize>k << 2));
      if (!(pivot > 0)) return false;
      const scale = f32x4.splat(1 / sqrt<f32>(pivot));
      for (let at = first; at < stride; at += 16) v128.store(row + at, f32x4.mul(scale, v128.load(row + at)));
    }
    if (last < block + 4) return true;
    const r0 = a + <usize>block * stride;
    const r1 = r0 + stride, r2 = r1 + stride, r3 = r2 + stride;
    for (let i = last; i < n; i++) {
      const row = a + <usize>i * stride;
      const column = <usize>i << 2;
      const w0 = v128.load_splat<u32>(r0 + column);
      const w1 = v128.load_splat<u32>(r1 + column);
      const w2 = v128.load_splat<u32>(r2 + column);
      const w3 = v128.load_splat<u32>(r3 + column);
      for (let at = (<usize>i >> 2) << 4; at < stride; at += 16) {
        const left = f32x4.add(f32x4.mul(w0, v128.load(r0 + at)), f32x4.mul(w1, v128.load(r1 + at)));
        const right = f32x4.add(f32x4.mul(w2, v128.load(r2 + at)), f32x4.mul(w3, v128.load(r3 + at)));
        v128.store(row + at, f32x4.sub(v128.load(row + at), f32x4.add(left, right)));
      }
    }
  }
  return true;
}

/** Solves U' U x = b in place of b. */
function substitute(a: usize, n: u32, stride: usize, b: usize): void {
  for (let k: u32 = 0; k < n; k++) {
    const row = a + <usize>k * stride;
    const y = load<f32>(b + (<usize>k << 2)) / load<f32>(row + (<usize>k << 2));
    store<f32>(b + (<usize>k << 2), y);
    for (let j: u32 = k + 1; j < n; j++) store<f32>(b + (<usize>j << 2), load<f32>(b + (<usize>j << 2)) - y * load<f32>(row + (<usize>j << 2)));
  }
  for (let k: i32 = <i32>n - 1; k >= 0; k--) {
    const row = a + <usize>k * stride;
    let sum = load<f32>(b + (<usize>k << 2));
    for (let j: u32 = <u32>k + 1; j < n; j++) sum -= load<f32>(row + (<usize>j << 2)) * load<f32>(b + (<usize>j << 2));
    store<f32>(b + (<usize>k << 2), sum / load<f32>(row + (<usize>k << 2)));
  }
}

/**
 * Targets `begin` to `end`: `starts`, `indices`, `values` are the rows of a symmetric Gram matrix, columns ascending; `nearStarts` and `near` the
 * neighbours of each target, ascending, at most `most`; `out` receives their weights, (G_NN + lambda I)^-1 G_Nt, parallel to `near`.
 * Scratch: (most + 4)^2 floats and as many again as a row.
 */
export function solveNeighbours(
  starts: usize, indices: usize, values: usize, nearStarts: usize, near: usize, lambda: f32, most: u32, out: usize,
  scratch: usize, begin: u32, end: u32,
): void {
  for (let target = begin; target < end; target++) {
    const first = load<u32>(nearStarts + (<usize>target << 2));
    const n = load<u32>(nearStarts + (<usize>target << 2), 4) - first;
    if (n == 0) continue;
    const list = near + (<usize>first << 2);
    const weights = out + (<usize>first << 2);
    const stride = (<usize>(n + 3) & ~3) << 2;
    memory.fill(scratch, 0, <usize>n * stride);
    gather(starts, indices, values, target, list, 0, n, weights);
    for (let i: u32 = 0; i < n; i++) {
      const row = scratch + <usize>i * stride;
      gather(starts, indices, values, load<u32>(list + (<usize>i << 2)), list, i, n, row);
      const diagonal = row + (<usize>i << 2);
      store<f32>(diagonal, load<f32>(diagonal) + lambda);
    }
    if (factor(scratch, n, stride)) substitute(scratch, n, stride, weights);
    else memory.fill(weights, 0, <usize>n << 2);
  }
}

/** Writes the cells of a Gram row at the neighbours `from` to `n` of a list. */
// @ts-ignore: decorator
@inline
function gather(starts: usize, indices: usize, values: usize, row: u32, list: usize, from: u32, n: u32, out: usize): void {
  let at = load<u32>(starts + (<usize>row << 2));
  const end = load<u32>(starts + (<usize>row << 2), 4);
  for (let i = from; i < n; i++) {
    const column = load<u32>(list + (<usize>i << 2));
    at = seek(indices, at, end, column);
    const hit = at < end && load<u32>(indices + (<usize>at << 2)) == column;
    store<f32>(out + (<usize>i << 2), hit ? load<f32>(values + (<usize>at << 2)) : 0);
  }
}
