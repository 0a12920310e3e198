import type { KernelCode } from './kernel-code.ts';
import { bestOfMany } from './plain-best-of-many.ts';
import { choleskyDoubles, invertLowerDoubles, multiplyDoubles } from './plain-doubles.ts';
import { multiplyRows, packPanels } from './plain-dense.ts';
import { gramShares } from './plain-gram.ts';
import { adamRows, exponentRows, propagateRows } from './plain-lightgcn.ts';
import { conjugateRows, nearestRows, solveTriangle } from './plain-solve.ts';
import { plainScan } from './plain-scan.ts';
import { solveNeighbours } from './plain-neighbours.ts';
import {
  bestGramCells,
  countGramCells,
  sparseTransposeTimesDense,
  writeCellsAmong,
  writeGramCells,
  writeGramRows,
} from './plain-sparse.ts';
import { reduceDoubles, turnStrips } from './plain-eigen.ts';
import { bestLinks } from './plain-links.ts';
import { scoreWalks, writePoweredRows } from './plain-walks.ts';
import { solveWhitenedRows } from './plain-whitened-rows.ts';

/**
 * The kernels in plain TypeScript, for machines without WebAssembly SIMD. Sums run in float64 and in another order, so results differ from the
 * compiled ones by rounding: within 1e-5 of the sum of the absolute terms.
 */
export function plainCode(memory: WebAssembly.Memory): KernelCode {
  const floats = (): Float32Array => new Float32Array(memory.buffer);
  const words = (): Uint32Array => new Uint32Array(memory.buffer);
  return {
    packPanels: (...args) => packPanels(floats(), args),
    multiplyRows: (...args) => multiplyRows(floats(), args),
    solveWhitenedRows: (...args) => solveWhitenedRows(floats(), words(), args),
    solveNeighbours: (...args) => solveNeighbours(floats(), words(), args),
    sparseTransposeTimesDense: (...args) => sparseTransposeTimesDense(floats(), words(), args),
    countGramCells: (...args) => countGramCells(floats(), words(), args),
    writeGramCells: (...args) => writeGramCells(floats(), words(), args),
    bestGramCells: (...args) => bestGramCells(floats(), words(), args),
    writeGramRows: (...args) => writeGramRows(floats(), words(), args),
    writeCellsAmong: (...args) => writeCellsAmong(floats(), words(), args),
    bestLinks: (...args) => bestLinks(memory, args),
    writePoweredRows: (...args) => writePoweredRows(floats(), words(), args),
    scoreWalks: (...args) => scoreWalks(floats(), words(), args),
    sparseTimesDense: (...args) => sparseTimesDense(floats(), words(), args),
    gramShares: (...args) => gramShares(floats(), args),
    multiplyDoubles: (...args) => multiplyDoubles(memory, args),
    choleskyDoubles: (...args) => choleskyDoubles(memory, args),
    invertLowerDoubles: (...args) => invertLowerDoubles(memory, args),
    reduceDoubles: (...args) => reduceDoubles(memory, args),
    turnStrips: (...args) => turnStrips(memory, args),
    propagateRows: (...args) => propagateRows(floats(), words(), args),
    exponentRows: (...args) => exponentRows(floats(), args),
    adamRows: (...args) => adamRows(floats(), args),
    solveTriangle: (...args) => solveTriangle(memory, args),
    conjugateRows: (...args) => conjugateRows(floats(), args),
    nearestRows: (...args) => nearestRows(floats(), words(), args),
    bestOfMany: (...args) => bestOfMany(memory, args),
    // Only the codes of the compiled kernels are read.
    encodeBlocks: () => undefined,
    ...plainScan(memory),
  };
}

function sparseTimesDense(f: Float32Array, w: Uint32Array, args: readonly number[]): void {
  const [starts, indices, values, dense, width, out, , begin, end] = args;
  const sums = new Float64Array(width);
  for (let row = begin; row < end; row++) {
    sums.fill(0);
    for (let at = w[starts / 4 + row]; at < w[starts / 4 + row + 1]; at++) {
      const value = values === 0 ? 1 : f[values / 4 + at];
      const source = dense / 4 + w[indices / 4 + at] * width;
      for (let column = 0; column < width; column++) sums[column] += value * f[source + column];
    }
    f.set(sums, out / 4 + row * width);
  }
}
