import type { SparseRows } from '@vitrine/kernels';
import { embeddingWidth } from '../../embeddings/embedder.ts';
import { embeddingOf, fitEmbeddings } from '../../embeddings/embeddings.ts';
import type { Interactions } from '../../interactions/interactions.ts';
import { featureRows, itemFeaturesOf, type ItemFeatures } from '../../items/item-features.ts';
import { wordsOf } from '../../items/words.ts';
import type { FitRun } from '../model.ts';
import type { ContentConfig } from './config.ts';
import { termBlock, unitRow, type Block, type BlockRow } from './term-block.ts';

/** The parts of a description, in the order of their dimensions. */
export const contentParts = ['text', 'category', 'tags', 'price'] as const;

/** What the model knows of each item. */
export interface ContentTable {
  /** items x dimensions; each part of a row has the square root of its share as its length, or is empty. */
  readonly rows: SparseRows;
  /** First dimension of each part of `contentParts`, and the end of the last. */
  readonly partStarts: Int32Array;
  /** Square root of each part's share of all likeness. */
  readonly rootShares: Float64Array;
  /** Dense number of each item's own category, -1 without one. */
  readonly categories: Int32Array;
  /** items x 384 embeddings, rows of length 1 or 0; empty where none are asked for. */
  readonly vectors: Float32Array;
}

/** Of a description only its beginning is read: what comes later is care instructions and shipping. */
const descriptionChars = 1000;
/** Words of a title say more of what a thing is than those below it. */
const titleCount = 2;
/** Tags and brands kept. */
const mostTags = 2000;
/** Deviations beyond which a price is merely cheap or dear. */
const farPrice = 3;

/** Describes every item of the catalog as a vector; O(characters of the descriptions). */
export function fitContent(interactions: Interactions, config: ContentConfig, run: FitRun): ContentTable {
  const features = run.itemFeatures ?? itemFeaturesOf([]);
  const from = featureRows(features, interactions.itemIds);
  const itemCount = from.length;
  const ask = (read: (row: number) => Map<string, number>) => (item: number) =>
    from[item] < 0 ? new Map<string, number>() : read(from[item]);
  run.progress?.(0, 3, 'words');
  const text = termBlock(
    itemCount,
    config.features,
    ask((row) => countWords(features, row)),
  );
  run.progress?.(1, 3, 'tags');
  const tags = termBlock(
    itemCount,
    mostTags,
    ask((row) => countTags(features, row)),
  );
  run.progress?.(2, 3, 'categories and prices');
  const { block: category, leaves } = categoryBlock(features, from);
  const parts = [
    { block: text, share: config.textShare },
    { block: category, share: config.categoryShare },
    { block: tags, share: config.tagShare },
    { block: priceBlock(features, from), share: config.priceShare },
  ];
  const vectors = config.embeddingShare > 0 ? embedItems(features, from, run) : new Float32Array(0);
  return { ...joinBlocks(parts, itemCount), categories: leaves, vectors };
}

function embedItems(features: ItemFeatures, from: Int32Array, run: FitRun): Float32Array {
  const embeddings = fitEmbeddings(features, { seed: run.seed, kernels: run.kernels });
  const vectors = new Float32Array(from.length * embeddingWidth);
  from.forEach((row, item) => {
    if (row >= 0) vectors.set(embeddingOf(embeddings, row), item * embeddingWidth);
  });
  return vectors;
}

function countWords(features: ItemFeatures, row: number): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (text: string, times: number): void => {
    for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + times);
  };
  count(features.titles[row], titleCount);
  count(features.descriptions[row].slice(0, descriptionChars), 1);
  count(features.brands[row], 1);
  count(features.categoryPaths[row].join(' '), 1);
  return counts;
}

function countTags(features: ItemFeatures, row: number): Map<string, number> {
  // brand: and category: tags repeat what the columns say.
  const tags = features.tags[row].map((tag) => tag.trim().toLowerCase());
  const counts = new Map(tags.filter((tag) => !/^(brand|category|cat):/.test(tag)).map((tag) => [tag, 1]));
  if (features.brands[row] !== '') counts.set(`brand:${features.brands[row].trim().toLowerCase()}`, 1);
  return counts;
}

