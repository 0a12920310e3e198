/** What the simulation needs to know of a product; a `GeneratedProduct` is one. */
export interface ShelfProduct {
  readonly externalId: string;
  readonly categorySlug: string;
  readonly brandSlug: string;
  readonly kind: string;
  readonly style: string;
  readonly colorName: string;
  readonly priceMinor: number;
  /** What buyers find out after delivery; only its order counts. */
  readonly quality: number;
  /** Latent popularity; only its order counts. */
  readonly appeal: number;
  /** 1..12, or null when the product sells all year. */
  readonly seasonPeakMonth: number | null;
  /** Kinds that go with this one. */
  readonly complements: readonly string[];
  readonly firstAvailable: Date;
  readonly skus: readonly { readonly sku: string; readonly priceMinor: number; readonly currency: string }[];
}

/** A catalog as columns; every index is a position in `products`. */
export interface Shelf {
  readonly products: readonly ShelfProduct[];
  readonly category: Int32Array;
  readonly brand: Int32Array;
  readonly kind: Int32Array;
  readonly style: Int32Array;
  readonly color: Int32Array;
  readonly lnPrice: Float64Array;
  /** Where the price lies among the prices of its category, 0 cheapest .. 1 dearest. */
  readonly priceRank: Float64Array;
  /** Draw weight from the order of `appeal`, mean 1. */
  readonly appeal: Float64Array;
  /** Where the quality lies among all products, 0 worst .. 1 best. */
  readonly qualityRank: Float64Array;
  /** Products of each category. */
  readonly inCategory: readonly Int32Array[];
  /** Products of each kind. */
  readonly inKind: readonly Int32Array[];
  /** Kinds that complement each kind, as indices. */
  readonly complementKinds: readonly (readonly number[])[];
  readonly styleCount: number;
  readonly brandCount: number;
  readonly colorCount: number;
}

/** Exponent of the popularity curve: weight of rank r is (r + offset)^-exponent. */
const popularityExponent = 0.72;
const popularityOffset = 6;

/** Lays a catalog out in columns. @throws RangeError for an empty catalog. */
export function buildShelf(products: readonly ShelfProduct[]): Shelf {
  if (products.length === 0) throw new RangeError('a shop needs at least one product; ask for 1 product or more');
  const kinds = indexBy(products, (product) => product.kind);
  const categories = indexBy(products, (product) => product.categorySlug);
  const styles = indexBy(products, (product) => product.style);
  const brands = indexBy(products, (product) => product.brandSlug);
  const colors = indexBy(products, (product) => product.colorName);
  const inCategory = members(categories.column, categories.names.size);
  return {
    products,
    category: categories.column,
    brand: brands.column,
    kind: kinds.column,
    style: styles.column,
    color: colors.column,
    lnPrice: Float64Array.from(products, (product) => Math.log(Math.max(product.priceMinor, 1))),
    priceRank: priceRanks(products, inCategory),
    appeal: appealWeights(products),
    qualityRank: ranks(products, (product) => product.quality),
    inCategory,
    inKind: members(kinds.column, kinds.names.size),
    complementKinds: complementsOfKinds(products, kinds),
    styleCount: styles.names.size,
    brandCount: brands.names.size,
    colorCount: colors.names.size,
  };
}

interface NameIndex {
  readonly column: Int32Array;
  readonly names: ReadonlyMap<string, number>;
}

function indexBy(products: readonly ShelfProduct[], nameOf: (product: ShelfProduct) => string): NameIndex {
  const names = new Map<string, number>();
  const column = Int32Array.from(products, (product) => {
    const name = nameOf(product);
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, names.size);
    return names.size - 1;
  });
  return { column, names };
}

function members(column: Int32Array, groups: number): Int32Array[] {
  const lists: number[][] = Array.from({ length: groups }, () => []);
  for (const [product, group] of column.entries()) lists[group]?.push(product);
  return lists.map((list) => Int32Array.from(list));
}

function priceRanks(products: readonly ShelfProduct[], inCategory: readonly Int32Array[]): Float64Array {
  const ranks = new Float64Array(products.length);
  const priceOf = (index: number): number => products[index]?.priceMinor ?? 0;
  for (const group of inCategory) {
    const sorted = [...group].sort((a, b) => priceOf(a) - priceOf(b) || a - b);
    for (const [rank, product] of sorted.entries()) ranks[product] = (rank + 0.5) / sorted.length;
  }
  return ranks;
}

function ranks(products: readonly ShelfProduct[], valueOf: (product: ShelfProduct) => number): Float64Array {
  const order = products
    .map((product, index) => ({ value: valueOf(product), index }))
    .sort((a, b) => a.value - b.value || a.index - b.index);
  const result = new Float64Array(products.length);
  for (const [rank, entry] of order.entries()) result[entry.index] = (rank + 0.5) / order.length;
  return result;
}

/** Only the order of `appeal` is used, so the popularity curve is set here, whatever scale the catalog has. */
function appealWeights(products: readonly ShelfProduct[]): Float64Array {
  const order = products
    .map((product, index) => ({ appeal: product.appeal, index }))
    .sort((a, b) => b.appeal - a.appeal || a.index - b.index);
  const weights = new Float64Array(products.length);
  let total = 0;
  for (const [rank, entry] of order.entries()) {
    const relativeRank = (rank * 1000) / products.length;
    const weight = (relativeRank + popularityOffset) ** -popularityExponent;
    weights[entry.index] = weight;
    total += weight;
  }
  const scale = products.length / total;
  return weights.map((weight) => weight * scale);
}

function complementsOfKinds(products: readonly ShelfProduct[], kinds: NameIndex): number[][] {
  const complements = Array.from({ length: kinds.names.size }, () => new Set<number>());
  for (const [index, product] of products.entries()) {
    const own = kinds.column[index] ?? 0;
    for (const name of product.complements) {
      const kind = kinds.names.get(name);
      if (kind !== undefined && kind !== own) complements[own]?.add(kind);
    }
  }
  return complements.map((set) => [...set].sort((a, b) => a - b));
}
