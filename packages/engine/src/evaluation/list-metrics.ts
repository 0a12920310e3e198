import type { SparseRows } from '@vitrine/kernels';

/** What lists as a whole do to a catalog, beside being right. Users' lists may differ in length; where no list came all but personalisation are 0. */
export interface CatalogMetrics {
  /** |items with an interaction in training that stand in at least one list| / |items with an interaction in training|: 0 to 1. 0 for an untrained catalog. */
  readonly coverage: number;
  /**
   * Intra-list distance (Ziegler et al. 2005) by who took the items up: mean over lists of 1 - mean over pairs of cosine(buyers of a, buyers of b), over
   * the ten first items. 0 "everybody buys both" to 1 "nobody does". Lists of fewer than two items are left out; an item without buyers is like none.
   */
  readonly diversity: number;
  /** Mean self-information of listed items (Zhou et al. 2010), -log2(users who took it up / users), in bits: 0 for what everybody has, higher is less obvious. An item nobody took up counts as half a user. */
  readonly novelty: number;
  /** Mean popularity rank percentile of listed items: 0 (rarest) to 1 (best seller), ties in the middle of their ranks. */
  readonly popularityBias: number;
  /** Mean number of training users of listed items (Yin et al. 2012): popularity bias in people, not ranks. */
  readonly averagePopularity: number;
  /** Gini coefficient of how often each item of the catalog is listed: 0 all alike, towards 1 one item takes all. */
  readonly gini: number;
  /**
   * 1 - mean over all pairs of lists of |A and B| / sqrt(|A| |B|): 0 when everybody gets the same items, 1 when no two people share one. Order does not
   * count. Exact, not sampled. Empty lists are left out; NaN with fewer than two lists.
   */
  readonly personalisation: number;
}

/** Gini coefficient of non-negative counts, 0 for an empty or all-zero array (Gini 1912, by the sorted-rank formula). */
export function giniOf(counts: Float64Array): number {
  const sorted = counts.slice().sort();
  let total = 0;
  let ranked = 0;
  for (let at = 0; at < sorted.length; at++) {
    total += sorted[at];
    ranked += (at + 1) * sorted[at];
  }
  if (!(total > 0)) return 0;
  return (2 * ranked) / (sorted.length * total) - (sorted.length + 1) / sorted.length;
}

/** Adds up lists one by one; memory O(items). */
export class CatalogMetricsTally {
  readonly #shown: Float64Array;
  readonly #surprise: Float64Array;
  readonly #percentile: Float64Array;
  readonly #byItem: SparseRows;
  readonly #trainedItems: number;
  readonly #stride: number;
  readonly #counts: Float64Array;
  /** Per item, over the lists that show it, of 1 / sqrt(length) and of 1 / length. */
  readonly #roots: Float64Array;
  readonly #lengths: Float64Array;
  #filled = 0;
  #people = 0;
  #lists = 0;
  #listed = 0;
  #novelty = 0;
  #popularity = 0;
  #diversity = 0;
  #diverseLists = 0;

  /**
   * @param byItem items x users of the training rows.
   * @param expectedLists how many lists will come; diversity looks at about 1000 of them, evenly spaced, because comparing best sellers is dear.
   */
  constructor(byItem: SparseRows, expectedLists: number) {
    this.#stride = Math.max(1, Math.ceil(expectedLists / 1000));
    const counts = Float64Array.from(
      { length: byItem.rowCount },
      (_, item) => byItem.starts[item + 1] - byItem.starts[item],
    );
    this.#byItem = byItem;
    this.#counts = counts;
    this.#roots = new Float64Array(byItem.rowCount);
    this.#lengths = new Float64Array(byItem.rowCount);
    this.#shown = new Float64Array(byItem.rowCount);
    this.#trainedItems = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
    const users = Math.max(1, byItem.columnCount);
    this.#surprise = counts.map((count) => -Math.log2(Math.max(count, 0.5) / users));
    this.#percentile = percentiles(counts);
  }

  add(list: Int32Array): void {
    const root = 1 / Math.sqrt(list.length);
    if (list.length > 0) this.#filled++;
    for (const item of list) {
      this.#shown[item]++;
      this.#roots[item] += root;
      this.#lengths[item] += root * root;
      this.#people += this.#counts[item];
      this.#novelty += this.#surprise[item];
      this.#popularity += this.#percentile[item];
    }
    this.#listed += list.length;
    if (this.#lists++ % this.#stride !== 0 || list.length < 2) return;
    this.#diversity += 1 - this.#meanCosine(list);
    this.#diverseLists++;
  }

  finish(): CatalogMetrics {
    let covered = 0;
    this.#shown.forEach((count, item) => (covered += count > 0 && this.#counts[item] > 0 ? 1 : 0));
    const listed = Math.max(1, this.#listed);
    return {
      coverage: this.#trainedItems === 0 ? 0 : covered / this.#trainedItems,
      diversity: this.#diverseLists === 0 ? 0 : this.#diversity / this.#diverseLists,
      novelty: this.#novelty / listed,
      popularityBias: this.#popularity / listed,
      averagePopularity: this.#people / listed,
      gini: giniOf(this.#shown),
      personalisation: this.#personalisation(),
    };
  }

  /** The sum over pairs of x y is ((sum of x)^2 - sum of x^2) / 2, so that no pair of lists is ever looked at. */
  #personalisation(): number {
    const pairs = (this.#filled * (this.#filled - 1)) / 2;
    let alike = 0;
    this.#roots.forEach((sum, item) => (alike += (sum * sum - this.#lengths[item]) / 2));
    return pairs === 0 ? NaN : Math.min(1, Math.max(0, 1 - alike / pairs));
  }

  /** Of the ten first items only: pairs grow with the square, and a person sees the first ten. */
  #meanCosine(list: Int32Array): number {
    const size = Math.min(10, list.length);
    let sum = 0;
    for (let a = 1; a < size; a++) {
      for (let b = 0; b < a; b++) sum += this.#cosine(list[a], list[b]);
    }
    return sum / ((size * (size - 1)) / 2);
  }

  #cosine(a: number, b: number): number {
    const { starts, indices } = this.#byItem;
    let left = starts[a];
    let right = starts[b];
    let both = 0;
    while (left < starts[a + 1] && right < starts[b + 1]) {
      const difference = indices[left] - indices[right];
      if (difference === 0) both++;
      if (difference <= 0) left++;
      if (difference >= 0) right++;
    }
    const product = (starts[a + 1] - starts[a]) * (starts[b + 1] - starts[b]);
    return product === 0 ? 0 : both / Math.sqrt(product);
  }
}

/** Share of items that are rarer, ties counted half. */
function percentiles(counts: Float64Array): Float64Array {
  const sorted = counts.slice().sort();
  const below = new Map<number, { first: number; last: number }>();
  sorted.forEach((count, at) => {
    const known = below.get(count);
    if (known === undefined) below.set(count, { first: at, last: at });
    else known.last = at;
  });
  return counts.map((count) => {
    const place = below.get(count) ?? { first: 0, last: 0 };
    return counts.length < 2 ? 0 : (place.first + place.last) / 2 / (counts.length - 1);
  });
}
