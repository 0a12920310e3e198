// Products of sparse rows (starts, indices, values) with dense float32 rows.

/** The weight of an entry, four times; 1 where `values` is 0. */
function weightAt(values: usize, at: u32): v128 {
  return values == 0 ? f32x4.splat(1) : v128.load_splat<u32>(values + (<usize>at << 2));
}

/**
 * Rows `begin` to `end` of out = S X. `width` is a multiple of 4; a `values` of 0 stands for all ones.
 * Sums run over the row in order, so the result does not depend on the number of threads.
 */
export function sparseTimesDense(starts: usize, indices: usize, values: usize, dense: usize, width: u32, out: usize, scratch: usize, begin: u32, end: u32): void {
  const bytes = <usize>width << 2;
  for (let row = begin; row < end; row++) {
    const from = load<u32>(starts + (<usize>row << 2));
    const to = load<u32>(starts + (<usize>row << 2), 4);
    const result = out + <usize>row * bytes;
    let column: usize = 0;
    for (; column + 128 <= bytes; column += 128) {
      let s0 = f32x4.splat(0), s1 = f32x4.splat(0), s2 = f32x4.splat(0), s3 = f32x4.splat(0);
      let s4 = f32x4.splat(0), s5 = f32x4.splat(0), s6 = f32x4.splat(0), s7 = f32x4.splat(0);
      for (let at = from; at < to; at++) {
        const source = dense + <usize>load<u32>(indices + (<usize>at << 2)) * bytes + column;
        const value = weightAt(values, at);
        s0 = f32x4.add(s0, f32x4.mul(value, v128.load(source)));
        s1 = f32x4.add(s1, f32x4.mul(value, v128.load(source, 16)));
        s2 = f32x4.add(s2, f32x4.mul(value, v128.load(source, 32)));
        s3 = f32x4.add(s3, f32x4.mul(value, v128.load(source, 48)));
        s4 = f32x4.add(s4, f32x4.mul(value, v128.load(source, 64)));
        s5 = f32x4.add(s5, f32x4.mul(value, v128.load(source, 80)));
        s6 = f32x4.add(s6, f32x4.mul(value, v128.load(source, 96)));
        s7 = f32x4.add(s7, f32x4.mul(value, v128.load(source, 112)));
      }
      const target = result + column;
      v128.store(target, s0);
      v128.store(target, s1, 16);
      v128.store(target, s2, 32);
      v128.store(target, s3, 48);
      v128.store(target, s4, 64);
      v128.store(target, s5, 80);
      v128.store(target, s6, 96);
      v128.store(target, s7, 112);
    }
    for (; column < bytes; column += 16) {
      let sum = f32x4.splat(0);
      for (let at = from; at < to; at++) {
        const source = dense + <usize>load<u32>(indices + (<usize>at << 2)) * bytes + column;
        const value = weightAt(values, at);
        sum = f32x4.add(sum, f32x4.mul(value, v128.load(source)));
      }
      v128.store(result + column, sum);
    }
  }
}

/**
 * Columns `begin` to `end`, in groups of 16, of out = S' X; out (columns of S x width) is 0 before. `width` is a multiple of 4; a `values` of 0 stands for all ones.
 * Each thread has columns of its own and goes through all rows in order, so the result does not depend on the number of threads.
 */
export function sparseTransposeTimesDense(
  starts: usize, indices: usize, values: usize, rows: u32, dense: usize, width: u32, out: usize, scratch: usize, begin: u32, end: u32,
): void {
  const bytes = <usize>width << 2;
  const first = <usize>begin << 6;
  const last = min<usize>(bytes, <usize>end << 6);
  for (let row: u32 = 0; row < rows; row++) {
    const source = dense + <usize>row * bytes;
    const to = load<u32>(starts + (<usize>row << 2), 4);
    for (let at = load<u32>(starts + (<usize>row << 2)); at < to; at++) {
      const value = weightAt(values, at);
      const target = out + <usize>load<u32>(indices + (<usize>at << 2)) * bytes;
      for (let column = first; column < last; column += 16) {
        v128.store(target + column, f32x4.add(v128.load(target + column), f32x4.mul(value, v128.load(source + column))));
      }
    }
  }
}
