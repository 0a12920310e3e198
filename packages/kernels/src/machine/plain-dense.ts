import { blockRows } from './kernel-code.ts';

/** Dot product of `width` floats at two places. */
export function dotAt(
  f: Float32Array,
  where: { readonly a: number; readonly b: number; readonly width: number },
): number {
  const { a, b, width } = where;
  let sum = 0;
  for (let at = 0; at < width; at++) sum += f[a + at] * f[b + at];
  return sum;
}

/** As `packPanels` of `assembly/gemm.ts`: panels of 8 columns, the last filled up with zeros. */
export function packPanels(f: Float32Array, args: readonly number[]): void {
  const [b, rowStride, columnStride, depth, columns, packed, , begin, end] = args;
  for (let panel = begin; panel < end; panel++) {
    let to = packed / 4 + panel * depth * 8;
    for (let p = 0; p < depth; p++) {
      for (let column = panel * 8; column < panel * 8 + 8; column++) {
        f[to++] = column < columns ? f[b / 4 + p * rowStride + column * columnStride] : 0;
      }
    }
  }
}

/** As `multiplyRows` of `assembly/gemm.ts`. */
export function multiplyRows(f: Float32Array, args: readonly number[]): void {
  const [
    a,
    rowStride,
    columnStride,
    packed,
    c,
    cStride,
    rows,
    depth,
    columns,
    alpha,
    beta,
    shape,
    chunk,
    ,
    begin,
    end,
  ] = args;
  const panels = Math.ceil(columns / 8);
  const chunks = Math.ceil(panels / chunk);
  for (let unit = begin; unit < end; unit++) {
    const block = Math.floor(unit / chunks);
    const last = Math.min(panels, ((unit % chunks) + 1) * chunk);
    for (let row = block * blockRows; row < Math.min(rows, (block + 1) * blockRows); row++) {
      for (let panel = Math.max((unit % chunks) * chunk, shape === 1 ? row >> 3 : 0); panel < last; panel++) {
        const from = packed / 4 + panel * depth * 8;
        const width = Math.min(8, columns - panel * 8);
        const deep = shape === 2 ? Math.min(depth, panel * 8 + 8) : depth;
        const to = c / 4 + row * cStride + panel * 8;
        for (let column = 0; column < width; column++) {
          let sum = 0;
          for (let p = 0; p < deep; p++)
            sum += f[a / 4 + row * rowStride + p * columnStride] * f[from + p * 8 + column];
          f[to + column] = alpha * sum + (beta === 0 ? 0 : beta * f[to + column]);
        }
      }
    }
  }
}
