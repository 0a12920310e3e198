/** What a fold-in solves: (I + sum extra z z') w = sum (extra + right) z over the visitor's items. */
export interface FoldInTask {
  /** The whitened factors of the items of one visitor. */
  readonly vectors: readonly ArrayLike<number>[];
  /** Confidence above that of unseen pairs, positive. */
  readonly extra: ArrayLike<number>;
  /** 1 when an observed pair is worth 1 + extra, 0 when it is worth extra beside the weight of all pairs. */
  readonly right: number;
  readonly width: number;
}

/**
 * A visitor's factors from a handful of events, by conjugate gradients in float64 until the rest is 1e-7 of the right-hand side.
 * The system is whitened, so that a few steps do; each costs 4 x events x factors operations.
 */
export function foldIn(task: FoldInTask): Float64Array {
  const { vectors, extra, width } = task;
  const solution = new Float64Array(width);
  const rest = new Float64Array(width);
  vectors.forEach((vector, at) => addTimes(rest, extra[at] + task.right, vector));
  const direction = rest.slice();
  let square = dot(rest, rest);
  const enough = square * 1e-14;
  for (let step = 0; step < 40 && square > enough; step++) {
    const image = direction.slice();
    vectors.forEach((vector, at) => addTimes(image, extra[at] * dot(vector, direction), vector));
    const length = square / dot(direction, image);
    addTimes(solution, length, direction);
    addTimes(rest, -length, image);
    const before = square;
    square = dot(rest, rest);
    for (let at = 0; at < width; at++) direction[at] = rest[at] + (square / before) * direction[at];
  }
  return solution;
}

/** What each item of the visitor adds to the solution: w = sum a z. */
export function foldInShares(task: FoldInTask, solution: Float64Array): Float64Array {
  const { vectors, extra, right } = task;
  return Float64Array.from(vectors, (vector, at) => extra[at] + right - extra[at] * dot(vector, solution));
}

function dot(a: ArrayLike<number>, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < b.length; at++) sum += a[at] * b[at];
  return sum;
}

function addTimes(out: Float64Array, factor: number, vector: ArrayLike<number>): void {
  for (let at = 0; at < out.length; at++) out[at] += factor * vector[at];
}
