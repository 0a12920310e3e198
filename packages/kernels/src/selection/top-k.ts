/**
 * Picks the `k` best of many scores again and again without allocating: a bounded heap whose root is the worst kept.
 * O(n + hits log k). Equal scores are ordered by lower index, so results do not depend on anything but the scores.
 */
export class TopK {
  /** The chosen indices, best first; valid up to the count that `select` returned. */
  readonly indices: Int32Array;
  /** The chosen scores, best first. */
  readonly scores: Float64Array;
  #size = 0;

  /** @throws RangeError unless `k` is a whole number of at least 1. */
  constructor(k: number) {
    if (!(Number.isInteger(k) && k >= 1)) throw new RangeError(`k is ${k}; pass a whole number of at least 1`);
    this.indices = new Int32Array(k);
    this.scores = new Float64Array(k);
  }

  /**
   * Selects from `scores`, leaving out every index whose `excluded` byte is not 0 and every NaN; returns how many were found.
   */
  select(scores: Float32Array | Float64Array, excluded?: Uint8Array): number {
    const k = this.indices.length;
    this.#size = 0;
    let threshold = -Infinity;
    for (let index = 0; index < scores.length; index++) {
      const score = scores[index];
      // Indices rise, so an equal score never displaces one that is kept: one strict comparison rejects nearly everything.
      if (this.#size === k ? !(score > threshold) : Number.isNaN(score)) continue;
      if (excluded !== undefined && excluded[index] !== 0) continue;
      this.#offer(index, score);
      if (this.#size === k) threshold = this.scores[0];
    }
    this.#sortDescending();
    return this.#size;
  }

  #offer(index: number, score: number): void {
    if (this.#size < this.indices.length) {
      this.#siftUp(this.#size++, index, score);
      return;
    }
    this.#siftDown(this.#size, index, score);
  }

  #siftUp(from: number, index: number, score: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.scores[parent];
      if (score > above || (score === above && index < this.indices[parent])) break;
      this.scores[at] = this.scores[parent];
      this.indices[at] = this.indices[parent];
      at = parent;
    }
    this.scores[at] = score;
    this.indices[at] = index;
  }

  #siftDown(size: number, index: number, score: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      const right = child + 1;
      if (right < size && this.#isWorse(right, child)) child = right;
      const below = this.scores[child];
      if (below > score || (below === score && this.indices[child] < index)) break;
      this.scores[at] = below;
      this.indices[at] = this.indices[child];
      at = child;
    }
    this.scores[at] = score;
    this.indices[at] = index;
  }

  #isWorse(at: number, other: number): boolean {
    const score = this.scores[at];
    const otherScore = this.scores[other];
    return score < otherScore || (score === otherScore && this.indices[at] > this.indices[other]);
  }

  #sortDescending(): void {
    for (let size = this.#size - 1; size > 0; size--) {
      const score = this.scores[0];
      const index = this.indices[0];
      this.#siftDown(size, this.indices[size], this.scores[size]);
      this.scores[size] = score;
      this.indices[size] = index;
    }
  }
}

/** The indices of the `k` largest scores, best first; for single calls, see `TopK` for loops. */
export function topIndices(scores: Float32Array | Float64Array, k: number, excluded?: Uint8Array): Int32Array {
  const selection = new TopK(k);
  return selection.indices.slice(0, selection.select(scores, excluded));
}
