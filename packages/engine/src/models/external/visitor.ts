import { foldIn, foldInShares } from '../../factors/fold-in.ts';
import { foldHistory, type FoldedHistory } from '../fold-history.ts';
import type { UserContext } from '../model.ts';
import type { ExternalConfig } from './config.ts';
import type { ExternalParts } from './parts.ts';
import { readVectors } from './vectors.ts';

/** A visitor as a vector, and where it came from. */
export interface Visitor {
  readonly vector: Float64Array;
  /** The part of `vector` that does not come from a history; null for none. */
  readonly own: Float64Array | null;
  /** Items of the visitor that speak in `vector`. */
  readonly items: Int32Array;
  /** What each of them adds to the score of an item with that vector. */
  contributionsTo(target: Float32Array): Float64Array;
}

/** A folded-in history before it is weighted: vector = sum of shares x vectors of the items. */
interface Folded {
  readonly items: Int32Array;
  readonly vector: Float64Array;
  contributionsTo(target: Float32Array): Float64Array;
}

/** Turns visitors into vectors: known ones by their own, all others by what they did, nobody-known by the mean of all users. */
export class VisitorReader {
  readonly #parts: ExternalParts;
  readonly #config: ExternalConfig;
  readonly #items: Float32Array;
  readonly #users: Float32Array;
  readonly #meanUser: Float64Array;

  /** `items`: all vectors of the catalog, by rows. */
  constructor(parts: ExternalParts, config: ExternalConfig, items: Float32Array) {
    this.#parts = parts;
    this.#config = config;
    this.#items = items;
    this.#users = readVectors(parts.users.stored, parts.width);
    this.#meanUser = meanOf(this.#users, parts.width);
  }

  read(context: UserContext): Visitor {
    const { parts, config } = { parts: this.#parts, config: this.#config };
    const { width } = parts;
    const isGiven = context.userIndex >= 0 && context.userIndex < parts.users.rows && config.knownUsers === 'vector';
    const fold = { itemCount: this.#items.length / width, recencyHalfLifeDays: config.recencyHalfLifeDays };
    if (!isGiven) {
      const folded = this.#fold(foldHistory(context, { ...fold, signal: 'weighted' }));
      if (folded.items.length === 0) return mixed(this.#meanUser, null, 0);
      return mixed(null, folded, this.#isCosine ? inverse(lengthOf(folded.vector)) : 1);
    }
    const begin = context.userIndex * width;
    const own = Float64Array.from(this.#users.subarray(begin, begin + width));
    const running = this.#fold(foldHistory({ ...context, history: nothing }, { ...fold, signal: 'binary' }));
    if (running.items.length === 0 || config.sessionShare === 0) return mixed(own, null, 0);
    // A session's vector counts by its direction: its length depends on how many things were looked at.
    const factor = config.sessionShare * lengthOf(own) * inverse(lengthOf(running.vector));
    return mixed(
      own.map((value) => value * (1 - config.sessionShare)),
      running,
      factor,
    );
  }

  get #isCosine(): boolean {
    return this.#config.similarity === 'cosine';
  }

  #fold(history: FoldedHistory): Folded {
    return this.#config.foldIn === 'mean' ? this.#foldMean(history) : this.#foldRidge(history);
  }

  #foldMean({ items, weights }: FoldedHistory): Folded {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const vectors = Array.from(items, (item) => this.#vector(item));
    return folded({ items, vectors, shares: weights.map((weight) => weight / total) }, (vector) => vector);
  }

  /** The user that implicit ALS would find: (unobserved V'V + ridge I + sum c v v') u = sum (c + unobserved) v, in whitened coordinates. */
  #foldRidge({ items, weights }: FoldedHistory): Folded {
    const { whitening, width } = this.#parts;
    const whiten = (vector: ArrayLike<number>): Float64Array => solveLower(whitening, vector, width);
    const vectors = Array.from(items, (item) => whiten(this.#vector(item)));
    const extra = weights.map((weight) => weight * this.#config.confidence);
    const flat = new Float64Array(vectors.length * width);
    vectors.forEach((vector, at) => flat.set(vector, at * width));
    const task = { vectors: flat, extra, right: this.#config.unobserved, width };
    const shares = foldInShares(task, foldIn(task));
    const found = folded({ items, vectors, shares }, whiten);
    return { ...found, vector: solveUpper(whitening, found.vector, width) };
  }

  #vector(item: number): Float32Array {
    const { width } = this.#parts;
    return this.#items.subarray(item * width, item * width + width);
  }
}

const nothing = { items: new Int32Array(0), weights: new Float32Array(0), ageSec: new Float64Array(0) };

function folded(
  from: { readonly items: Int32Array; readonly vectors: readonly ArrayLike<number>[]; readonly shares: Float64Array },
  coordinates: (target: Float32Array) => ArrayLike<number>,
): Folded {
  const { items, vectors, shares } = from;
  const vector = new Float64Array(vectors[0]?.length ?? 0);
  vectors.forEach((of, at) => {
    for (let place = 0; place < vector.length; place++) vector[place] += shares[at] * of[place];
  });
  return {
    items,
    vector,
    contributionsTo(target) {
      const there = coordinates(target);
      return shares.map((share, at) => {
        let sum = 0;
        for (let place = 0; place < there.length; place++) sum += vectors[at][place] * there[place];
        return share * sum;
      });
    },
  };
}

function mixed(own: Float64Array | null, history: Folded | null, factor: number): Visitor {
  const vector = own?.slice() ?? new Float64Array(history?.vector.length ?? 0);
  history?.vector.forEach((value, at) => (vector[at] += factor * value));
  return {
    vector,
    own,
    items: history?.items ?? new Int32Array(0),
    contributionsTo: (target) => history?.contributionsTo(target).map((value) => value * factor) ?? new Float64Array(0),
  };
}

function meanOf(values: Float32Array, width: number): Float64Array {
  const mean = new Float64Array(width);
  for (let at = 0; at < values.length; at++) mean[at % width] += (values[at] * width) / values.length;
  return mean;
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

function inverse(length: number): number {
  return length > 0 ? 1 / length : 0;
}

/** x of L x = vector. */
function solveLower(factor: Float64Array, vector: ArrayLike<number>, n: number): Float64Array {
  const solution = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    let sum = vector[row];
    for (let column = 0; column < row; column++) sum -= factor[row * n + column] * solution[column];
    solution[row] = sum / factor[row * n + row];
  }
  return solution;
}

/** x of L' x = vector. */
function solveUpper(factor: Float64Array, vector: Float64Array, n: number): Float64Array {
  const solution = Float64Array.from({ length: n }, (_, at) => vector[at] ?? 0);
  for (let row = n - 1; row >= 0; row--) {
    solution[row] /= factor[row * n + row];
    for (let column = 0; column < row; column++) solution[column] -= factor[row * n + column] * solution[row];
  }
  return solution;
}
