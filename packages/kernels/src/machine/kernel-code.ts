/**
 * The operations that run over kernel memory, by byte offsets: compiled from `assembly/` to WebAssembly SIMD, or plain TypeScript where SIMD is missing.
 * Each works on the share `begin` to `end` of its task and has `scratch` bytes of its own, so that threads need nothing of one another.
 */
export interface KernelCode {
  /** (b, rowStride, columnStride, depth, columns, packed; scratch, beginPanel, endPanel) */
  readonly packPanels: Operation;
  /** (a, rowStride, columnStride, packed, c, cStride, rows, depth, columns, alpha, beta, upper; scratch, beginBlock, endBlock) */
  readonly multiplyRows: Operation;
  /** (starts, indices, values, dense, width, out; scratch, beginRow, endRow) */
  readonly sparseTimesDense: Operation;
  /** (starts, indices, extra, right, z, spectrum, ridges, w, f, exactBelow, steps; scratch, beginRow, endRow) */
  readonly solveWhitenedRows: Operation;
  /** (starts, indices, values, nearStarts, near, lambda, most, out; scratch, beginTarget, endTarget) */
  readonly solveNeighbours: Operation;
  /** (codes, scales, query, width, out; scratch, beginItem, endItem) */
  readonly scanCodes: Operation;
  /** (rows, query, width, out; scratch, beginItem, endItem) */
  readonly scanFloats: Operation;
  /** (rows, query, width, items, count, out) */
  readonly scanSome: Operation;
  /** (values, count, least, out, room), answers how many pass. */
  readonly passing: (...args: number[]) => number;
}

/** Rows of a block of `multiplyRows`, and the bytes of scratch it needs; the same as in `assembly/gemm.ts`. */
export const blockRows = 64;
export const multiplyScratchBytes = blockRows * 256 * 4;

/** One operation; arguments are byte offsets, counts and factors. */
export type Operation = (...args: number[]) => void;

/** Names of the operations that threads can share. */
export type SharedOperation = Exclude<keyof KernelCode, 'scanSome' | 'passing'>;

/** Every shared operation by the number that stands for it between threads. */
export const sharedOperations: readonly SharedOperation[] = [
  'packPanels',
  'multiplyRows',
  'sparseTimesDense',
  'solveWhitenedRows',
  'solveNeighbours',
  'scanCodes',
  'scanFloats',
];
