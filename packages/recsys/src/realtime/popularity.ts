import type { ItemCatalog } from '@vitrine/engine/pipeline';
import type { EventType } from '../event-types/event-types.store.ts';
import type { PopularityRow } from './popularity.store.ts';

interface ItemSums {
  readonly sums: Map<number, number>;
  day: number;
  fortnight: number;
}

let versions = 0;

/** Unlike in the whole process, so that a new snapshot is never taken for the one before it. */
function nextVersion(): number {
  return ++versions;
}

/**
 * Popularity and trend of one tenant, kept in memory. A decayed sum can be carried forward without its events, so after one full
 * read only new events are added; a full read now and then takes in what was backfilled.
 */
export class Popularity {
  readonly #items = new Map<string, ItemSums>();
  readonly #types: Map<number, EventType>;
  /** The instant all sums are decayed to. */
  readonly reference: Date;
  /** Counts changes, for caches of what is derived. */
  version = nextVersion();

  constructor(reference: Date, types: readonly EventType[]) {
    this.reference = reference;
    this.#types = new Map(types.filter((type) => type.isActive).map((type) => [type.type, type]));
  }

  /** Adds sums that were decayed to `reference`. */
  addRows(rows: readonly PopularityRow[]): void {
    for (const row of rows) {
      const weight = this.#types.get(row.type)?.weight ?? 0;
      const item = this.#itemOf(row.itemId);
      item.sums.set(row.type, (item.sums.get(row.type) ?? 0) + row.sum);
      item.day += weight * row.daySum;
      item.fortnight += weight * row.fortnightSum;
    }
    if (rows.length > 0) this.version = nextVersion();
  }

  /** One popularity score per catalog item: sum over types of weight * decayed sum. */
  popularScores(catalog: ItemCatalog): Float32Array {
    const scores = new Float32Array(catalog.itemIds.length);
    for (const [itemId, item] of this.#items) {
      const at = catalog.indexOf.get(itemId);
      if (at === undefined) continue;
      let score = 0;
      for (const [type, sum] of item.sums) score += (this.#types.get(type)?.weight ?? 0) * sum;
      scores[at] = score;
    }
    return scores;
  }

  /**
   * One trend score per catalog item: how far today's rate lies above the fortnight's, in its own standard deviations
   * (counts vary by their square root). Never negative.
   */
  trendScores(catalog: ItemCatalog): Float32Array {
    const scores = new Float32Array(catalog.itemIds.length);
    for (const [itemId, item] of this.#items) {
      const at = catalog.indexOf.get(itemId);
      if (at === undefined) continue;
      // A steady rate r per day gives sums of r * halfLife / ln 2.
      const dayRate = item.day;
      const fortnightRate = item.fortnight / 14;
      scores[at] = Math.max(0, (dayRate - fortnightRate) / Math.sqrt(fortnightRate + 0.05));
    }
    return scores;
  }

  #itemOf(itemId: string): ItemSums {
    const known = this.#items.get(itemId);
    if (known !== undefined) return known;
    const made: ItemSums = { sums: new Map(), day: 0, fortnight: 0 };
    this.#items.set(itemId, made);
    return made;
  }
}
