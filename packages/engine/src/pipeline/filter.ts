import type { ItemCatalog } from './item-catalog.ts';

/** Why an item may not be shown; the first that applies is counted. */
export const filterReasons = [
  'eligible',
  'unavailable',
  'current_item',
  'excluded',
  'purchased',
  'seen',
  'tag_missing',
  'tag_excluded',
  'price',
  'not_new_enough',
] as const;

/** Name of one filter. */
export type FilterReason = (typeof filterReasons)[number];

/** What a request allows to be shown. */
export interface Constraints {
  readonly includeTagsAny: readonly string[];
  readonly excludeTagsAny: readonly string[];
  readonly excludeItemIds: readonly string[];
  /** Inclusive bounds in minor units; an item without a price drops out as soon as one bound is set. */
  readonly priceMinMinor: number | null;
  readonly priceMaxMinor: number | null;
  /** Unix seconds; items created earlier drop out. */
  readonly createdAfterSec: number | null;
  /** The item whose page this is. */
  readonly currentItemId: string | null;
  /** Bought within the purchased window. */
  readonly purchasedItemIds: readonly string[];
  /** Looked at so recently that showing it again would waste a place. */
  readonly seenItemIds: readonly string[];
}

/** No constraint at all, except that only available items are shown. */
export const noConstraints: Constraints = {
  includeTagsAny: [],
  excludeTagsAny: [],
  excludeItemIds: [],
  priceMinMinor: null,
  priceMaxMinor: null,
  createdAfterSec: null,
  currentItemId: null,
  purchasedItemIds: [],
  seenItemIds: [],
};

/** One code per item of the catalog: 0 may be shown, else an index of `filterReasons`. */
export type Eligibility = Uint8Array;

/**
 * Judges every item of the catalog once. It runs before candidates are drawn, so that a narrow constraint is answered
 * from all items that satisfy it and not from what is left of a popular few.
 */
export function judgeItems(catalog: ItemCatalog, constraints: Constraints): Eligibility {
  const codes = new Uint8Array(catalog.itemIds.length);
  const code = (reason: FilterReason): number => filterReasons.indexOf(reason);
  const mark = (ids: readonly string[], reason: FilterReason): void => {
    for (const id of ids) {
      const at = catalog.indexOf.get(id);
      if (at !== undefined && codes[at] === 0) codes[at] = code(reason);
    }
  };
  for (let at = 0; at < codes.length; at++) if (catalog.available[at] === 0) codes[at] = code('unavailable');
  if (constraints.currentItemId !== null) mark([constraints.currentItemId], 'current_item');
  mark(constraints.excludeItemIds, 'excluded');
  mark(constraints.purchasedItemIds, 'purchased');
  mark(constraints.seenItemIds, 'seen');
  for (let at = 0; at < codes.length; at++) {
    if (codes[at] === 0) codes[at] = code(judgeAttributes(catalog, constraints, at));
  }
  return codes;
}

function judgeAttributes(catalog: ItemCatalog, constraints: Constraints, at: number): FilterReason {
  const tags = catalog.tags[at];
  if (constraints.includeTagsAny.length > 0 && !constraints.includeTagsAny.some((tag) => tags.has(tag))) {
    return 'tag_missing';
  }
  if (constraints.excludeTagsAny.some((tag) => tags.has(tag))) return 'tag_excluded';
  const price = catalog.priceMinor[at];
  // Written so that NaN, the price of an unpriced item, fails both comparisons.
  if (constraints.priceMinMinor !== null && !(price >= constraints.priceMinMinor)) return 'price';
  if (constraints.priceMaxMinor !== null && !(price <= constraints.priceMaxMinor)) return 'price';
  if (constraints.createdAfterSec !== null && catalog.createdSec[at] < constraints.createdAfterSec) {
    return 'not_new_enough';
  }
  return 'eligible';
}

/** How many items each filter took out. */
export function countFiltered(codes: Eligibility): Partial<Record<FilterReason, number>> {
  const counts: Partial<Record<FilterReason, number>> = {};
  for (const code of codes) {
    if (code !== 0) counts[filterReasons[code]] = (counts[filterReasons[code]] ?? 0) + 1;
  }
  return counts;
}
