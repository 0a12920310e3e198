import { type ItemFeatures, type KernelSource, ModelCodecError } from '@vitrine/engine';
import {
  buildNeighbourIndex,
  decodeEmbedder,
  embeddingWidth,
  embedTexts,
  encodeEmbedder,
  fitEmbedder,
  type ItemVectors,
  type Neighbour,
  type NeighbourIndex,
  type NeighbourValidation,
  textsOf,
  validateNeighbours,
} from '@vitrine/engine/embeddings';
import type { TextNeighbours } from '@vitrine/recsys';
import { openTextEncoder } from '../transformer/text-encoder.ts';

/** What is to be embedded, as plain values that can travel to another process. */
export interface EmbeddingOrder {
  /** Folder of a sentence model; null takes hashed words, which need no download. */
  readonly folder: string | null;
  /** The embedder to use; null learns one from the features, which are then the whole catalog. Not read with a folder. */
  readonly embedder: Uint8Array | null;
  /** Items whose texts are embedded: all, or those that changed. */
  readonly features: ItemFeatures;
  /** The other items of the catalog with their vectors. */
  readonly others: ItemVectors;
  /** Of the others, those that had one of the items for a neighbour: theirs are sought again. */
  readonly touched: readonly string[];
}

/** What embedding texts leaves. */
export interface EmbeddingResult {
  /** The embedder that was learnt; null where none was. */
  readonly embedder: Uint8Array | null;
  /** One row an item of the order's features. */
  readonly vectors: Float32Array;
  readonly lists: readonly TextNeighbours[];
  readonly search: NeighbourIndex['search'];
  readonly recall: number;
  /** Measured where the whole catalog was embedded and has categories. */
  readonly sameCategory: { readonly share: number; readonly byChance: number } | null;
}

/** Neighbours kept of an item: enough for a page after those that are not for sale have left. */
const neighboursKept = 50;
/** What is less alike is no neighbour: two texts without a common word are apart by rounding alone. */
const leastCosine = 0.05;
const seed = 1;
/** Texts a sentence model is given at once. */
const textsAtOnce = 32;

/**
 * Embeds texts and seeks the neighbours of their items. Pure but for the folder it may read: runs wherever it is called.
 * @throws WeightsError when the folder holds no usable sentence model.
 */
export async function embedTextsOf(order: EmbeddingOrder, kernels: KernelSource): Promise<EmbeddingResult> {
  const { features, others } = order;
  const { embedder, vectors } =
    order.folder === null
      ? embedHashed(order, kernels)
      : { embedder: null, vectors: await embedByModel(order.folder, textsOf(features), kernels) };
  const all = joined({ itemIds: features.itemIds, vectors }, others);
  const { index, sameCategoryShare, byChance } = indexWithoutHubs(all, features, kernels);
  try {
    const lists = features.itemIds.map((itemId) => listOf(index, itemId));
    const listed = new Set(features.itemIds);
    const isWhole = others.itemIds.length === 0;
    const hasCategories = features.categoryPaths.some((path) => path.length > 0);
    // Nearness is mutual: where a text comes or goes, those it stands or stood beside have other neighbours.
    for (const itemId of [...order.touched, ...lists.flatMap(({ neighbourIds }) => neighbourIds)]) {
      if (listed.has(itemId)) continue;
      listed.add(itemId);
      lists.push(listOf(index, itemId));
    }
    return {
      embedder,
      vectors,
      lists,
      search: index.search,
      recall: index.recall,
      sameCategory: isWhole && hasCategories ? { share: sameCategoryShare, byChance } : null,
    };
  } finally {
    index.end();
  }
}

function embedHashed(
  { embedder, features }: EmbeddingOrder,
  kernels: KernelSource,
): { embedder: Uint8Array | null; vectors: Float32Array } {
  const texts = textsOf(features);
  if (embedder !== null) return { embedder: null, vectors: embedTexts(decodeEmbedder(embedder), texts, kernels) };
  const learnt = fitEmbedder(texts, { seed, kernels });
  return { embedder: encodeEmbedder(learnt), vectors: embedTexts(learnt, texts, kernels) };
}

async function embedByModel(folder: string, texts: readonly string[], kernels: KernelSource): Promise<Float32Array> {
  const encoder = await openTextEncoder(folder, { kernels });
  try {
    const vectors = new Float32Array(texts.length * embeddingWidth);
    // A text of nothing means nothing; a model would still make some vector of it.
    const rows = [...texts.keys()].filter((row) => texts[row]?.trim() !== '');
    for (let begin = 0; begin < rows.length; begin += textsAtOnce) {
      const some = rows.slice(begin, begin + textsAtOnce);
      const made = await encoder.encode(some.map((row) => texts[row] ?? ''));
      some.forEach((row, at) =>
        vectors.set(made.subarray(at * embeddingWidth, (at + 1) * embeddingWidth), row * embeddingWidth),
      );
    }
    return vectors;
  } finally {
    await encoder.close();
  }
}

function joined(changed: ItemVectors, others: ItemVectors): ItemVectors {
  if (others.itemIds.length === 0) return changed;
  const vectors = new Float32Array(changed.vectors.length + others.vectors.length);
  vectors.set(changed.vectors);
  vectors.set(others.vectors, changed.vectors.length);
  return { itemIds: [...changed.itemIds, ...others.itemIds], vectors };
}

function listOf(index: NeighbourIndex, itemId: string): TextNeighbours {
  const near = nearTo(index, itemId, neighboursKept);
  return { itemId, neighbourIds: near.map(({ itemId: other }) => other), cosines: near.map(({ cosine }) => cosine) };
}

function nearTo(index: NeighbourIndex, itemId: string, count: number): Neighbour[] {
  return index.neighboursOf(itemId, count).filter(({ cosine }) => cosine > leastCosine);
}

/** An index that does not answer with hubs, texts so general that they stand beside everything, and what a sample said of its neighbours. */
function indexWithoutHubs(
  all: ItemVectors,
  features: ItemFeatures,
  kernels: KernelSource,
): { index: NeighbourIndex } & NeighbourValidation {
  const index = buildNeighbourIndex(all, { seed, kernels });
  const near = { neighboursOf: (itemId: string, count: number) => nearTo(index, itemId, count) };
  const validation = validateNeighbours({ embeddings: all, features, index: near }, { seed });
  if (validation.hubs.length === 0) return { index, ...validation };
  index.end();
  const blocklist = validation.hubs.map(({ itemId }) => itemId);
  return { index: buildNeighbourIndex(all, { seed, kernels, blocklist }), ...validation };
}

/** Whether bytes are an embedder that this program can use. */
export function isEmbedder(bytes: Uint8Array): boolean {
  try {
    decodeEmbedder(bytes);
    return true;
  } catch (error) {
    if (error instanceof ModelCodecError) return false;
    throw error;
  }
}

/** No items. */
export const noVectors: ItemVectors = { itemIds: [], vectors: new Float32Array(0) };
