import { indexIds } from '../interactions/index-ids.ts';
import type { ItemFeatures } from '../items/item-features.ts';
import { embeddedText, embeddingOf, type Embeddings } from './embeddings.ts';
import { contentHash } from './hashed-features.ts';
import { isZero, type NeighbourIndex } from './neighbour-index.ts';

/** How well embeddings stand for a catalog. */
export interface IndexHealth {
  /** Items of the catalog and of the index. */
  readonly items: number;
  readonly indexed: number;
  /** Items of the catalog without a vector. */
  readonly missing: readonly string[];
  /** Items whose vector is all 0: their text holds nothing known. */
  readonly zero: readonly string[];
  /** Items whose text changed since they were embedded. */
  readonly stale: readonly string[];
  /** Indexed items that the catalog no longer has. */
  readonly orphaned: readonly string[];
  /** Share of the catalog that is indexed, not zero and fresh. */
  readonly healthyShare: number;
  readonly search: NeighbourIndex['search'];
  /** Recall@20 against the exact search. */
  readonly recall: number;
}

/** Compares an index with the catalog as it is; O(characters of the catalog). */
export function indexHealth(embeddings: Embeddings, features: ItemFeatures, index: NeighbourIndex): IndexHealth {
  const rows = indexIds(embeddings.itemIds);
  const [missing, zero, stale]: [string[], string[], string[]] = [[], [], []];
  let unwell = 0;
  features.itemIds.forEach((itemId, at) => {
    const row = rows.get(itemId);
    if (row === undefined) {
      missing.push(itemId);
      unwell++;
      return;
    }
    const isEmpty = isZero(embeddingOf(embeddings, row));
    const isStale = contentHash(embeddedText(features, at)) !== embeddings.contentHashes[row];
    if (isEmpty) zero.push(itemId);
    if (isStale) stale.push(itemId);
    if (isEmpty || isStale) unwell++;
  });
  const present = indexIds(features.itemIds);
  const items = features.itemIds.length;
  return {
    items,
    indexed: embeddings.itemIds.length,
    missing,
    zero,
    stale,
    orphaned: embeddings.itemIds.filter((itemId) => !present.has(itemId)),
    healthyShare: items === 0 ? 1 : (items - unwell) / items,
    search: index.search,
    recall: index.recall,
  };
}
