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
    let p: u32 = 0;
    if (width == 8 && columnStride == 1) {
      for (; p < depth; p++, to += 32) {
        const from = b + ((<usize>p * rowStride + first) << 2);
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
      }
      continue;
    }
    if (width == 8 && rowStride == 1) {
      const from = b + ((<usize>first * columnStride) << 2);
      const stride = <usize>columnStride << 2;
      for (; p + 4 <= depth; p += 4, to += 128) {
        transposeFour(from + (<usize>p << 2), stride, to);
        transposeFour(from + (<usize>p << 2) + 4 * stride, stride, to + 16);
      }
    }
    for (; p < depth; p++, to += 32) {
      for (let j: u32 = 0; j < 8; j++) {
        const value: f32 = j < width ? load<f32>(b + ((<usize>p * rowStride + <usize>(first + j) * columnStride) << 2)) : 0;
        store<f32>(to + (j << 2), value);
      }
    }
  }
}

/** Four floats of each of four rows become four columns, 32 bytes from one to the next. */
function transposeFour(from: usize, stride: usize, to: usize): void {
  const r0 = v128.load(from), r1 = v128.load(from + stride);
  const r2 = v128.load(from + 2 * stride), r3 = v128.load(from + 3 * stride);
  const a = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), b = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const c = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), d = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(a, c, 0, 1, 4, 5));
  v128.store(to, v128.shuffle<f32>(a, c, 2, 3, 6, 7), 32);
  v128.store(to, v128.shuffle<f32>(b, d, 0, 1, 4, 5), 64);
  v128.store(to, v128.shuffle<f32>(b, d, 2, 3, 6, 7), 96);
}

/** Packs `rows` x `depth` of A in strips of 4 rows, the last filled up with zeros. */
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

/** Writes one row of a tile, times alpha, to `width` columns of C; adds to what stands there unless `fresh`. */
@inline
function writeTileRow(c: usize, width: u32, alpha: v128, left: v128, right: v128, fresh: bool): void {
  if (width == 8) {
    if (fresh) {
      v128.store(c, f32x4.mul(alpha, left));
      v128.store(c, f32x4.mul(alpha, right), 16);
    } else {
      v128.store(c, f32x4.add(v128.load(c), f32x4.mul(alpha, left)));
      v128.store(c, f32x4.add(v128.load(c, 16), f32x4.mul(alpha, right)), 16);
    }
    return;
  }
  writeSome(c, width, f32x4.mul(alpha, left), f32x4.mul(alpha, right), fresh);
}

function writeSome(c: usize, width: u32, left: v128, right: v128, fresh: bool): void {
  writeOne(c, f32x4.extract_lane(left, 0), fresh);
  if (width > 1) writeOne(c + 4, f32x4.extract_lane(left, 1), fresh);
  if (width > 2) writeOne(c + 8, f32x4.extract_lane(left, 2), fresh);
  if (width > 3) writeOne(c + 12, f32x4.extract_lane(left, 3), fresh);
  if (width > 4) writeOne(c + 16, f32x4.extract_lane(right, 0), fresh);
  if (width > 5) writeOne(c + 20, f32x4.extract_lane(right, 1), fresh);
  if (width > 6) writeOne(c + 24, f32x4.extract_lane(right, 2), fresh);
}

function writeOne(c: usize, value: f32, fresh: bool): void {
  store<f32>(c, fresh ? value : load<f32>(c) + value);
}

/**
 * C[rows x width] (+)= alpha x (four rows of A) x (panel of 8 columns of B), `depth` deep. The rows of A begin `apart` bytes from one another and
 * their columns `step` bytes.
 */
@inline
function tile(a: usize, apart: usize, step: usize, panel: usize, depth: u32, c: usize, stride: usize, rows: u32, width: u32, alpha: v128, fresh: bool): void {
  let a0 = f32x4.splat(0), b0 = f32x4.splat(0);
  let a1 = f32x4.splat(0), b1 = f32x4.splat(0);
  let a2 = f32x4.splat(0), b2 = f32x4.splat(0);
  let a3 = f32x4.splat(0), b3 = f32x4.splat(0);
  const s1 = a + apart, s2 = s1 + apart, s3 = s2 + apart;
  const end = <usize>depth * step;
  for (let at: usize = 0; at < end; at += step) {
    const left = v128.load(panel);
    const right = v128.load(panel, 16);
    const x0 = v128.load_splat<u32>(a + at);
    a0 = f32x4.add(a0, f32x4.mul(x0, left));
    b0 = f32x4.add(b0, f32x4.mul(x0, right));
    const x1 = v128.load_splat<u32>(s1 + at);
    a1 = f32x4.add(a1, f32x4.mul(x1, left));
    b1 = f32x4.add(b1, f32x4.mul(x1, right));
    const x2 = v128.load_splat<u32>(s2 + at);
    a2 = f32x4.add(a2, f32x4.mul(x2, left));
    b2 = f32x4.add(b2, f32x4.mul(x2, right));
    const x3 = v128.load_splat<u32>(s3 + at);
    a3 = f32x4.add(a3, f32x4.mul(x3, left));
    b3 = f32x4.add(b3, f32x4.mul(x3, right));
    panel += 32;
  }
  writeTileRow(c, width, alpha, a0, b0, fresh);
  if (rows > 1) writeTileRow(c + stride, width, alpha, a1, b1, fresh);
  if (rows > 2) writeTileRow(c + 2 * stride, width, alpha, a2, b2, fresh);
  if (rows > 3) writeTileRow(c + 3 * stride, width, alpha, a3, b3, fresh);
}

