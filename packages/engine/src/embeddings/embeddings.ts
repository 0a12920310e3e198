import type { ItemFeatures } from '../items/item-features.ts';
import { embeddingWidth, embedTexts, fitEmbedder, type Embedder, type EmbedderOptions } from './embedder.ts';

/** Items and their vectors. */
export interface ItemVectors {
  readonly itemIds: readonly string[];
  /** items x 384; rows have length 1, or are 0 for items whose text holds nothing known. */
  readonly vectors: Float32Array;
}

/** Embeddings of a catalog and what made them. */
export interface Embeddings extends ItemVectors {
  readonly embedder: Embedder;
}

/** The text of an item that is embedded: title (twice, it says most), description, brand and category. */
export function embeddedText(features: ItemFeatures, row: number): string {
  const { titles, descriptions, brands, categoryPaths } = features;
  const title = titles[row];
  return [title, title, descriptions[row].slice(0, 2000), brands[row], categoryPaths[row].join(' ')].join('\n');
}

/** Learns an embedder from a catalog and embeds all of it. */
export function fitEmbeddings(features: ItemFeatures, options: EmbedderOptions): Embeddings {
  const embedder = fitEmbedder(textsOf(features), options);
  return { embedder, itemIds: features.itemIds, vectors: embedTexts(embedder, textsOf(features), options.kernels) };
}

/** The text of every item that is embedded. */
export function textsOf(features: ItemFeatures): string[] {
  return features.itemIds.map((_, row) => embeddedText(features, row));
}

/** The embedding of one item; a view. */
export function embeddingOf({ vectors }: Pick<ItemVectors, 'vectors'>, row: number): Float32Array {
  return vectors.subarray(row * embeddingWidth, (row + 1) * embeddingWidth);
}
