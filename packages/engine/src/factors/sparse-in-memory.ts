import type { Kernels, SparseRows } from '@vitrine/kernels';

/** Sparse rows as the kernels read them. */
export interface KernelRows {
  readonly rowCount: number;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Copies sparse rows to kernel memory. */
export function toKernelRows(
  kernels: Kernels,
  rows: SparseRows,
  value?: (row: number, column: number, value: number) => number,
): KernelRows {
  const starts = kernels.memory.int32(rows.rowCount + 1);
  const indices = kernels.memory.int32(rows.indices.length);
  const values = kernels.memory.float32(rows.values.length);
  starts.set(rows.starts);
  indices.set(rows.indices);
  if (value === undefined) values.set(rows.values);
  else {
    for (let row = 0; row < rows.rowCount; row++) {
      for (let at = rows.starts[row]; at < rows.starts[row + 1]; at++)
        values[at] = value(row, rows.indices[at], rows.values[at]);
    }
  }
  return { rowCount: rows.rowCount, starts, indices, values };
}