/**
 * Units `begin` to `end` of C = alpha A B + beta C, with B packed by `packPanels`: unit u is rows of block u / chunks (64 rows) and `chunk` panels from
 * (u % chunks) x chunk. `shape` 1 leaves out the tiles of C wholly below the diagonal, 2 takes B as upper triangular and does not read below its panels. `scratch` points to 64 x 256 floats of the thread's own.
 */
export function multiplyRows(
  a: usize, rowStride: u32, columnStride: u32, packed: usize, c: usize, cStride: u32,
  rows: u32, depth: u32, columns: u32, alpha: f32, beta: f32, shape: u32, chunk: u32, scratch: usize, begin: u32, end: u32,
): void {
  const panels = (columns + 7) >> 3;
  const chunks = (panels + chunk - 1) / chunk;
  for (let unit = begin; unit < end; unit++) {
    const first = unit / chunks * blockRows;
    const from = max<u32>(unit % chunks * chunk, shape == 1 ? first >> 3 : 0);
    const to = min<u32>(panels, (unit % chunks + 1) * chunk);
    if (from < to) multiplyUnit(a, rowStride, columnStride, packed, c, cStride, rows, depth, columns, alpha, beta, shape, scratch, first, from, to);
  }
}

@inline
function multiplyUnit(
  a: usize, rowStride: u32, columnStride: u32, packed: usize, c: usize, cStride: u32, rows: u32, depth: u32, columns: u32,
  alpha: f32, beta: f32, shape: u32, scratch: usize, first: u32, from: u32, to: u32,
): void {
  const scale = f32x4.splat(alpha);
  const stride = <usize>cStride << 2;
  const count = min<u32>(blockRows, rows - first);
  const lastColumn = min<u32>(columns, to << 3);
  if (depth == 0 || (beta != 0 && beta != 1)) {
    for (let i: u32 = 0; i < count; i++) {
      const row = c + <usize>(first + i) * stride;
      for (let j: u32 = from << 3; j < lastColumn; j++) store<f32>(row + (j << 2), beta == 0 ? 0 : load<f32>(row + (j << 2)) * beta);
    }
  }
  // Rows that lie one behind another are read where they are; what is left of four rows, and columns, are packed.
  const direct = columnStride == 1 ? count & ~3 : 0;
  for (let p: u32 = 0; p < depth; p += blockDepth) {
    const deep = min<u32>(blockDepth, depth - p);
    const fresh = beta == 0 && p == 0;
    if (direct < count) {
      packStrips(a + ((<usize>(first + direct) * rowStride + <usize>p * columnStride) << 2), rowStride, columnStride, count - direct, deep, scratch);
    }
    for (let panel = from; panel < to; panel++) {
      const lowest = shape == 2 ? min<u32>(depth, (panel << 3) + 8) : depth;
      if (lowest <= p) continue;
      const rest = min<u32>(deep, lowest - p);
      const at = packed + ((<usize>panel * depth + p) << 5);
      const width = min<u32>(8, columns - (panel << 3));
      const target = c + <usize>first * stride + (<usize>panel << 5);
      for (let i: u32 = 0; i < count; i += 4) {
        if (shape == 1 && (panel << 3) + 8 <= first + i) continue;
        const strip = i < direct ? a + ((<usize>(first + i) * rowStride + p) << 2) : scratch + <usize>(i - direct) * deep * 4;
        const apart: usize = i < direct ? <usize>rowStride << 2 : 4;
        const step: usize = i < direct ? 4 : 16;
        tile(strip, apart, step, at, rest, target + <usize>i * stride, stride, min<u32>(4, count - i), width, scale, fresh);
      }
    }
  }
}
