import type { FittedModel, UserContext } from '../models/model.ts';
import type { ItemCatalog } from './item-catalog.ts';
import { becauseOf, type PastEvent, type ScoreSource } from './score-source.ts';

/** Popularity as it stands in memory, one score per catalog item. */
export function popularSource(scores: Float32Array, weight: number): ScoreSource {
  return { name: 'popular', weight, scores, proposes: true, because: () => ({ kind: 'popular' }) };
}

/** What rises now, one score per catalog item. */
export function trendingSource(scores: Float32Array, weight: number): ScoreSource {
  return { name: 'trending', weight, scores, proposes: true, because: () => ({ kind: 'trending' }) };
}

/** Newness: halves every `halfLifeDays` after an item went on sale. A prior unless it is the only thing known. */
export function freshSource(
  catalog: ItemCatalog,
  options: { nowSec: number; halfLifeDays: number; weight: number; proposes: boolean },
): ScoreSource {
  const scores = new Float32Array(catalog.itemIds.length);
  for (let at = 0; at < scores.length; at++) {
    const ageDays = Math.max(0, options.nowSec - catalog.firstAvailableSec[at]) / 86_400;
    scores[at] = 0.5 ** (ageDays / options.halfLifeDays);
  }
  return {
    name: 'fresh',
    weight: options.weight,
    scores,
    proposes: options.proposes,
    because: () => ({ kind: 'new' }),
  };
}

/**
 * Likeness to what the visitor touched: score(i) = sum over distinct past items h of w(h) * <terms(h), terms(i)>, with w falling by
 * position. It needs no training, so the first three clicks of a new visitor already move it. The sum is per past item,
 * and the anchor that is told is the past item with the largest addend.
 */
export function affinitySource(
  catalog: ItemCatalog,
  options: { events: readonly PastEvent[]; weight: number; anchors?: number },
): ScoreSource {
  const anchors = distinctItems(options.events).slice(0, options.anchors ?? 12);
  const scores = new Float32Array(catalog.itemIds.length);
  for (let at = 0; at < anchors.length; at++)
    addLikeness(catalog, { item: anchors[at].item, weight: anchorWeight(anchors[at], at) }, scores);
  return {
    name: 'affinity',
    weight: options.weight,
    scores,
    proposes: true,
    because: (item) => {
      let best = 0;
      let bestAddend = -1;
      for (let at = 0; at < anchors.length; at++) {
        const addend = anchorWeight(anchors[at], at) * likeness(catalog, anchors[at].item, item);
        if (addend > bestAddend) [best, bestAddend] = [at, addend];
      }
      return anchors.length === 0 ? { kind: 'popular' } : becauseOf(anchors[best]);
    },
  };
}

/** Likeness of descriptions to one item, for product pages of items no model knows yet. */
export function likenessSource(catalog: ItemCatalog, item: number, weight: number): ScoreSource {
  const scores = new Float32Array(catalog.itemIds.length);
  addLikeness(catalog, { item, weight: 1 }, scores);
  scores[item] = 0;
  return {
    name: 'affinity',
    weight,
    scores,
    proposes: true,
    because: () => ({ kind: 'category', category: catalog.categoryNames[catalog.categories[item]] ?? '' }),
  };
}

/** The visitor's own items, newest first: score 1, 1/2, 1/3 ... */
export function recentSource(catalog: ItemCatalog, events: readonly PastEvent[]): ScoreSource {
  const scores = new Float32Array(catalog.itemIds.length);
  const items = distinctItems(events);
  for (let at = 0; at < items.length; at++) scores[items[at].item] = 1 / (at + 1);
  return { name: 'recent', weight: 1, scores, proposes: true, because: (item) => ({ kind: 'recent', item }) };
}

/** A model, and where each of its items lies in the catalog (-1 where the catalog has dropped it). */
export interface PlacedModel {
  readonly model: FittedModel;
  readonly catalogOf: Int32Array;
  readonly modelOf: Int32Array;
  readonly userIndexOf: ReadonlyMap<string, number>;
}

/** Lines up a model's items with the catalog's; done once per model and catalog, not per request. */
export function placeModel(
  model: FittedModel,
  catalog: ItemCatalog,
  userIndexOf?: ReadonlyMap<string, number>,
): PlacedModel {
  const catalogOf = new Int32Array(model.itemIds.length).fill(-1);
  const modelOf = new Int32Array(catalog.itemIds.length).fill(-1);
  for (let at = 0; at < catalogOf.length; at++) {
    const place = catalog.indexOf.get(model.itemIds[at]);
    if (place === undefined) continue;
    catalogOf[at] = place;
    modelOf[place] = at;
  }
  return { model, catalogOf, modelOf, userIndexOf: userIndexOf ?? new Map(model.userIds.map((id, at) => [id, at])) };
}

