import { indexIds } from '../interactions/index-ids.ts';
import type { Interactions } from '../interactions/interactions.ts';

/** One item as its catalog describes it. */
export interface DescribedItem {
  readonly itemId: string;
  readonly title?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly brand?: string | null | undefined;
  /** Root to leaf. */
  readonly categoryPath?: readonly string[] | undefined;
  readonly tags?: readonly string[] | undefined;
  /** In any one unit, not negative. */
  readonly price?: number | null | undefined;
  /** Unix seconds since when the item is on sale or known. */
  readonly createdSec?: number | null | undefined;
}

/** What a catalog says of its items, as parallel columns: plain values that travel between threads and processes. */
export interface ItemFeatures {
  readonly itemIds: readonly string[];
  /** Empty where unknown, like all texts below. */
  readonly titles: readonly string[];
  readonly descriptions: readonly string[];
  readonly brands: readonly string[];
  /** Root to leaf; empty where unknown. */
  readonly categoryPaths: readonly (readonly string[])[];
  readonly tags: readonly (readonly string[])[];
  /** NaN where unknown. */
  readonly prices: Float64Array;
  /** Unix seconds, 0 where unknown. */
  readonly createdSec: Float64Array;
}

/** Columns of plain records; of an id that repeats the last record counts, in the place of the first. */
export function itemFeaturesOf(items: Iterable<DescribedItem>): ItemFeatures {
  const byId = new Map<string, DescribedItem>();
  for (const item of items) byId.set(item.itemId, item);
  const records = [...byId.values()];
  return {
    itemIds: records.map((item) => item.itemId),
    titles: records.map((item) => item.title ?? ''),
    descriptions: records.map((item) => item.description ?? ''),
    brands: records.map((item) => item.brand ?? ''),
    categoryPaths: records.map((item) => item.categoryPath ?? []),
    tags: records.map((item) => item.tags ?? []),
    prices: Float64Array.from(records, ({ price }) => (typeof price === 'number' && price >= 0 ? price : Number.NaN)),
    createdSec: Float64Array.from(records, ({ createdSec }) => (Number.isFinite(createdSec) ? Number(createdSec) : 0)),
  };
}

/** The same rows in a catalog that also holds items which nobody touched yet; new ids are appended in their order. */
export function withItems(interactions: Interactions, itemIds: readonly string[]): Interactions {
  const known = indexIds(interactions.itemIds);
  const added = [...new Set(itemIds)].filter((id) => !known.has(id));
  return added.length === 0 ? interactions : { ...interactions, itemIds: [...interactions.itemIds, ...added] };
}

/** Where each id of a catalog stands in the features, -1 for items that nobody described. */
export function featureRows(features: ItemFeatures, itemIds: readonly string[]): Int32Array {
  const rows = indexIds(features.itemIds);
  return Int32Array.from(itemIds, (id) => rows.get(id) ?? -1);
}
