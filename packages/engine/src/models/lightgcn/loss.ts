import { type Kernels, makeMatrix, type Matrix, multiply, type SparseRows } from '@vitrine/kernels';
import type { LightGcnConfig } from './config.ts';

/** Users of a batch that go through the products of matrices together. */
const chunk = 256;

/** One batch: whose taken items are told from drawn ones. */
export interface Batch {
  readonly byUser: SparseRows;
  /** Users of the batch. */
  readonly users: Int32Array;
  /** Rows of the users, then of the items, as the graph has spread them. */
  readonly spread: Matrix;
  /** Takes the gradient by `spread`; zero before. */
  readonly gradient: Matrix;
  /** An item that was perhaps not taken. */
  readonly draw: () => number;
}

/** Adds the batch's gradient; answers its mean loss. */
export function addGradient(kernels: Kernels, batch: Batch, config: LightGcnConfig): number {
  return config.loss === 'softmax' ? softmaxGradient(kernels, batch, config) : bprGradient(batch, config);
}

/** What an interaction of each user counts, so that all of the batch sum up to 1. */
function weightsOf({ byUser, users }: Batch, userExponent: number): (user: number) => number {
  const own = (user: number): number => (byUser.starts[user + 1] - byUser.starts[user]) ** -userExponent;
  let total = 0;
  for (const user of users) total += own(user) * (byUser.starts[user + 1] - byUser.starts[user]);
  return (user) => own(user) / total;
}

/**
 * Sampled softmax (Wu et al. 2022, "On the effectiveness of sampled softmax loss", arXiv 2201.02327): -log of e^(s/t) over itself and the drawn items', s the cosine.
 * All users of a step share the drawn items, and a user's taken items share its products with them, so that nearly all work is in three products of matrices.
 */
function softmaxGradient(kernels: Kernels, batch: Batch, config: LightGcnConfig): number {
  const { byUser, users, spread, gradient } = batch;
  const { memory } = kernels;
  const width = spread.columns;
  const firstItem = byUser.rowCount;
  const drawn = drawItems(batch, config.negatives);
  const weightOf = weightsOf(batch, config.userExponent);
  let loss = 0;
  memory.scope(() => {
    const unit = makeMatrix(kernels, spread.rows, width);
    // Of the users only the batch's are looked at.
    const rows = new Int32Array(users.length + byUser.columnCount).map((_, at) =>
      at < users.length ? users[at] : firstItem + at - users.length,
    );
    const lengths = toUnitRows(spread, unit, rows);
    const candidates = makeMatrix(kernels, drawn.length, width);
    const candidateGradient = makeMatrix(kernels, drawn.length, width);
    drawn.forEach((item, at) => candidates.values.set(rowOf(unit, firstItem + item), at * width));
    for (let begin = 0; begin < users.length; begin += chunk) {
      const own = users.subarray(begin, begin + chunk);
      loss += memory.scope(() =>
        chunkGradient(kernels, { own, byUser, unit, gradient, candidates, candidateGradient, weightOf }, config),
      );
    }
    drawn.forEach((item, at) => {
      const to = rowOf(gradient, firstItem + item);
      const from = rowOf(candidateGradient, at);
      for (let column = 0; column < width; column++) to[column] += from[column];
    });
    throughLengths(gradient, unit, { rows, lengths });
  });
  return loss;
}

interface Chunk {
  readonly own: Int32Array;
  readonly byUser: SparseRows;
  readonly unit: Matrix;
  readonly gradient: Matrix;
  readonly candidates: Matrix;
  readonly candidateGradient: Matrix;
  readonly weightOf: (user: number) => number;
}

function chunkGradient(kernels: Kernels, task: Chunk, config: LightGcnConfig): number {
  const { own, unit, candidates, candidateGradient } = task;
  const { memory } = kernels;
  const width = unit.columns;
  const left = makeMatrix(kernels, own.length, width);
  const products = makeMatrix(kernels, own.length, candidates.rows);
  const sums = memory.float32(own.length);
  own.forEach((user, at) => left.values.set(rowOf(unit, user), at * width));
  multiply(kernels, { left, right: candidates, out: products, transposeRight: true });
  kernels.run('exponentRows', {
    args: [memory.offsetOf(products.values), candidates.rows, 1 / config.temperature, 1, memory.offsetOf(sums)],
    total: own.length,
    grain: 16,
  });
  const pull = makeMatrix(kernels, own.length, width);
  multiply(kernels, { left: products, right: candidates, out: pull });
  let loss = 0;
  own.forEach((user, at) => {
    const { push, cost } = takenGradient(task, { user, drawnSum: sums[at] }, config.temperature);
    loss += cost;
    const to = rowOf(task.gradient, user);
    for (let column = 0; column < width; column++) {
      to[column] += push * pull.values[at * width + column];
      left.values[at * width + column] *= push;
    }
  });
  multiply(kernels, { left: products, right: left, out: candidateGradient, transposeLeft: true, beta: 1 });
  return loss;
}

