/**
 * The operations that run over kernel memory, by byte offsets: compiled from `assembly/` to WebAssembly SIMD, or plain TypeScript where SIMD is missing.
 * Each works on the share `begin` to `end` of its task and has `scratch` bytes of its own, so that threads need nothing of one another.
 */
export interface KernelCode {
  /** (b, rowStride, columnStride, depth, columns, packed; scratch, beginPanel, endPanel) */
  readonly packPanels: Operation;
  /** (a, rowStride, columnStride, packed, c, cStride, rows, depth, columns, alpha, beta, shape, chunk; scratch, beginUnit, endUnit) */
  readonly multiplyRows: Operation;
  /** (starts, indices, values, dense, width, out; scratch, beginRow, endRow) */
  readonly sparseTimesDense: Operation;
  /** (starts, indices, extra, right, z, spectrum, ridges, w, f, exactBelow, steps, shares, each; scratch, beginRow, endRow) */
  readonly solveWhitenedRows: Operation;
  /** (starts, indices, values, rows, dense, width, out; scratch, beginSixteen, endSixteen) */
  readonly sparseTransposeTimesDense: Operation;
  /** (pair, counts; scratch, beginRow, endRow); a pair is 8 arguments, see `assembly/sparse-gram.ts`. */
  readonly countGramCells: Operation;
  /** (pair, starts, columns, values, exponent; scratch, beginRow, endRow) */
  readonly writeGramCells: Operation;
  /** (pair, columnScale, most, firstRow, counts, columns, values; scratch, beginRow, endRow) */
  readonly bestGramCells: Operation;
  /** (pair, out, stride; scratch, beginRow, endRow) */
  readonly writeGramRows: Operation;
  /** (pair, listStarts, members, firstList, listingStarts, listings, triangleStarts, out; scratch, beginRow, endRow) */
  readonly writeCellsAmong: Operation;
  /** (items, times, sequenceOf, sequenceStarts, placeStarts, places, weights, steps, seconds, backward, itemCount, columnScale, most, firstItem, counts, columns, values; scratch, beginItem, endItem) */
  readonly bestLinks: Operation;
  /** (pair, rows, exponent, out, stride; scratch, beginRow, endRow) */
  readonly writePoweredRows: Operation;
  /** (pair, users, itemScale, exponent, denseOf, dense, cellStarts, cellColumns, cellValues, historyStarts, historyItems, historyWeights, out, stride; scratch, beginHistory, endHistory) */
  readonly scoreWalks: Operation;
  /** (listStarts, firstList, triangleStarts, cells, lambda, right; scratch, beginList, endList) */
  readonly solveNeighbours: Operation;
  /** (starts, indices, values, dense, width, base, factor, out; scratch, beginRow, endRow) */
  readonly propagateRows: Operation;
  /** (values, columns, factor, shift, sums; scratch, beginRow, endRow) */
  readonly exponentRows: Operation;
  /** (parameters, gradient, first, second, width, rate, root, decay; scratch, beginRow, endRow) */
  readonly adamRows: Operation;
  /** (codes, scales, query, width, out; scratch, beginItem, endItem) */
  readonly scanCodes: Operation;
  /** (rows, count, width, codes, scales, bounds; scratch, beginBlock, endBlock) */
  readonly encodeRows: Operation;
  /** (rows, query, width, out; scratch, beginItem, endItem) */
  readonly scanFloats: Operation;
  /** (rows, queries, width, factors, out; scratch, beginItem, endItem) */
  readonly scanPair: Operation;
  /** (rows, query, width, items, count, out) */
  readonly scanSome: Operation;
  /** (queries, count, rows, width, codes, order, places, blocks, excluded, ownStarts, own, k, items, scores, found; scratch, beginGroup, endGroup) */
  readonly bestOfMany: Operation;
  /** (rows, width, order, places, codes, blocks; scratch, beginBlock, endBlock) */
  readonly encodeBlocks: Operation;
  /** (l, n, rows, transposed; scratch, beginRow, endRow) */
  readonly solveTriangle: Operation;
  /** (a, n, ridges, right, out, steps, tolerance; scratch, beginRow, endRow) */
  readonly conjugateRows: Operation;
  /** (products, columns, halves, labels, best; scratch, beginRow, endRow) */
  readonly nearestRows: Operation;
  /** (rows, columns, shares, each; scratch, beginRow, endRow) */
  readonly gramShares: Operation;
  /** (a, b, c, n, transposed; scratch, beginPanel, endPanel) */
  readonly multiplyDoubles: Operation;
  /** (a, n), answers 0 or 1 + the row that fails. */
  readonly choleskyDoubles: (...args: number[]) => number;
  /** (l, x, n) */
  readonly invertLowerDoubles: Operation;
  /** (z, diagonal, beside, spare, n) */
  readonly reduceDoubles: Operation;
  /** (z, n, sweeps, sweepCount, turns, places, out; scratch, beginStrip, endStrip) */
  readonly turnStrips: Operation;
  /** (values, count, least, out, room), answers how many pass. */
  readonly passing: (...args: number[]) => number;
}

/** Rows of a block of `multiplyRows`, and the bytes of scratch it needs; the same as in `assembly/gemm.ts`. */
export const blockRows = 64;
export const multiplyScratchBytes = blockRows * 256 * 4;

/** One operation; arguments are byte offsets, counts and factors. */
export type Operation = (...args: number[]) => void;

/** Operations that work on a whole task at once. */
export const soleOperations = [
  'scanSome',
  'passing',
  'choleskyDoubles',
  'invertLowerDoubles',
  'reduceDoubles',
] as const;

/** Names of the operations that threads can share. */
export type SharedOperation = Exclude<keyof KernelCode, (typeof soleOperations)[number]>;

const shared: Readonly<Record<SharedOperation, true>> = {
  packPanels: true,
  multiplyRows: true,
  sparseTimesDense: true,
  solveWhitenedRows: true,
  solveNeighbours: true,
  scanCodes: true,
  scanFloats: true,
  scanPair: true,
  gramShares: true,
  multiplyDoubles: true,
  turnStrips: true,
  bestOfMany: true,
  encodeBlocks: true,
  solveTriangle: true,
  conjugateRows: true,
  nearestRows: true,
  encodeRows: true,
  sparseTransposeTimesDense: true,
  countGramCells: true,
  writeGramCells: true,
  bestGramCells: true,
  writeGramRows: true,
  writeCellsAmong: true,
  bestLinks: true,
  writePoweredRows: true,
  scoreWalks: true,
  propagateRows: true,
  exponentRows: true,
  adamRows: true,
};

/** Every shared operation; its place is the number that stands for it between threads. */
export const sharedOperations = Object.keys(shared) as readonly SharedOperation[];
