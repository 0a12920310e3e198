import { makeMatrix, type Matrix, multiplyPacked, packRight } from '../dense/multiply.ts';
import type { Kernels } from '../machine/kernels.ts';
import type { RandomStream } from '../random/random-stream.ts';

/** How clusters are sought. */
export interface ClusterOptions {
  /** How many; fewer come out where there are fewer different rows. */
  readonly clusters: number;
  /** The most rounds; it ends earlier when no row changes its cluster. */
  readonly rounds: number;
  readonly random: RandomStream;
  progress?(done: number, total: number): void;
}

/** Clusters of rows. */
export interface Clusters {
  /** A row a cluster, `width` numbers each. */
  readonly centres: Float32Array;
  readonly count: number;
  /** The cluster of each row. */
  readonly labels: Int32Array;
  /** The sum of squared distances from the rows to their centres. */
  readonly inertia: number;
  readonly rounds: number;
}

/** Rows whose products with the centres are held at once. */
const batch = 4096;

/**
 * k-means by Lloyd's rounds from seeds of k-means++ (Arthur and Vassilvitskii 2007); `rows` in kernel memory, their width a multiple of 16. A cluster
 * that lost all its rows begins again at the row farthest from its centre. The same for the same seed, whatever the number of threads.
 */
export function kMeans(kernels: Kernels, rows: Matrix, options: ClusterOptions): Clusters {
  return kernels.memory.scope(() => {
    const squares = rowSquares(rows);
    const centres = seeds(kernels, rows, { squares, options });
    const labels = new Int32Array(rows.rows).fill(-1);
    const distances = new Float64Array(rows.rows);
    let inertia = 0;
    let round = 0;
    for (let changed = 1; round < options.rounds && changed > 0; round++) {
      options.progress?.(round, options.rounds);
      changed = assign(kernels, rows, { centres, squares, labels, distances });
      if (changed > 0 && round + 1 < options.rounds) moveCentres(rows, { centres, labels, distances });
    }
    for (const distance of distances) inertia += distance;
    return { centres: centres.values.slice(), count: centres.rows, labels, inertia, rounds: round };
  });
}

function rowSquares({ values, rows, columns }: Matrix): Float64Array {
  const squares = new Float64Array(rows);
  for (let at = 0; at < values.length; at++) squares[Math.floor(at / columns)] += values[at] * values[at];
  return squares;
}

/** Each next seed is drawn with the square of its distance to the nearest before. */
function seeds(
  kernels: Kernels,
  rows: Matrix,
  { squares, options }: { readonly squares: Float64Array; readonly options: ClusterOptions },
): Matrix {
  const { memory } = kernels;
  const width = rows.columns;
  const products = memory.float32(rows.rows);
  const nearest = new Float64Array(rows.rows).fill(Infinity);
  const chosen: number[] = [];
  let next = rows.rows === 0 ? -1 : options.random.nextBelow(rows.rows);
  while (next >= 0 && chosen.length < options.clusters) {
    chosen.push(next);
    kernels.run('scanFloats', {
      args: [
        memory.offsetOf(rows.values),
        memory.offsetOf(rows.values) + next * width * 4,
        width,
        memory.offsetOf(products),
      ],
      total: rows.rows,
      grain: 4096,
    });
    let total = 0;
    for (let row = 0; row < rows.rows; row++) {
      const apart = Math.max(0, squares[row] + squares[next] - 2 * products[row]);
      // What rounding leaves of equal rows is no distance.
      nearest[row] = Math.min(nearest[row], apart > 1e-6 * (squares[row] + squares[next]) ? apart : 0);
      total += nearest[row];
    }
    next = draw(nearest, total * options.random.next());
  }
  const centres = makeMatrix(kernels, chosen.length, width);
  chosen.forEach((row, at) => centres.values.set(rows.values.subarray(row * width, (row + 1) * width), at * width));
  return centres;
}

/** The place at which the sum passes `point`; -1 when every weight is 0. */
function draw(weights: Float64Array, point: number): number {
  let [sum, last] = [0, -1];
  for (let at = 0; at < weights.length; at++) {
    if (weights[at] === 0) continue;
    sum += weights[at];
    last = at;
    if (sum > point) return at;
  }
  return last;
}

interface Assignment {
  readonly centres: Matrix;
  readonly squares: Float64Array;
  readonly labels: Int32Array;
  readonly distances: Float64Array;
}

/** Gives every row its nearest centre; answers how many changed. */
function assign(kernels: Kernels, rows: Matrix, { centres, squares, labels, distances }: Assignment): number {
  let changed = 0;
  nearestInBatches(kernels, { rows, centres }, (begin, found, best) => {
    for (let at = 0; at < found.length; at++) {
      if (labels[begin + at] !== found[at]) changed++;
      labels[begin + at] = found[at];
      distances[begin + at] = Math.max(0, squares[begin + at] - 2 * best[at]);
    }
  });
  return changed;
}

/** The nearest of some centres for each row, of equally near ones the first; rows and centres in kernel memory, at least one centre. */
export function nearestCentres(kernels: Kernels, rows: Matrix, centres: Matrix): Int32Array {
  const labels = new Int32Array(rows.rows);
  nearestInBatches(kernels, { rows, centres }, (begin, found) => labels.set(found, begin));
  return labels;
}

/** `take` is given, for the rows from `begin` on, their nearest centres and their products with these less half of the centres' squares. */
function nearestInBatches(
  kernels: Kernels,
  { rows, centres }: { readonly rows: Matrix; readonly centres: Matrix },
  take: (begin: number, found: Int32Array, best: Float32Array) => void,
): void {
  const { memory } = kernels;
  memory.scope(() => {
    const right = packRight(kernels, centres, true);
    const halves = memory.float32(centres.rows);
    halves.set(rowSquares(centres).map((square) => square / 2));
    const [found, best] = [memory.int32(batch), memory.float32(batch)];
    for (let begin = 0; begin < rows.rows; begin += batch) {
      const count = Math.min(batch, rows.rows - begin);
      const part = rows.values.subarray(begin * rows.columns, (begin + count) * rows.columns);
      memory.scope(() => {
        const out = makeMatrix(kernels, count, centres.rows);
        multiplyPacked(kernels, { left: { values: part, rows: count, columns: rows.columns }, right, out });
        kernels.run('nearestRows', {
          args: [
            memory.offsetOf(out.values),
            centres.rows,
            memory.offsetOf(halves),
            memory.offsetOf(found),
            memory.offsetOf(best),
          ],
          total: count,
          grain: 256,
        });
      });
      take(begin, found.subarray(0, count), best.subarray(0, count));
    }
  });
}

function moveCentres(rows: Matrix, { centres, labels, distances }: Omit<Assignment, 'squares'>): void {
  const width = rows.columns;
  const sums = new Float64Array(centres.values.length);
  const counts = new Int32Array(centres.rows);
  for (let row = 0; row < rows.rows; row++) {
    const to = labels[row] * width;
    counts[labels[row]]++;
    for (let column = 0; column < width; column++) sums[to + column] += rows.values[row * width + column];
  }
  for (let centre = 0; centre < centres.rows; centre++) {
    const to = centre * width;
    if (counts[centre] === 0) {
      const farthest = distances.reduce((best, distance, row) => (distance > distances[best] ? row : best), 0);
      distances[farthest] = 0;
      centres.values.set(rows.values.subarray(farthest * width, (farthest + 1) * width), to);
      continue;
    }
    for (let column = 0; column < width; column++) centres.values[to + column] = sums[to + column] / counts[centre];
  }
}