/** Adds what a user's taken items do; answers the factor of the drawn items' exponentials. */
function takenGradient(
  { byUser, unit, gradient, weightOf }: Chunk,
  { user, drawnSum }: { readonly user: number; readonly drawnSum: number },
  temperature: number,
): { push: number; cost: number } {
  const width = unit.columns;
  const [values, slopes] = [unit.values, gradient.values];
  const userAt = user * width;
  const weight = weightOf(user);
  let push = 0;
  let cost = 0;
  for (let cell = byUser.starts[user]; cell < byUser.starts[user + 1]; cell++) {
    const itemAt = (byUser.rowCount + byUser.indices[cell]) * width;
    let cosine = 0;
    for (let column = 0; column < width; column++) cosine += values[userAt + column] * values[itemAt + column];
    const raised = Math.exp((cosine - 1) / temperature);
    const all = raised + drawnSum;
    cost += weight * Math.log(all / raised);
    push += weight / (all * temperature);
    const slope = (weight * (raised / all - 1)) / temperature;
    for (let column = 0; column < width; column++) {
      slopes[userAt + column] += slope * values[itemAt + column];
      slopes[itemAt + column] += slope * values[userAt + column];
    }
  }
  return { push, cost };
}

/** -log sigmoid(s_taken - s_drawn), one item drawn for each that was taken (Rendle et al. 2009). */
function bprGradient(batch: Batch, config: LightGcnConfig): number {
  const { byUser, users, spread, gradient, draw } = batch;
  const width = spread.columns;
  const weightOf = weightsOf(batch, config.userExponent);
  let loss = 0;
  for (const user of users) {
    const [begin, end] = [byUser.starts[user], byUser.starts[user + 1]];
    const weight = weightOf(user);
    const taken = new Set(byUser.indices.subarray(begin, end));
    if (taken.size === byUser.columnCount) continue;
    for (const item of taken) {
      let other = draw();
      for (let again = 0; taken.has(other) && again < 20; again++) other = draw();
      if (taken.has(other)) continue;
      const places = [user, byUser.rowCount + item, byUser.rowCount + other].map((row) => row * width);
      loss += tripleGradient(spread.values, gradient.values, { places, width, weight });
    }
  }
  return loss;
}

function tripleGradient(
  values: Float32Array,
  slopes: Float32Array,
  { places, width, weight }: { readonly places: readonly number[]; readonly width: number; readonly weight: number },
): number {
  const [user, taken, drawn] = places;
  let margin = 0;
  for (let column = 0; column < width; column++) {
    margin += values[user + column] * (values[taken + column] - values[drawn + column]);
  }
  const slope = -weight / (1 + Math.exp(margin));
  for (let column = 0; column < width; column++) {
    slopes[user + column] += slope * (values[taken + column] - values[drawn + column]);
    slopes[taken + column] += slope * values[user + column];
    slopes[drawn + column] -= slope * values[user + column];
  }
  return weight * (Math.log1p(Math.exp(-Math.abs(margin))) + Math.max(0, -margin));
}

/** As many as the kernels read rows in fours; an item may come several times. */
function drawItems({ byUser, draw }: Batch, count: number): Int32Array {
  return new Int32Array(Math.ceil(Math.min(count, byUser.columnCount) / 4) * 4).map(draw);
}

function rowOf(matrix: Matrix, row: number): Float32Array {
  return matrix.values.subarray(row * matrix.columns, (row + 1) * matrix.columns);
}

/** The named rows with length 1; answers the lengths they had. Rows of zeros stay. */
function toUnitRows(from: Matrix, to: Matrix, rows: Int32Array): Float32Array {
  const lengths = new Float32Array(rows.length);
  const width = from.columns;
  rows.forEach((row, place) => {
    let square = 0;
    for (let at = row * width; at < (row + 1) * width; at++) square += from.values[at] * from.values[at];
    const length = Math.sqrt(square);
    lengths[place] = length;
    const factor = length > 0 ? 1 / length : 0;
    for (let at = row * width; at < (row + 1) * width; at++) to.values[at] = factor * from.values[at];
  });
  return lengths;
}

/** From the gradient by unit rows to that by the rows: what points along a row cannot change its cosine. */
function throughLengths(
  gradient: Matrix,
  unit: Matrix,
  { rows, lengths }: { readonly rows: Int32Array; readonly lengths: Float32Array },
): void {
  const width = gradient.columns;
  const [slopes, values] = [gradient.values, unit.values];
  rows.forEach((row, place) => {
    let along = 0;
    for (let at = row * width; at < (row + 1) * width; at++) along += slopes[at] * values[at];
    const factor = lengths[place] > 0 ? 1 / lengths[place] : 0;
    for (let at = row * width; at < (row + 1) * width; at++) slopes[at] = factor * (slopes[at] - along * values[at]);
  });
}
