import {
  kMeans,
  type Kernels,
  makeMatrix,
  type Matrix,
  nearestCentres,
  type RandomStream,
  topIndices,
} from '@vitrine/kernels';

/** Rows in lists by the centre they are nearest to. */
export interface InvertedLists {
  /** A unit vector a list, by rows. */
  readonly centres: Float32Array;
  readonly count: number;
  /** Length count + 1. */
  readonly starts: Int32Array;
  /** Row numbers, list by list. */
  readonly rows: Int32Array;
}

/** Rows per list from which its centre is learnt. */
const sampledPerList = 32;
const rounds = 8;

/** Sorts the rows `of` a table (unit vectors in kernel memory) into about square root of their number lists by k-means on a sample. */
export function buildInvertedLists(
  kernels: Kernels,
  table: Matrix,
  from: { readonly of: Int32Array; readonly random: RandomStream },
): InvertedLists {
  const { of, random } = from;
  const wanted = Math.max(1, Math.round(Math.sqrt(of.length)));
  const { centres, count, nearest } = kernels.memory.scope(() => {
    const drawn = random.shuffle(of.slice()).subarray(0, wanted * sampledPerList);
    const sample = makeMatrix(kernels, drawn.length, table.columns);
    drawn.forEach((row, at) => sample.values.set(rowOf(table, row), at * table.columns));
    const found = kMeans(kernels, sample, { clusters: wanted, rounds, random });
    const directions = makeMatrix(kernels, found.count, table.columns);
    directions.values.set(found.centres);
    for (let list = 0; list < found.count; list++) toUnitLength(rowOf(directions, list));
    const labels = found.count === 0 ? new Int32Array(table.rows) : nearestCentres(kernels, table, directions);
    return { centres: directions.values.slice(), count: found.count, nearest: labels };
  });
  const starts = new Int32Array(count + 1);
  for (const row of of) starts[nearest[row] + 1]++;
  for (let list = 0; list < count; list++) starts[list + 1] += starts[list];
  const rows = new Int32Array(of.length);
  const next = starts.slice();
  for (const row of of) rows[next[nearest[row]]++] = row;
  return { centres, count, starts, rows };
}

/** The lists whose centres are nearest to a query, nearest first. */
export function nearestLists({ centres, count }: InvertedLists, query: ArrayLike<number>, most: number): Int32Array {
  const scores = new Float32Array(count);
  const width = query.length;
  for (let list = 0; list < count; list++) {
    let sum = 0;
    for (let at = 0; at < width; at++) sum += centres[list * width + at] * query[at];
    scores[list] = sum;
  }
  return topIndices(scores, Math.min(most, count));
}

function rowOf(matrix: Matrix, row: number): Float32Array {
  return matrix.values.subarray(row * matrix.columns, (row + 1) * matrix.columns);
}

function toUnitLength(vector: Float32Array): void {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (length > 0) for (let at = 0; at < vector.length; at++) vector[at] /= length;
}
