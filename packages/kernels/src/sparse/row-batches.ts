import { KernelMemoryError, mostKernelBytes } from '../machine/kernel-memory.ts';
import type { Kernels } from '../machine/kernels.ts';
import type { SparseRows } from './sparse-rows.ts';

/** Rows that threads take at once. */
export const rowGrain = 64;

/** Bytes of the best cells that are in kernel memory at once. */
const batchBytes = 64 * 1024 ** 2;

/** Rows between two looks at whether the work shall go on. */
const mostRows = 8192;

/** Scratch of an operation that sums one dense row at a time; the same as in `assembly/sparse-row.ts`. */
export function rowScratchBytes(columns: number, most = 0): number {
  const groups = Math.ceil(columns / 256);
  return groups * (3 * 256 * 4 + 16) + 4 * (2 * most + 32) * 4;
}

/** A task that leaves the best cells of `rows` rows from `first` on at these byte offsets. */
type BestRows = (task: {
  readonly first: number;
  readonly rows: number;
  readonly counts: number;
  readonly columns: number;
  readonly values: number;
}) => void;

/** The best `most` cells of each row of a square matrix, made by batches of rows, so that memory is that of the result. */
export function collectBest(
  kernels: Kernels,
  shape: { readonly rows: number; readonly most: number },
  make: BestRows,
): SparseRows {
  const { memory } = kernels;
  const { rows, most } = shape;
  const rowsAtOnce = Math.max(1, Math.min(rows, mostRows, Math.floor(batchBytes / (8 * most))));
  const starts = new Int32Array(rows + 1);
  let size = 0;
  const parts: { indices: Int32Array; values: Float32Array }[] = [];
  memory.scope(() => {
    const counts = memory.int32(rowsAtOnce);
    const [columns, values] = [memory.int32(rowsAtOnce * most), memory.float32(rowsAtOnce * most)];
    const at = { counts: counts.byteOffset, columns: columns.byteOffset, values: values.byteOffset };
    for (let first = 0; first < rows; first += rowsAtOnce) {
      const now = Math.min(rowsAtOnce, rows - first);
      make({ first, rows: now, ...at });
      for (let row = 0; row < now; row++) {
        size += counts[row];
        if (size * 8 > mostKernelBytes) throw tooMany(first + row, most);
        starts[first + row + 1] = size;
      }
      const part = {
        indices: new Int32Array(starts[first + now] - starts[first]),
        values: new Float32Array(starts[first + now] - starts[first]),
      };
      for (let row = 0; row < now; row++) {
        const to = starts[first + row] - starts[first];
        part.indices.set(columns.subarray(row * most, row * most + counts[row]), to);
        part.values.set(values.subarray(row * most, row * most + counts[row]), to);
      }
      parts.push(part);
    }
  });
  const only = parts.length === 1 ? parts[0] : undefined;
  const indices = only?.indices ?? new Int32Array(starts[rows]);
  const values = only?.values ?? new Float32Array(starts[rows]);
  if (only === undefined) {
    let to = 0;
    for (const part of parts) {
      indices.set(part.indices, to);
      values.set(part.values, to);
      to += part.indices.length;
    }
  }
  return { rowCount: rows, columnCount: rows, starts, indices, values };
}

function tooMany(row: number, most: number): KernelMemoryError {
  return new KernelMemoryError(
    `the best ${most.toLocaleString('en')} cells of each row fill 4 GiB after ${row.toLocaleString('en')} rows; ` +
      'keep fewer neighbours, or train with the distributed trainer',
  );
}
