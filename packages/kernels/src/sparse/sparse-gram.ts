import { KernelMemoryError, mostKernelBytes } from '../machine/kernel-memory.ts';
import type { Kernels } from '../machine/kernels.ts';
import { type Matrix, makeMatrix } from '../dense/multiply.ts';
import { collectBest, rowGrain, rowScratchBytes } from './row-batches.ts';
import type { SparseRows } from './sparse-rows.ts';

/** The two views of one user-item matrix X that a Gram product X' diag(userScale) X reads. */
export interface GramInput {
  /** users x items. */
  readonly byUser: SparseRows;
  /** items x users, the transpose of `byUser`. */
  readonly byItem: SparseRows;
  /** Weight of each user's contribution, length users; 1 when left out. */
  readonly userScale?: ArrayLike<number>;
}

/** Which cells of each row are kept. */
export interface BestCells {
  readonly count: number;
  /** Cells are compared after multiplying by the factor of their column; equal ones by lower column. */
  readonly columnScale?: ArrayLike<number>;
  /** Called now and then. */
  readonly onRow?: (done: number, total: number) => void;
}

/**
 * X' diag(userScale) X as sparse rows (items x items, diagonal included), nothing pruned, float32 sums over users in order: the same with any number
 * of threads and in plain TypeScript. Time is twice the sum over users of (items of the user) squared: cells are counted before they are written.
 * @throws KernelMemoryError when the cells, 8 bytes each, do not fit in 4 GiB; `bestOfGram` need not hold them.
 */
export function sparseGram(kernels: Kernels, input: GramInput): SparseRows {
  const { memory } = kernels;
  const items = input.byItem.rowCount;
  return memory.scope(() => {
    const pair = loadPair(kernels, input);
    const task = { total: items, grain: rowGrain, scratchBytes: rowScratchBytes(items) };
    const counts = memory.int32(items);
    kernels.run('countGramCells', { ...task, args: [...pair, counts.byteOffset] });
    const starts = memory.int32(items + 1);
    let cells = 0;
    for (let row = 0; row < items; row++) {
      cells += counts[row];
      if (cells * 8 > mostKernelBytes) throw tooManyCells(row, items);
      starts[row + 1] = cells;
    }
    const [indices, values] = [memory.int32(cells), memory.float32(cells)];
    const offsets = [starts, indices, values].map((array) => array.byteOffset);
    kernels.run('writeGramCells', { ...task, args: [...pair, ...offsets, 1] });
    return {
      rowCount: items,
      columnCount: items,
      starts: starts.slice(),
      indices: indices.slice(),
      values: values.slice(),
    };
  });
}

/** The largest cells of each row of X' diag(userScale) X, without the diagonal, unscaled, columns ascending; needs no more memory than that. */
export function bestOfGram(kernels: Kernels, input: GramInput, keep: BestCells): SparseRows {
  const { memory } = kernels;
  const items = input.byItem.rowCount;
  const most = Math.max(1, Math.min(keep.count, items - 1));
  return memory.scope(() => {
    const pair = loadPair(kernels, input);
    const scale = keep.columnScale === undefined ? 0 : memory.copyOf(keep.columnScale).byteOffset;
    const scratchBytes = rowScratchBytes(items, most);
    return collectBest(kernels, { rows: items, most }, ({ first, rows, counts, columns, values }) => {
      keep.onRow?.(first, items);
      const args = [...pair, scale, most, first, counts, columns, values];
      kernels.run('bestGramCells', { args, total: rows, grain: rowGrain, scratchBytes });
    });
  });
}

/** X' diag(userScale) X as a dense matrix in the memory of the kernels, for small catalogs. @throws KernelMemoryError when it does not fit. */
export function denseGram(kernels: Kernels, input: GramInput): Matrix {
  const items = input.byItem.rowCount;
  const matrix = makeMatrix(kernels, items, items);
  kernels.memory.scope(() => {
    kernels.run('writeGramRows', {
      args: [...loadPair(kernels, input), matrix.values.byteOffset, items],
      total: items,
      grain: rowGrain,
      scratchBytes: rowScratchBytes(items),
    });
  });
  return matrix;
}

/** Copies X to kernel memory; the 8 arguments by which the operations of `assembly/sparse-gram.ts` take it. */
export function loadPair(kernels: Kernels, input: GramInput): number[] {
  const { byUser, byItem, userScale } = input;
  const { memory } = kernels;
  const load = (rows: SparseRows): number[] => {
    const ones = rows.values.every((value) => value === 1);
    return [
      memory.copyOfWhole(rows.starts).byteOffset,
      memory.copyOfWhole(rows.indices).byteOffset,
      ones ? 0 : memory.copyOf(rows.values).byteOffset,
    ];
  };
  const scale = userScale === undefined ? 0 : memory.copyOf(userScale).byteOffset;
  return [...load(byUser), ...load(byItem), scale, byItem.rowCount];
}

function tooManyCells(row: number, items: number): KernelMemoryError {
  return new KernelMemoryError(
    `the item-item matrix of ${items.toLocaleString('en')} items fills 4 GiB after ${row.toLocaleString('en')} of them; ` +
      'keep only the best cells of each row, leave out rare items, or train with the distributed trainer',
  );
}
