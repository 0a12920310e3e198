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
  const { memory } = kernels;
  const [starts, indices, values] = [
    memory.copyOfWhole(rows.starts),
    memory.copyOfWhole(rows.indices),
    memory.copyOf(rows.values),
  ];
  if (value !== undefined) {
    for (let row = 0; row < rows.rowCount; row++) {
      for (let at = rows.starts[row]; at < rows.starts[row + 1]; at++)
        values[at] = value(row, rows.indices[at], rows.values[at]);
    }
  }
  return { rowCount: rows.rowCount, starts, indices, values };
}
