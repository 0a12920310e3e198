import {
  buildItemCatalog,
  type CatalogItem,
  describesAlike,
  type ItemCatalog,
  patchItemCatalog,
} from '@vitrine/engine/pipeline';
import type { EventType } from '../event-types/event-types.store.ts';
import type { LoadedModel } from '../models/loaded-model.ts';
import type { Placement } from '../placements/placement.ts';
import { Outcomes } from './outcomes.ts';
import type { Popularity } from './popularity.ts';
import { RecentVisitors } from './recent-visitors.ts';

/** Why a tenant has no model in force. */
export type ModelProblem = 'missing' | 'corrupt' | 'stale' | 'failed';

/** What serving keeps in memory for one tenant. Each part is replaced whole, so an answer under way keeps what it began with. */
export class TenantState {
  readonly namespaceId: number;
  readonly recentVisitors = new RecentVisitors();
  placements: readonly Placement[] = [];
  eventTypes: ReadonlyMap<number, EventType> = new Map();
  model: LoadedModel | null = null;
  modelProblem: ModelProblem | null = 'missing';
  /** The version that could not be loaded and when it was tried, so that a broken file is not read with every poll. */
  modelFailure: { version: string; atMs: number } | null = null;
  popularity: Popularity | null = null;
  /** Read together with popularity. */
  outcomes = new Outcomes();
  popularityReadUntil = new Date(0);
  popularityFullReadMs = -Infinity;
  catalogRevision = 0;
  #items = new Map<string, CatalogItem>();
  #catalog: ItemCatalog = buildItemCatalog([]);
  #scores: { itemIds: readonly string[]; version: number; popular: Float32Array; trending: Float32Array } | null = null;

  constructor(namespaceId: number) {
    this.namespaceId = namespaceId;
  }

  get catalog(): ItemCatalog {
    return this.#catalog;
  }

  /** Takes in items written after the revision known so far; `all` says that they are the whole catalog. */
  takeItems(items: readonly CatalogItem[], at: { revision: number; all: boolean }): void {
    const onlyStock =
      !at.all &&
      items.every((item) => {
        const known = this.#items.get(item.itemId);
        return known !== undefined && describesAlike(known, item);
      });
    if (at.all) this.#items = new Map();
    for (const item of items) this.#items.set(item.itemId, item);
    if (!onlyStock) this.#catalog = buildItemCatalog(this.#items.values());
    else if (items.length > 0) this.#catalog = patchItemCatalog(this.#catalog, items);
    this.catalogRevision = at.revision;
  }

  /** Popularity and trend per catalog item, reckoned again only when one of them or the catalog has changed. */
  popularityScores(): { popular: Float32Array; trending: Float32Array } {
    const version = this.popularity?.version ?? -1;
    if (this.#scores?.itemIds !== this.#catalog.itemIds || this.#scores.version !== version) {
      const none = (): Float32Array => new Float32Array(this.#catalog.itemIds.length);
      this.#scores = {
        itemIds: this.#catalog.itemIds,
        version,
        popular: this.popularity?.popularScores(this.#catalog) ?? none(),
        trending: this.popularity?.trendScores(this.#catalog) ?? none(),
      };
    }
    return this.#scores;
  }
}
