import { TopK, type SparseRows } from '@vitrine/kernels';

/** The `count` largest cells of each row after scaling, without the diagonal, columns ascending; O(cells log count). */
export function keepLargest(
  from: SparseRows,
  count: number,
  scaleOf: (row: number, column: number) => number,
): SparseRows {
  const starts = new Int32Array(from.rowCount + 1);
  for (let row = 0; row < from.rowCount; row++) {
    const size = from.starts[row + 1] - from.starts[row];
    starts[row + 1] = starts[row] + Math.min(count, size);
  }
  const indices = new Int32Array(starts[from.rowCount]);
  const values = new Float32Array(starts[from.rowCount]);
  const selection = new TopK(count);
  const scaled = new Float64Array(from.columnCount);
  let size = 0;
  for (let row = 0; row < from.rowCount; row++) {
    const begin = from.starts[row];
    const width = from.starts[row + 1] - begin;
    for (let at = 0; at < width; at++) {
      const column = from.indices[begin + at];
      scaled[at] = column === row ? NaN : from.values[begin + at] * scaleOf(row, column);
    }
    const found = selection.select(scaled.subarray(0, width));
    starts[row] = size;
    const order = selection.indices.subarray(0, found).slice().sort();
    for (const at of order) {
      indices[size] = from.indices[begin + at];
      values[size++] = scaled[at];
    }
  }
  starts[from.rowCount] = size;
  return { ...from, starts, indices: indices.slice(0, size), values: values.slice(0, size) };
}
