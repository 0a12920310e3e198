/** What one part of a description says of an item: dimensions of that part, ascending or not, and their values. */
export interface BlockRow {
  readonly dimensions: readonly number[];
  readonly values: readonly number[];
}

/** One part of the descriptions of all items; row `i` has length 1 or is empty. */
export interface Block {
  readonly width: number;
  readonly rows: readonly BlockRow[];
}

/** Terms with their counts in one item. */
export type TermCounts = ReadonlyMap<string, number>;

const nothing: BlockRow = { dimensions: [], values: [] };

/**
 * TF-IDF with sublinear counts, (1 + ln count) x (ln((1 + items) / (1 + items with the term)) + 1), each item's row of length 1. Of all terms that at
 * least two items and at most half of them have, those with the largest sum of squares are kept: they tell the catalog apart best.
 * `countsOf` is asked twice for each item, so that no texts are held.
 */
export function termBlock(itemCount: number, most: number, countsOf: (item: number) => TermCounts): Block {
  const dimensionOf = chooseTerms(itemCount, most, countsOf);
  const rows: BlockRow[] = [];
  for (let item = 0; item < itemCount; item++) {
    const dimensions: number[] = [];
    const values: number[] = [];
    for (const [term, count] of countsOf(item)) {
      const kept = dimensionOf.get(term);
      if (kept === undefined) continue;
      dimensions.push(kept.dimension);
      values.push((1 + Math.log(count)) * kept.rarity);
    }
    rows.push(unitRow(dimensions, values));
  }
  return { width: dimensionOf.size, rows };
}

/** Scales a row to length 1; empty when it has none. */
export function unitRow(dimensions: readonly number[], values: readonly number[]): BlockRow {
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return length > 0 ? { dimensions, values: values.map((value) => value / length) } : nothing;
}

interface KeptTerm {
  readonly dimension: number;
  readonly rarity: number;
}

function chooseTerms(
  itemCount: number,
  most: number,
  countsOf: (item: number) => TermCounts,
): ReadonlyMap<string, KeptTerm> {
  const seen = new Map<string, { items: number; squares: number }>();
  let described = 0;
  for (let item = 0; item < itemCount; item++) {
    const counts = countsOf(item);
    if (counts.size > 0) described++;
    for (const [term, count] of counts) {
      const known = seen.get(term);
      const square = (1 + Math.log(count)) ** 2;
      if (known === undefined) seen.set(term, { items: 1, squares: square });
      else {
        known.items++;
        known.squares += square;
      }
    }
  }
  const candidates: { term: string; rarity: number; mass: number }[] = [];
  for (const [term, { items, squares }] of seen) {
    // In a handful of items nothing is common enough to say nothing.
    if (items < 2 || (described >= 20 && items > described / 2)) continue;
    const rarity = Math.log((1 + described) / (1 + items)) + 1;
    candidates.push({ term, rarity, mass: squares * rarity * rarity });
  }
  candidates.sort((a, b) => b.mass - a.mass || (a.term < b.term ? -1 : 1));
  return new Map(candidates.slice(0, most).map(({ term, rarity }, dimension) => [term, { dimension, rarity }]));
}
