import type { KernelCode } from './kernel-code.ts';
import { choleskyDoubles, invertLowerDoubles, multiplyDoubles } from './plain-doubles.ts';
import { dotAt, multiplyRows, packPanels } from './plain-dense.ts';
import { gramShares } from './plain-gram.ts';
import { adamRows, exponentRows, propagateRows } from './plain-lightgcn.ts';
import { solveNeighbours } from './plain-neighbours.ts';
import {
  bestGramCells,
  countGramCells,
  sparseTransposeTimesDense,
  writeCellsAmong,
  writeGramCells,
  writeGramRows,
} from './plain-sparse.ts';
import { bestLinks } from './plain-links.ts';
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
    sparseTimesDense: (...args) => sparseTimesDense(floats(), words(), args),
    gramShares: (...args) => gramShares(floats(), args),
    multiplyDoubles: (...args) => multiplyDoubles(memory, args),
    choleskyDoubles: (...args) => choleskyDoubles(memory, args),
    invertLowerDoubles: (...args) => invertLowerDoubles(memory, args),
    propagateRows: (...args) => propagateRows(floats(), words(), args),
    exponentRows: (...args) => exponentRows(floats(), args),
    adamRows: (...args) => adamRows(floats(), args),
    scanCodes: (...args) => {
      const [codes, scales, query, width, out, , begin, end] = args;
      const rows = new Int8Array(memory.buffer, codes);
      const numbers = new Int16Array(memory.buffer, query, width);
      const f = floats();
      for (let item = begin; item < end; item++) {
        let sum = 0;
        for (let at = 0; at < width; at++) sum += rows[item * width + at] * numbers[at];
        f[out / 4 + item] = f[scales / 4 + item] * sum;
      }
    },
    scanFloats: (...args) => {
      const [rows, query, width, out, , begin, end] = args;
      const f = floats();
      for (let item = begin; item < end; item++) {
        f[out / 4 + item] = dotAt(f, { a: rows / 4 + item * width, b: query / 4, width });
      }
    },
    scanSome: (...args) => {
      const [rows, query, width, items, count, out] = args;
      const f = floats();
      const w = words();
      for (let at = 0; at < count; at++) {
        f[out / 4 + at] = dotAt(f, { a: rows / 4 + w[items / 4 + at] * width, b: query / 4, width });
      }
    },
    passing: (...args) => {
      const [values, count, least, out, room] = args;
      const f = floats();
      const w = words();
      let found = 0;
      for (let at = 0; at < count; at++) {
        if (!(f[values / 4 + at] >= least)) continue;
        if (found < room) w[out / 4 + found] = at;
        found++;
      }
      return found;
    },
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
