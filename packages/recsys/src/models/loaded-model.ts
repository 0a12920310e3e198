import { finish, type FittedModel } from '@vitrine/engine';
import { type ItemCatalog, type PlacedModel, placeModel } from '@vitrine/engine/pipeline';

/** How long a model that was too slow is left alone, and how often in a row it may be slow before. */
const slowPause = { afterTimes: 3, pauseMs: 5000 };

/** Ids that are looked at between two pauses. */
const slice = 20_000;

/** The place of every id, made with pauses. */
export function* indexInSteps(ids: readonly string[]): Generator<void, ReadonlyMap<string, number>> {
  const places = new Map<string, number>();
  for (let at = 0; at < ids.length; at++) {
    places.set(ids[at] ?? '', at);
    if (at % slice === slice - 1) yield;
  }
  return places;
}

/** A model in memory, ready to answer. Immutable but for its record of slowness: requests that hold one finish on it. */
export class LoadedModel {
  readonly version: string;
  readonly createdAt: Date;
  readonly model: FittedModel;
  readonly #userIndexOf: ReadonlyMap<string, number>;
  /** By a catalog's list of ids, which those that differ in stock alone share; gone with the list. */
  readonly #placed = new WeakMap<readonly string[], PlacedModel>();
  #slowInARow = 0;
  #pausedUntilMs = -Infinity;

  constructor(given: {
    version: string;
    createdAt: Date;
    model: FittedModel;
    userIndexOf?: ReadonlyMap<string, number>;
  }) {
    this.version = given.version;
    this.createdAt = given.createdAt;
    this.model = given.model;
    this.#userIndexOf = given.userIndexOf ?? finish(indexInSteps(given.model.userIds));
  }

  /** The model lined up with a catalog; reckoned again only when the catalog is another. */
  placedOn(catalog: ItemCatalog): PlacedModel {
    const known = this.#placed.get(catalog.itemIds);
    if (known !== undefined) return known;
    const placed = placeModel(this.model, catalog, this.#userIndexOf);
    this.#placed.set(catalog.itemIds, placed);
    return placed;
  }

  /** Scores once for nobody, so that the first visitor does not pay for compilation, with pauses; throws when the model cannot score. */
  *warmUpInSteps(nowSec: number): Generator<void, void> {
    const empty = { items: new Int32Array(0), weights: new Float32Array(0), ageSec: new Float64Array(0) };
    const out = new Float32Array(this.model.itemIds.length);
    yield* this.model.scoreItemsInSteps({ userIndex: -1, history: empty, session: new Int32Array(0), nowSec }, out);
    yield;
    if (this.model.itemIds.length > 0) this.model.similarItems(0, out);
  }

  /** True while the model is left alone because it was too slow several times in a row. */
  isPaused(atMs: number): boolean {
    return atMs < this.#pausedUntilMs;
  }

  /** Notes how long one scoring took. A computation on this thread cannot be interrupted, only not be started again. */
  noteDuration(tookMs: number, at: { limitMs: number; nowMs: number }): void {
    this.#slowInARow = tookMs > at.limitMs ? this.#slowInARow + 1 : 0;
    if (this.#slowInARow >= slowPause.afterTimes) {
      this.#slowInARow = 0;
      this.#pausedUntilMs = at.nowMs + slowPause.pauseMs;
    }
  }
}