/** Past events as the model wants them: its own indices, newest first, unknown items left out. */
export function contextFor(
  placed: PlacedModel,
  visitor: { userId: string | null; events: readonly PastEvent[]; nowSec: number },
): UserContext {
  const known = visitor.events.filter((event) => placed.modelOf[event.item] >= 0);
  return {
    userIndex: visitor.userId === null ? -1 : (placed.userIndexOf.get(visitor.userId) ?? -1),
    history: {
      items: Int32Array.from(known, (event) => placed.modelOf[event.item]),
      weights: Float32Array.from(known, (event) => event.weight),
      ageSec: Float64Array.from(known, (event) => event.ageSec),
    },
    session: Int32Array.from(
      known.filter((event) => event.inSession),
      (event) => placed.modelOf[event.item],
    ),
    nowSec: visitor.nowSec,
  };
}

/** The trained model's opinion of what this visitor wants, from scores it computed for `context`. */
export function personalSource(
  placed: PlacedModel,
  options: { context: UserContext; modelScores: Float32Array; events: readonly PastEvent[]; weight: number },
): ScoreSource {
  const { context, events } = options;
  return {
    name: 'personal',
    weight: options.weight,
    scores: toCatalog(placed, options.modelScores),
    proposes: true,
    brief: { kind: 'session' },
    because: (item) => {
      if (placed.modelOf[item] < 0) return { kind: 'popular' };
      const explanation = placed.model.explainItem(context, placed.modelOf[item]);
      const anchor = explanation.anchors[0];
      // A model may itself lean on popularity: where that is most of the score, naming an item would be a polite lie.
      if (anchor === undefined || popularShare(explanation.parts) > 0.5) return { kind: 'popular' };
      const place = placed.catalogOf[anchor.item];
      // The strongest kind of event with the anchor names it: "bought" says more than "viewed" about the same item.
      const event = events.filter((past) => past.item === place).sort((a, b) => b.weight - a.weight)[0];
      return event === undefined ? { kind: 'viewed', item: place } : becauseOf(event);
    },
  };
}

function popularShare(parts: Readonly<Record<string, number>>): number {
  let positive = 0;
  for (const part of Object.values(parts)) positive += Math.max(0, part);
  return positive > 0 ? Math.max(0, parts['popularity'] ?? 0) / positive : 0;
}

/** The trained model's opinion of what goes with one item. */
export function similarSource(placed: PlacedModel, item: number, weight: number): ScoreSource {
  return {
    name: 'similar',
    weight,
    scores: placedSimilarity(placed, item),
    proposes: true,
    because: () => ({ kind: 'viewed', item }),
  };
}

/** How alike a model finds every item of the catalog to one; zero throughout for an item it has never seen. */
export function placedSimilarity(placed: PlacedModel, item: number): Float32Array {
  const out = new Float32Array(placed.model.itemIds.length);
  if (placed.modelOf[item] >= 0) placed.model.similarItems(placed.modelOf[item], out);
  return toCatalog(placed, out);
}

function toCatalog(placed: PlacedModel, modelScores: Float32Array): Float32Array {
  const scores = new Float32Array(placed.modelOf.length);
  for (let at = 0; at < scores.length; at++) {
    const score = placed.modelOf[at] < 0 ? 0 : modelScores[placed.modelOf[at]];
    // A model that answers NaN for an item says nothing about it; it must not poison the whole sum.
    scores[at] = score > 0 && score < Infinity ? score : 0;
  }
  return scores;
}

/** The newest event of each item, newest first. */
export function distinctItems(events: readonly PastEvent[]): PastEvent[] {
  const seen = new Set<number>();
  return events.filter((event) => !seen.has(event.item) && seen.add(event.item));
}

/** The running session speaks three times as loud as the past, and each older item a fifth less than the one after it. */
function anchorWeight(event: PastEvent, position: number): number {
  return (event.inSession ? 3 : 1) * 0.8 ** position * (0.5 + Math.min(1, event.weight));
}

function addLikeness(catalog: ItemCatalog, anchor: { item: number; weight: number }, scores: Float32Array): void {
  const { item, weight } = anchor;
  const { itemOffsets, itemTerms, itemWeights, termOffsets, termItems } = catalog.terms;
  for (let entry = itemOffsets[item]; entry < itemOffsets[item + 1]; entry++) {
    const addend = weight * itemWeights[entry];
    const term = itemTerms[entry];
    for (let at = termOffsets[term]; at < termOffsets[term + 1]; at++) scores[termItems[at]] += addend;
  }
}

/** Share of `from`'s description that `to` has too, 0..1; exactly the addend of `addLikeness` per unit of weight. */
export function likeness(catalog: ItemCatalog, from: number, to: number): number {
  const { itemOffsets, itemTerms, itemWeights } = catalog.terms;
  let sum = 0;
  for (let a = itemOffsets[from]; a < itemOffsets[from + 1]; a++) {
    for (let b = itemOffsets[to]; b < itemOffsets[to + 1]; b++) {
      if (itemTerms[a] === itemTerms[b]) sum += itemWeights[a];
    }
  }
  return sum;
}
