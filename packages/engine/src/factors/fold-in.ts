/** What a fold-in solves: (I + sum extra z z') w = sum (extra + right) z over the visitor's items. */
export interface FoldInTask {
  /** The whitened factors of the items of one visitor, `width` numbers each, one item behind another. */
  readonly vectors: Float64Array;
  /** Confidence above that of unseen pairs, positive. */
  readonly extra: Float64Array;
  /** 1 when an observed pair is worth 1 + extra, 0 when it is worth extra beside the weight of all pairs. */
  readonly right: number;
  readonly width: number;
}

/**
 * A visitor's factors from a handful of events, by conjugate gradients in float64 until the rest is 1e-7 of the right-hand side.
 * The system is whitened, so that a few steps do; each costs 4 x events x factors operations.
 */
export function foldIn(task: FoldInTask): Float64Array {
  const { extra, width } = task;
  const solution = new Float64Array(width);
  const rest = new Float64Array(width);
  for (let at = 0; at < extra.length; at++)
    addTimes(rest, extra[at] + task.right, { vectors: task.vectors, from: at * width });
  const direction = rest.slice();
  const image = new Float64Array(width);
  let square = dotAt(rest, rest, 0);
  const enough = square * 1e-14;
  for (let step = 0; step < 40 && square > enough; step++) {
    applyTo(task, direction, image);
    const length = square / dotAt(direction, image, 0);
    const before = square;
    square = 0;
    for (let at = 0; at < width; at++) {
      solution[at] += length * direction[at];
      rest[at] -= length * image[at];
      square += rest[at] * rest[at];
    }
    const turn = square / before;
    for (let at = 0; at < width; at++) direction[at] = rest[at] + turn * direction[at];
  }
  return solution;
}

/** What each item of the visitor adds to the solution: w = sum a z. */
export function foldInShares(task: FoldInTask, solution: Float64Array): Float64Array {
  const { vectors, extra, right, width } = task;
  return extra.map((weight, at) => weight + right - weight * dotAt(solution, vectors, at * width));
}

/** image = (I + sum extra z z') direction. */
function applyTo({ vectors, extra, width }: FoldInTask, direction: Float64Array, image: Float64Array): void {
  image.set(direction);
  for (let at = 0; at < extra.length; at++) {
    const from = at * width;
    let sum = 0;
    for (let column = 0; column < width; column++) sum += vectors[from + column] * direction[column];
    const factor = extra[at] * sum;
    for (let column = 0; column < width; column++) image[column] += factor * vectors[from + column];
  }
}

function dotAt(a: Float64Array, b: Float64Array, from: number): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += a[at] * b[from + at];
  return sum;
}

function addTimes(out: Float64Array, factor: number, { vectors, from }: { vectors: Float64Array; from: number }): void {
  for (let at = 0; at < out.length; at++) out[at] += factor * vectors[from + at];
}
