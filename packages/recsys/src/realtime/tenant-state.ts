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

/** Popularity and trend, one score per catalog item. */
export interface PopularityScores {
  readonly popular: Float32Array;
  readonly trending: Float32Array;
}

/** The parts of a tenant's memory at one moment, of which an answer is made. */
export interface TenantView extends Readonly<
  Pick<
    TenantState,
    | 'namespaceId'
    | 'recentVisitors'
    | 'placements'
    | 'eventTypes'
    | 'model'
    | 'modelProblem'
    | 'popularity'
    | 'outcomes'
    | 'catalog'
  >
> {
  /** Reckoned again only when popularity or the catalog has changed. */
  popularityScores(): PopularityScores;
}

/** What serving keeps in memory for one tenant. Each part is replaced whole. */
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
  readonly #scores = new WeakMap<readonly string[], PopularityScores & { version: number }>();

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

  /**
   * The parts as they are now. An answer waits for the database and lets others have their turn while a model scores: places in a catalog that was
   * replaced meanwhile would name other items.
   */
  view(): TenantView {
    const { namespaceId, recentVisitors, placements, eventTypes, model, modelProblem, popularity, outcomes, catalog } =
      this;
    return {
      namespaceId,
      recentVisitors,
      placements,
      eventTypes,
      model,
      modelProblem,
      popularity,
      outcomes,
      catalog,
      popularityScores: () => this.#scoresOf(catalog, popularity),
    };
  }

  #scoresOf(catalog: ItemCatalog, popularity: Popularity | null): PopularityScores {
    const version = popularity?.version ?? -1;
    const known = this.#scores.get(catalog.itemIds);
    if (known?.version === version) return known;
    const none = (): Float32Array => new Float32Array(catalog.itemIds.length);
    const scores = {
      version,
      popular: popularity?.popularScores(catalog) ?? none(),
      trending: popularity?.trendScores(catalog) ?? none(),
    };
    this.#scores.set(catalog.itemIds, scores);
    return scores;
  }
}
