import { type ItemCatalog, type OutcomeCounts, outcomePenalties } from '@vitrine/engine/pipeline';
import type { OutcomeRow } from './outcomes.store.ts';

/** What became of one tenant's items, kept in memory: one full read of the window, then only what is new. */
export class Outcomes {
  readonly #items = new Map<string, Omit<OutcomeRow, 'itemId'>>();
  /** By a catalog's list of ids. */
  #penalties = new WeakMap<readonly string[], Float32Array>();

  /** Adds what was counted. */
  addRows(rows: readonly OutcomeRow[]): void {
    for (const { itemId, ...row } of rows) {
      const known = this.#items.get(itemId);
      this.#items.set(itemId, {
        looks: (known?.looks ?? 0) + row.looks,
        unavailableLooks: (known?.unavailableLooks ?? 0) + row.unavailableLooks,
        purchased: (known?.purchased ?? 0) + row.purchased,
        returned: (known?.returned ?? 0) + row.returned,
      });
    }
    if (rows.length > 0) this.#penalties = new WeakMap();
  }

  /** The share of its score that each catalog item loses; reckoned again only after new outcomes or with another catalog. */
  penaltiesOf(catalog: ItemCatalog): Float32Array {
    const known = this.#penalties.get(catalog.itemIds);
    if (known !== undefined) return known;
    const penalties = outcomePenalties(this.#countsOf(catalog));
    this.#penalties.set(catalog.itemIds, penalties);
    return penalties;
  }

  #countsOf(catalog: ItemCatalog): OutcomeCounts {
    const size = catalog.itemIds.length;
    const counts = {
      looks: new Float64Array(size),
      unavailableLooks: new Float64Array(size),
      purchased: new Float64Array(size),
      returned: new Float64Array(size),
    };
    for (const [itemId, item] of this.#items) {
      const at = catalog.indexOf.get(itemId);
      if (at === undefined) continue;
      counts.looks[at] = item.looks;
      counts.unavailableLooks[at] = item.unavailableLooks;
      counts.purchased[at] = item.purchased;
      counts.returned[at] = item.returned;
    }
    return counts;
  }
}
