/**
 * Diversity of lists by what the items are, where `CatalogMetrics.diversity` goes by who took them up: the share of pairs of a list whose
 * categories differ (intra-list distance, Ziegler et al. 2005, with 0 for equal and 1 for different categories), mean over lists.
 * Pairs with an item of unknown category (-1) are left out; lists without a pair that counts are too.
 */
export class CategoryDiversity {
  readonly #categories: Int32Array;
  #sum = 0;
  #lists = 0;

  /** @param categories one per item index; -1 where unknown. */
  constructor(categories: Int32Array) {
    this.#categories = categories;
  }

  /** O(items of the list). @param list item indices. */
  add(list: Int32Array): void {
    const counts = new Map<number, number>();
    let known = 0;
    for (const item of list) {
      const category = this.#categories[item];
      if (category < 0) continue;
      counts.set(category, (counts.get(category) ?? 0) + 1);
      known++;
    }
    if (known < 2) return;
    let alike = 0;
    for (const count of counts.values()) alike += count * (count - 1);
    this.#sum += 1 - alike / (known * (known - 1));
    this.#lists++;
  }

  /** 0 (all of one category) to 1 (all different); NaN without a list that counts. */
  finish(): number {
    return this.#lists === 0 ? NaN : this.#sum / this.#lists;
  }
}
