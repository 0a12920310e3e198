import { type Kernels, makeMatrix, type Matrix, multiply, type RandomStream, topIndices } from '@vitrine/kernels';

/** Rows in lists by the centre they are nearest to. */
export interface InvertedLists {
  readonly centres: Matrix;
  /** Length lists + 1. */
  readonly starts: Int32Array;
  /** Row numbers, list by list, in kernel memory. */
  readonly rows: Int32Array;
}

/** Rows per list from which its centre is learnt. */
const sampledPerList = 32;
const rounds = 8;
/** Rows that are compared with all centres by one product. */
const batch = 1024;

/** Sorts rows (unit vectors in kernel memory) into about square root of their number lists by spherical k-means on a sample. */
export function buildInvertedLists(kernels: Kernels, table: Matrix, random: RandomStream): InvertedLists {
  const lists = Math.max(1, Math.round(Math.sqrt(table.rows)));
  const centres = makeMatrix(kernels, lists, table.columns);
  const nearest = new Int32Array(table.rows);
  const { memory } = kernels;
  memory.scope(() => {
    const drawn = random.shuffle(Int32Array.from({ length: table.rows }, (_, row) => row));
    const sample = makeMatrix(kernels, Math.min(table.rows, lists * sampledPerList), table.columns);
    for (let at = 0; at < sample.rows; at++) sample.values.set(rowOf(table, drawn[at]), at * table.columns);
    for (let list = 0; list < lists; list++) centres.values.set(rowOf(sample, list), list * table.columns);
    for (let round = 0; round < rounds; round++) {
      const own = assign(kernels, sample, centres);
      moveCentres(sample, own, { centres, random });
    }
    nearest.set(assign(kernels, table, centres));
  });
  const starts = new Int32Array(lists + 1);
  for (const list of nearest) starts[list + 1]++;
  for (let list = 0; list < lists; list++) starts[list + 1] += starts[list];
  const rows = memory.int32(table.rows);
  const next = starts.slice();
  for (let row = 0; row < table.rows; row++) rows[next[nearest[row]]++] = row;
  return { centres, starts, rows };
}

/** The lists whose centres are nearest to a query, nearest first. */
export function nearestLists({ centres }: InvertedLists, query: ArrayLike<number>, count: number): Int32Array {
  const scores = new Float32Array(centres.rows);
  for (let list = 0; list < centres.rows; list++) {
    let sum = 0;
    for (let at = 0; at < centres.columns; at++) sum += centres.values[list * centres.columns + at] * query[at];
    scores[list] = sum;
  }
  return topIndices(scores, Math.min(count, centres.rows));
}

function rowOf(matrix: Matrix, row: number): Float32Array {
  return matrix.values.subarray(row * matrix.columns, (row + 1) * matrix.columns);
}

function assign(kernels: Kernels, table: Matrix, centres: Matrix): Int32Array {
  const nearest = new Int32Array(table.rows);
  for (let begin = 0; begin < table.rows; begin += batch) {
    const rows = Math.min(batch, table.rows - begin);
    kernels.memory.scope(() => {
      const out = makeMatrix(kernels, rows, centres.rows);
      const values = table.values.subarray(begin * table.columns, (begin + rows) * table.columns);
      const left = { values, rows, columns: table.columns };
      multiply(kernels, { left, right: centres, out, transposeRight: true });
      for (let row = 0; row < rows; row++) {
        const scores = rowOf(out, row);
        let best = 0;
        for (let list = 1; list < scores.length; list++) if (scores[list] > scores[best]) best = list;
        nearest[begin + row] = best;
      }
    });
  }
  return nearest;
}

/** Each centre becomes the direction of the sum of its rows; an empty one starts again at a row drawn by seed. */
function moveCentres(
  sample: Matrix,
  nearest: Int32Array,
  at: { readonly centres: Matrix; readonly random: RandomStream },
): void {
  const { centres, random } = at;
  centres.values.fill(0);
  for (let row = 0; row < sample.rows; row++) {
    const centre = rowOf(centres, nearest[row]);
    const own = rowOf(sample, row);
    for (let column = 0; column < own.length; column++) centre[column] += own[column];
  }
  for (let list = 0; list < centres.rows; list++) {
    const centre = rowOf(centres, list);
    const length = Math.sqrt(centre.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) for (let column = 0; column < centre.length; column++) centre[column] /= length;
    else centre.set(rowOf(sample, random.nextBelow(sample.rows)));
  }
}