/** One dimension a category; an item stands in its own and, half as much with each step up, in those above it. */
function categoryBlock(features: ItemFeatures, from: Int32Array): { block: Block; leaves: Int32Array } {
  const dimensionOf = new Map<string, number>();
  const leaves = new Int32Array(from.length).fill(-1);
  const rows = Array.from(from, (row, item) => {
    const path = row < 0 ? [] : features.categoryPaths[row];
    const dimensions = path.map((_, depth) => {
      // By the whole way: "accessories" of lamps are not those of phones.
      const name = JSON.stringify(path.slice(0, depth + 1));
      const known = dimensionOf.get(name) ?? dimensionOf.size;
      dimensionOf.set(name, known);
      return known;
    });
    leaves[item] = dimensions.at(-1) ?? -1;
    return unitRow(
      dimensions,
      path.map((_, depth) => 0.5 ** (path.length - 1 - depth)),
    );
  });
  return { block: { width: dimensionOf.size, rows }, leaves };
}

/**
 * The logarithm of the price, less its median over the quartiles' distance, as a point on a quarter of a circle: so the likeness of two prices is the
 * cosine of their distance. Where all prices are one they say nothing.
 */
function priceBlock(features: ItemFeatures, from: Int32Array): Block {
  const logs = Float64Array.from(from, (row) => (row < 0 ? Number.NaN : Math.log1p(features.prices[row])));
  const sorted = logs.filter((log) => !Number.isNaN(log)).sort();
  const quantile = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const spread = (quantile(0.75) - quantile(0.25)) / 1.349 || (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
  const middle = quantile(0.5);
  const rows = Array.from(logs, (log): BlockRow => {
    if (Number.isNaN(log) || spread === 0) return { dimensions: [], values: [] };
    const deviations = Math.max(-farPrice, Math.min(farPrice, (log - middle) / spread));
    const angle = ((deviations + farPrice) / (2 * farPrice)) * (Math.PI / 2);
    return { dimensions: [0, 1], values: [Math.cos(angle), Math.sin(angle)] };
  });
  return { width: rows.some((row) => row.values.length > 0) ? 2 : 0, rows };
}

/** Puts the parts side by side, each by its share of the squared length. */
function joinBlocks(
  parts: readonly { readonly block: Block; readonly share: number }[],
  itemCount: number,
): Pick<ContentTable, 'rows' | 'partStarts' | 'rootShares'> {
  const partStarts = Int32Array.from({ length: parts.length + 1 }, (_, end) =>
    parts.slice(0, end).reduce((sum, { block }) => sum + block.width, 0),
  );
  // Of what the catalog describes at all: an item that lacks a part is less like anything, or its rest would speak too loudly.
  const present = parts.reduce((sum, { block, share }) => sum + (block.width > 0 ? share : 0), 0);
  const rootShares = Float64Array.from(parts, ({ block, share }) =>
    block.width > 0 ? Math.sqrt(share / (present || 1)) : 0,
  );
  const starts = new Int32Array(itemCount + 1);
  const indices: number[] = [];
  const values: number[] = [];
  for (let item = 0; item < itemCount; item++) {
    parts.forEach(({ block, share }, part) => {
      const row = block.rows[item];
      if (share === 0) return;
      const order = row.dimensions.map((_, at) => at).sort((a, b) => row.dimensions[a] - row.dimensions[b]);
      for (const at of order) {
        indices.push(partStarts[part] + row.dimensions[at]);
        values.push(row.values[at] * rootShares[part]);
      }
    });
    starts[item + 1] = indices.length;
  }
  const rows: SparseRows = {
    rowCount: itemCount,
    columnCount: partStarts[parts.length],
    starts,
    indices: Int32Array.from(indices),
    values: Float32Array.from(values),
  };
  return { rows, partStarts, rootShares };
}

/** The same table for a catalog that grew; what is new is not described yet. */
export function growContent(table: ContentTable, itemCount: number): ContentTable {
  const { rows } = table;
  const starts = new Int32Array(itemCount + 1).fill(rows.indices.length);
  starts.set(rows.starts);
  const categories = new Int32Array(itemCount).fill(-1);
  categories.set(table.categories);
  const vectors = new Float32Array(table.vectors.length === 0 ? 0 : itemCount * embeddingWidth);
  vectors.set(table.vectors);
  return { ...table, rows: { ...rows, rowCount: itemCount, starts }, categories, vectors };
}
