import type { ItemCatalog } from './item-catalog.ts';
import type { RankedCandidates } from './rank.ts';
import { likeness } from './sources.ts';

/** How a ranked list becomes a varied one. */
export interface RerankConfig {
  /** 1 = by score alone, 0 = by difference alone (Carbonell and Goldstein 1998). */
  readonly mmrLambda: number;
  /** Most items of one brand or one leaf category; 0 = no cap. */
  readonly brandCap: number;
  readonly categoryCap: number;
  /** Hard caps may shorten the list; soft ones give way once nothing else is left. */
  readonly hardCaps: boolean;
}

/** What was chosen and what the reranking changed. */
export interface Reranked {
  /** Positions in the ranked candidates, in the order in which they are shown. */
  readonly positions: Int32Array;
  /** Candidates passed over because of a cap. */
  readonly capped: { readonly brand: number; readonly category: number };
}

/**
 * Chooses k by maximal marginal relevance: next = argmax lambda * score/best - (1 - lambda) * likeness to the most alike
 * item already chosen. The order of choice is the order shown. O(k * pool), the pool being the best max(100, 5k).
 */
export function rerankItems(
  catalog: ItemCatalog,
  ranked: RankedCandidates,
  options: RerankConfig & { k: number },
): Reranked {
  const pool = Math.min(ranked.items.length, Math.max(100, 5 * options.k));
  const chosen: number[] = [];
  const state = { taken: new Uint8Array(pool), nearest: new Float64Array(pool), lambda: options.mmrLambda };
  const caps = new CapCounter(catalog, options);
  const fill = (capped: boolean): void => {
    while (chosen.length < options.k) {
      const next = pickNext(ranked, state, (at) => !capped || caps.allows(ranked.items[at]));
      if (next < 0) return;
      state.taken[next] = 1;
      chosen.push(next);
      caps.add(ranked.items[next]);
      if (options.mmrLambda < 1) noteLikeness(state, (at) => likeness(catalog, ranked.items[next], ranked.items[at]));
    }
  };
  fill(true);
  const capped = caps.countRefused(ranked.items.subarray(0, pool), state.taken);
  if (!options.hardCaps) fill(false);
  return { positions: Int32Array.from(chosen), capped };
}

interface Pool {
  readonly taken: Uint8Array;
  /** Likeness to the most alike item chosen so far. */
  readonly nearest: Float64Array;
  readonly lambda: number;
}

function pickNext(ranked: RankedCandidates, pool: Pool, allows: (at: number) => boolean): number {
  const { lambda } = pool;
  const best = ranked.scores[0] || 1;
  let next = -1;
  let nextValue = -Infinity;
  // Strictly greater keeps the earlier, that is the better ranked, of two equals.
  for (let at = 0; at < pool.taken.length; at++) {
    if (pool.taken[at] === 1) continue;
    const value = (lambda * ranked.scores[at]) / best - (1 - lambda) * pool.nearest[at];
    if (value > nextValue && allows(at)) [next, nextValue] = [at, value];
  }
  return next;
}

function noteLikeness(pool: Pool, likenessTo: (at: number) => number): void {
  for (let at = 0; at < pool.taken.length; at++) {
    if (pool.taken[at] === 0) pool.nearest[at] = Math.max(pool.nearest[at], likenessTo(at));
  }
}

class CapCounter {
  readonly #catalog: ItemCatalog;
  readonly #config: RerankConfig;
  readonly #brands: Int32Array;
  readonly #categories: Int32Array;

  constructor(catalog: ItemCatalog, config: RerankConfig) {
    this.#catalog = catalog;
    this.#config = config;
    this.#brands = new Int32Array(catalog.brandNames.length);
    this.#categories = new Int32Array(catalog.categoryNames.length);
  }

  allows(item: number): boolean {
    return !this.#brandFull(item) && !this.#categoryFull(item);
  }

  add(item: number): void {
    const brand = this.#catalog.brands[item];
    const category = this.#catalog.categories[item];
    if (brand >= 0) this.#brands[brand]++;
    if (category >= 0) this.#categories[category]++;
  }

  countRefused(items: Int32Array, taken: Uint8Array): { brand: number; category: number } {
    const refused = { brand: 0, category: 0 };
    for (let at = 0; at < items.length; at++) {
      if (taken[at] === 1) continue;
      if (this.#brandFull(items[at])) refused.brand++;
      else if (this.#categoryFull(items[at])) refused.category++;
    }
    return refused;
  }

  #brandFull(item: number): boolean {
    const brand = this.#catalog.brands[item];
    return this.#config.brandCap > 0 && brand >= 0 && this.#brands[brand] >= this.#config.brandCap;
  }

  #categoryFull(item: number): boolean {
    const category = this.#catalog.categories[item];
    return this.#config.categoryCap > 0 && category >= 0 && this.#categories[category] >= this.#config.categoryCap;
  }
}
