import { GramWalks, sparseRowSums, type SparseRows, type WeightedItems } from '@vitrine/kernels';
import type { KernelSource } from '../../factors/kernel-source.ts';
import type { UserItemPair } from '../user-item-pair.ts';
import type { GraphFilterConfig } from './config.ts';

/** What a hop depends on besides the data. */
export type HopExponents = Pick<GraphFilterConfig, 'signal' | 'userExponent' | 'itemExponent' | 'cellExponent'>;

/**
 * One hop over the item graph: link(i, j) = d_i^-b P_ij^p d_j^-b with P = X' diag(d_u^-c) X. The graph is never held and nothing is pruned:
 * scores are walks over the rows of the training, see `GramWalks`, which start when the first score is asked for.
 */
export class ItemHop {
  readonly itemCount: number;
  readonly #pair: UserItemPair;
  readonly #exponent: number;
  readonly #userScale: Float64Array;
  readonly #itemScale: Float64Array;
  readonly #source: KernelSource;
  #walks: GramWalks | null = null;

  constructor(pair: UserItemPair, exponents: HopExponents, source: KernelSource) {
    this.itemCount = pair.byItem.rowCount;
    this.#pair = pair;
    this.#exponent = exponents.cellExponent;
    this.#userScale = scalesOf(pair.byUser, exponents.userExponent);
    this.#itemScale = scalesOf(pair.byItem, exponents.itemExponent);
    this.#source = source;
  }

  /** Readies what scores need, pausing every few milliseconds; left out, the first score does. */
  *prepareInSteps(): Generator<void, void> {
    const walks = this.#startWalks();
    yield;
    yield* walks.prepareInSteps();
  }

  /** Ends the threads that walk for it; the next score would start others. */
  end(): void {
    this.#walks?.end();
    this.#walks = null;
  }

  /** out[j] = sum over the history of weight x link(i, j); an item also speaks for itself. */
  score(history: WeightedItems, out: Float32Array): void {
    this.scoreMany([history], (_, scores) => out.set(scores));
  }

  /** As `score` for each history in turn; `scores` is good until `take` returns. */
  scoreMany(histories: readonly WeightedItems[], take: (at: number, scores: Float32Array) => void): void {
    this.#startWalks().score(histories, take);
  }

  #startWalks(): GramWalks {
    this.#walks ??= new GramWalks(
      this.#source(),
      { ...this.#pair, userScale: this.#userScale },
      { exponent: this.#exponent, itemScale: this.#itemScale },
    );
    return this.#walks;
  }

  /** link(source, target), by the users they share. */
  link(source: number, target: number): number {
    const { starts, indices, values } = this.#pair.byItem;
    let sum = 0;
    let [a, b] = [starts[source], starts[target]];
    const [endA, endB] = [starts[source + 1], starts[target + 1]];
    while (a < endA && b < endB) {
      const ahead = indices[a] - indices[b];
      if (ahead === 0) sum += this.#userScale[indices[a]] * values[a] * values[b];
      if (ahead <= 0) a++;
      if (ahead >= 0) b++;
    }
    return sum > 0 ? this.#itemScale[source] * Math.pow(sum, this.#exponent) * this.#itemScale[target] : 0;
  }
}

/** Degree^-exponent of each row, 0 where there is nothing. */
function scalesOf(rows: SparseRows, exponent: number): Float64Array {
  return sparseRowSums(rows).map((degree) => (degree > 0 ? Math.pow(degree, -exponent) : 0));
}
