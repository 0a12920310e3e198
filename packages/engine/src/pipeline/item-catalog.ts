/** What the pipeline must know of one item. */
export interface CatalogItem {
  readonly itemId: string;
  readonly available: boolean;
  /** Integer minor units; null where the shop gave no price. */
  readonly priceMinor: number | null;
  readonly brand: string | null;
  /** The leaf category. */
  readonly category: string | null;
  /** Root to leaf. */
  readonly categoryPath: readonly string[];
  readonly tags: readonly string[];
  /** Unix seconds at which the item went on sale; 0 where unknown, so that it never looks new. */
  readonly firstAvailableSec: number;
  /** Unix seconds since when the item counts as created: on sale, else first heard of. Only `createdAfter` asks for it. */
  readonly createdSec: number;
}

/**
 * Items as columns. Index `i` is an item's place in `itemIds`, which are sorted, so that equal scores always come out
 * in the same order whatever order the items were loaded in.
 */
export interface ItemCatalog {
  readonly itemIds: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly available: Uint8Array;
  /** NaN where there is no price. */
  readonly priceMinor: Float64Array;
  /** Dense brand number, -1 without one. */
  readonly brands: Int32Array;
  readonly brandNames: readonly string[];
  /** Dense leaf category number, -1 without one. */
  readonly categories: Int32Array;
  readonly categoryNames: readonly string[];
  readonly firstAvailableSec: Float64Array;
  readonly createdSec: Float64Array;
  readonly tags: readonly ReadonlySet<string>[];
  /** What describes each item (category, its ancestors, brand, facets), item to terms and term to items. */
  readonly terms: TermIndex;
}

/** Sparse item x term matrix in both directions; weights of one item's terms sum to at most 1. */
export interface TermIndex {
  readonly itemOffsets: Int32Array;
  readonly itemTerms: Int32Array;
  readonly itemWeights: Float32Array;
  readonly termOffsets: Int32Array;
  readonly termItems: Int32Array;
  readonly termNames: readonly string[];
}

/** Share of an item's description that each kind of term carries: the leaf category says most about its kind. */
const termShares = { category: 0.5, ancestors: 0.1, brand: 0.1, facets: 0.3 };

/** Builds the columns from plain items; a repeated id keeps its last record. */
export function buildItemCatalog(items: Iterable<CatalogItem>): ItemCatalog {
  const byId = new Map<string, CatalogItem>();
  for (const item of items) byId.set(item.itemId, item);
  const sorted = [...byId.values()].sort((a, b) => (a.itemId < b.itemId ? -1 : 1));
  const size = sorted.length;
  const brand = new NameColumn();
  const category = new NameColumn();
  const columns = {
    available: new Uint8Array(size),
    priceMinor: new Float64Array(size),
    brands: new Int32Array(size),
    categories: new Int32Array(size),
    firstAvailableSec: new Float64Array(size),
    createdSec: new Float64Array(size),
  };
  for (let at = 0; at < size; at++) {
    const item = sorted[at];
    columns.available[at] = item.available ? 1 : 0;
    columns.priceMinor[at] = item.priceMinor ?? Number.NaN;
    columns.brands[at] = brand.indexOf(item.brand);
    columns.categories[at] = category.indexOf(item.category);
    columns.firstAvailableSec[at] = item.firstAvailableSec;
    columns.createdSec[at] = item.createdSec;
  }
  const itemIds = sorted.map((item) => item.itemId);
  return {
    itemIds,
    indexOf: new Map(itemIds.map((id, at) => [id, at])),
    ...columns,
    brandNames: brand.names,
    categoryNames: category.names,
    tags: sorted.map((item) => new Set(item.tags)),
    terms: indexTerms(sorted),
  };
}

/** True when two records of an item differ at most in availability, price and dates, which no index depends on. */
export function describesAlike(a: CatalogItem, b: CatalogItem): boolean {
  const same = (left: readonly string[], right: readonly string[]): boolean =>
    left.length === right.length && left.every((text, at) => text === right[at]);
  return (
    a.brand === b.brand && a.category === b.category && same(a.categoryPath, b.categoryPath) && same(a.tags, b.tags)
  );
}

/**
 * The catalog with new availability, prices and dates of items it has; everything else is shared with the old one. Stock changes by the
 * second, and indexing all items again for each change would hold up whoever is being answered. O(items) copies of four columns.
 */
export function patchItemCatalog(catalog: ItemCatalog, items: Iterable<CatalogItem>): ItemCatalog {
  const patched = {
    ...catalog,
    available: catalog.available.slice(),
    priceMinor: catalog.priceMinor.slice(),
    firstAvailableSec: catalog.firstAvailableSec.slice(),
    createdSec: catalog.createdSec.slice(),
  };
  for (const item of items) {
    const at = catalog.indexOf.get(item.itemId);
    if (at === undefined) throw new RangeError(`item ${item.itemId} is not in the catalog; build a new one`);
    patched.available[at] = item.available ? 1 : 0;
    patched.priceMinor[at] = item.priceMinor ?? Number.NaN;
    patched.firstAvailableSec[at] = item.firstAvailableSec;
    patched.createdSec[at] = item.createdSec;
  }
  return patched;
}

class NameColumn {
  readonly names: string[] = [];
  readonly #indices = new Map<string, number>();

  indexOf(name: string | null): number {
    if (name === null) return -1;
    const known = this.#indices.get(name);
    if (known !== undefined) return known;
    this.#indices.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

function describeItem(item: CatalogItem): [term: string, weight: number][] {
  const described: [string, number][] = [];
  if (item.category !== null) described.push([`category:${item.category}`, termShares.category]);
  const ancestors = item.categoryPath.filter((name) => name !== item.category);
  for (const name of ancestors) described.push([`within:${name}`, termShares.ancestors / ancestors.length]);
  if (item.brand !== null) described.push([`brand:${item.brand}`, termShares.brand]);
  // brand: and category: tags repeat what the columns above already say.
  const facets = item.tags.filter((tag) => !/^(brand|category|cat):/.test(tag));
  for (const tag of new Set(facets)) described.push([tag, termShares.facets / facets.length]);
  return described;
}

function indexTerms(items: readonly CatalogItem[]): TermIndex {
  const names = new NameColumn();
  const described = items.map((item) => describeItem(item));
  const entries = described.reduce((sum, terms) => sum + terms.length, 0);
  const itemOffsets = new Int32Array(items.length + 1);
  const itemTerms = new Int32Array(entries);
  const itemWeights = new Float32Array(entries);
  let at = 0;
  for (let item = 0; item < described.length; item++) {
    for (const [term, weight] of described[item]) {
      itemTerms[at] = names.indexOf(term);
      itemWeights[at++] = weight;
    }
    itemOffsets[item + 1] = at;
  }
  const termOffsets = new Int32Array(names.names.length + 1);
  for (const term of itemTerms) termOffsets[term + 1]++;
  for (let term = 0; term < names.names.length; term++) termOffsets[term + 1] += termOffsets[term];
  const termItems = new Int32Array(entries);
  const next = termOffsets.slice();
  for (let item = 0; item < items.length; item++) {
    for (let entry = itemOffsets[item]; entry < itemOffsets[item + 1]; entry++) {
      termItems[next[itemTerms[entry]]++] = item;
    }
  }
  return { itemOffsets, itemTerms, itemWeights, termOffsets, termItems, termNames: names.names };
}
