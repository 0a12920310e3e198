// Matrix products after Goto and van de Geijn, "Anatomy of high-performance matrix multiplication" (2008): B in panels of 8 columns over the
// whole depth, A packed in blocks by the thread that uses it, an outer-product tile of 4 x 8 in registers.
// Every matrix is float32. A stride of rows and one of columns (in elements) say whether it is transposed.

/** Rows of A that a thread packs at once, and the depth of a block: 64 x 256 floats stay in the second-level cache. */
const blockRows: u32 = 64;
const blockDepth: u32 = 256;

/** Packs panels `begin` to `end` of B (depth x columns) to `packed`; the last panel is filled up with zeros. */
export function packPanels(b: usize, rowStride: u32, columnStride: u32, depth: u32, columns: u32, packed: usize, scratch: usize, begin: u32, end: u32): void {
  for (let panel = begin; panel < end; panel++) {
    const first = panel * 8;
    const width = min<u32>(8, columns - first);
    let to = packed + <usize>panel * depth * 32;
    if (width == 8 && columnStride == 1) {
      for (let p: u32 = 0; p < depth; p++, to += 32) {
        const from = b + ((<usize>p * rowStride + first) << 2);
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
      }
      continue;
    }
    for (let p: u32 = 0; p < depth; p++, to += 32) {
      for (let j: u32 = 0; j < 8; j++) {
        const value: f32 = j < width ? load<f32>(b + ((<usize>p * rowStride + <usize>(first + j) * columnStride) << 2)) : 0;
        store<f32>(to + (j << 2), value);
      }
    }
  }
}

/** Packs `rows` x `depth` of A in strips of 4 rows, the last filled up with zeros. */
// @ts-ignore: decorator
@inline
function packStrips(a: usize, rowStride: u32, columnStride: u32, rows: u32, depth: u32, packed: usize): void {
  let to = packed;
  for (let i: u32 = 0; i < rows; i += 4) {
    const r0 = a + ((<usize>i * rowStride) << 2);
    if (i + 4 <= rows) {
      const r1 = r0 + (<usize>rowStride << 2);
      const r2 = r1 + (<usize>rowStride << 2);
      const r3 = r2 + (<usize>rowStride << 2);
      for (let p: u32 = 0; p < depth; p++, to += 16) {
        const at = (<usize>p * columnStride) << 2;
        store<f32>(to, load<f32>(r0 + at));
        store<f32>(to, load<f32>(r1 + at), 4);
        store<f32>(to, load<f32>(r2 + at), 8);
        store<f32>(to, load<f32>(r3 + at), 12);
      }
    } else {
      for (let p: u32 = 0; p < depth; p++, to += 16) {
        const at = (<usize>p * columnStride) << 2;
        for (let r: u32 = 0; r < 4; r++) {
          store<f32>(to + (r << 2), i + r < rows ? load<f32>(r0 + ((<usize>r * rowStride) << 2) + at) : 0);
        }
      }
    }
  }
}

/** Adds one row of a tile, times alpha, to `width` columns of C. */
// @ts-ignore: decorator
@inline
function addTileRow(c: usize, width: u32, alpha: v128, left: v128, right: v128): void {
  if (width == 8) {
    v128.store(c, f32x4.add(v128.load(c), f32x4.mul(alpha, left)));
    v128.store(c, f32x4.add(v128.load(c, 16), f32x4.mul(alpha, right)), 16);
    return;
  }
  const factor = f32x4.extract_lane(alpha, 0);
  if (width > 0) store<f32>(c, load<f32>(c) + factor * f32x4.extract_lane(left, 0));
  if (width > 1) store<f32>(c, load<f32>(c, 4) + factor * f32x4.extract_lane(left, 1), 4);
  if (width > 2) store<f32>(c, load<f32>(c, 8) + factor * f32x4.extract_lane(left, 2), 8);
  if (width > 3) store<f32>(c, load<f32>(c, 12) + factor * f32x4.extract_lane(left, 3), 12);
  if (width > 4) store<f32>(c, load<f32>(c, 16) + factor * f32x4.extract_lane(right, 0), 16);
  if (width > 5) store<f32>(c, load<f32>(c, 20) + factor * f32x4.extract_lane(right, 1), 20);
  if (width > 6) store<f32>(c, load<f32>(c, 24) + factor * f32x4.extract_lane(right, 2), 24);
}

/** C[rows x width] += alpha x (strip of 4 rows of A) x (panel of 8 columns of B), `depth` deep. */
// @ts-ignore: decorator
@inline
function tile(strip: usize, panel: usize, depth: u32, c: usize, stride: usize, rows: u32, width: u32, alpha: v128): void {
  let a0 = f32x4.splat(0), b0 = f32x4.splat(0);
  let a1 = f32x4.splat(0), b1 = f32x4.splat(0);
  let a2 = f32x4.splat(0), b2 = f32x4.splat(0);
  let a3 = f32x4.splat(0), b3 = f32x4.splat(0);
  const end = strip + (<usize>depth << 4);
  while (strip < end) {
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
    strip += 16;
    panel += 32;
  }
  addTileRow(c, width, alpha, a0, b0);
  if (rows > 1) addTileRow(c + stride, width, alpha, a1, b1);
  if (rows > 2) addTileRow(c + 2 * stride, width, alpha, a2, b2);
  if (rows > 3) addTileRow(c + 3 * stride, width, alpha, a3, b3);
}

/**
 * Blocks `begin` to `end` (of 64 rows each) of C = alpha A B + beta C, with B packed by `packPanels`. `upper` leaves out the tiles
 * wholly below the diagonal. `scratch` points to 64 x 256 floats of the thread's own.
 */
export function multiplyRows(
  a: usize, rowStride: u32, columnStride: u32, packed: usize, c: usize, cStride: u32,
  rows: u32, depth: u32, columns: u32, alpha: f32, beta: f32, upper: u32, scratch: usize, begin: u32, end: u32,
): void {
  const scale = f32x4.splat(alpha);
  const stride = <usize>cStride << 2;
  for (let block = begin; block < end; block++) {
    const first = block * blockRows;
    const count = min<u32>(blockRows, rows - first);
    const from = upper != 0 ? first >> 3 : 0;
    const panels = (columns + 7) >> 3;
    if (beta != 1) {
      for (let i: u32 = 0; i < count; i++) {
        const row = c + <usize>(first + i) * stride;
        if (beta == 0) memory.fill(row + (<usize>from << 5), 0, (<usize>columns << 2) - (<usize>from << 5));
        else for (let j: u32 = from << 3; j < columns; j++) store<f32>(row + (j << 2), load<f32>(row + (j << 2)) * beta);
      }
    }
    for (let p: u32 = 0; p < depth; p += blockDepth) {
      const deep = min<u32>(blockDepth, depth - p);
      packStrips(a + ((<usize>first * rowStride + <usize>p * columnStride) << 2), rowStride, columnStride, count, deep, scratch);
      for (let panel = from; panel < panels; panel++) {
        const at = packed + ((<usize>panel * depth + p) << 5);
        const width = min<u32>(8, columns - (panel << 3));
        const to = c + <usize>first * stride + (<usize>panel << 5);
        for (let i: u32 = 0; i < count; i += 4) {
          if (upper != 0 && (panel << 3) + 8 <= first + i) continue;
          tile(scratch + <usize>i * deep * 4, at, deep, to + <usize>i * stride, stride, min<u32>(4, count - i), width, scale);
        }
      }
    }
  }
}
