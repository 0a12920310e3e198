import { embeddingWidth } from '../../embeddings/embedder.ts';
import { FactorTable } from '../../factors/factor-table.ts';
import type { KernelSource } from '../../factors/kernel-source.ts';
import type { FoldedHistory } from '../fold-history.ts';

/** Likeness by embeddings: the cosine of an item's and the weighted sum of those of a history. */
export class Meaning {
  readonly #table: FactorTable;

  constructor(vectors: Float32Array, kernels: KernelSource) {
    const rows = vectors.length / embeddingWidth;
    this.#table = new FactorTable(kernels, { values: vectors, rows, width: embeddingWidth });
  }

  /** Ends the threads that compute for it. */
  end(): void {
    this.#table.end();
  }

  /** Adds `share` times the likeness of every item; O(384 x items). */
  add(history: FoldedHistory, share: number, out: Float32Array): void {
    const scores = this.#table.scores(this.#profile(history));
    for (let item = 0; item < out.length; item++) out[item] += share * scores[item];
  }

  /** What each item of the history adds to the likeness of one item. */
  contributions(history: FoldedHistory, item: number): Float64Array {
    const own = this.#table.row(item);
    const length = lengthOf(this.#sum(history));
    if (!(length > 0)) return new Float64Array(history.items.length);
    return Float64Array.from(history.items, (source, at) => {
      const row = this.#table.row(source);
      let product = 0;
      for (let column = 0; column < own.length; column++) product += row[column] * own[column];
      return (history.weights[at] * product) / length;
    });
  }

  #profile(history: FoldedHistory): Float64Array {
    const sum = this.#sum(history);
    const length = lengthOf(sum);
    return length > 0 ? sum.map((value) => value / length) : sum;
  }

  #sum(history: FoldedHistory): Float64Array {
    const sum = new Float64Array(this.#table.width);
    for (let at = 0; at < history.items.length; at++) {
      const row = this.#table.row(history.items[at]);
      for (let column = 0; column < sum.length; column++) sum[column] += history.weights[at] * row[column];
    }
    return sum;
  }
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((total, value) => total + value * value, 0));
}
