import type { KernelSource } from '../factors/kernel-source.ts';
import { indexIds } from '../interactions/index-ids.ts';
import type { ItemFeatures } from '../items/item-features.ts';
import { embeddingWidth, embedTexts, fitEmbedder, type Embedder, type EmbedderOptions } from './embedder.ts';
import { contentHash } from './hashed-features.ts';

/** Embeddings of a catalog and what made them. */
export interface Embeddings {
  readonly embedder: Embedder;
  readonly itemIds: readonly string[];
  /** items x 384; rows have length 1, or are 0 for items whose text holds nothing known. */
  readonly vectors: Float32Array;
  /** Fingerprint of the text each vector was made from. */
  readonly contentHashes: Float64Array;
}

/** What an update did. */
export interface EmbeddingsChange {
  readonly embeddings: Embeddings;
  /** Items whose text was embedded: changed or new. */
  readonly embedded: number;
  /** Items that the catalog no longer has. */
  readonly removed: number;
}

/** The text of an item that is embedded: title (twice, it says most), description, brand and category. */
export function embeddedText(features: ItemFeatures, row: number): string {
  const { titles, descriptions, brands, categoryPaths } = features;
  const title = titles[row];
  return [title, title, descriptions[row].slice(0, 2000), brands[row], categoryPaths[row].join(' ')].join('\n');
}

/** Learns an embedder from a catalog and embeds all of it. */
export function fitEmbeddings(features: ItemFeatures, options: EmbedderOptions): Embeddings {
  const texts = features.itemIds.map((_, row) => embeddedText(features, row));
  const embedder = fitEmbedder(texts, options);
  const nothing: Embeddings = {
    embedder,
    itemIds: [],
    vectors: new Float32Array(0),
    contentHashes: new Float64Array(0),
  };
  return updateChanged(nothing, features, options.kernels).embeddings;
}

/** The embeddings of a catalog as it is now, by the same embedder; only texts that changed are embedded. O(items) and what changed. */
export function updateChanged(before: Embeddings, features: ItemFeatures, kernels?: KernelSource): EmbeddingsChange {
  const { embedder } = before;
  const known = indexIds(before.itemIds);
  const count = features.itemIds.length;
  const vectors = new Float32Array(count * embeddingWidth);
  const contentHashes = new Float64Array(count);
  const [rows, texts]: [number[], string[]] = [[], []];
  let kept = 0;
  for (let row = 0; row < count; row++) {
    const text = embeddedText(features, row);
    contentHashes[row] = contentHash(text);
    const old = known.get(features.itemIds[row]);
    if (old !== undefined) kept++;
    if (old !== undefined && before.contentHashes[old] === contentHashes[row]) {
      vectors.set(embeddingOf(before, old), row * embeddingWidth);
      continue;
    }
    rows.push(row);
    texts.push(text);
  }
  const made = embedTexts(embedder, texts, kernels);
  rows.forEach((row, at) => vectors.set(embeddingOf({ vectors: made }, at), row * embeddingWidth));
  const embeddings = { embedder, itemIds: features.itemIds, vectors, contentHashes };
  return { embeddings, embedded: rows.length, removed: before.itemIds.length - kept };
}

/** The embedding of one item; a view. */
export function embeddingOf({ vectors }: Pick<Embeddings, 'vectors'>, row: number): Float32Array {
  return vectors.subarray(row * embeddingWidth, (row + 1) * embeddingWidth);
}
