import type { ItemCatalog, ScoreSource } from '@vitrine/engine/pipeline';
import type { TextNeighbours } from '../embeddings/index.ts';

/** The items whose texts are nearest to that of one item; no source where nobody knows any. */
export function textSource(
  catalog: ItemCatalog,
  given: { item: number; neighbours: TextNeighbours | null; weight: number },
): ScoreSource[] {
  const { item, neighbours, weight } = given;
  if (neighbours === null || neighbours.neighbourIds.length === 0) return [];
  const scores = new Float32Array(catalog.itemIds.length);
  neighbours.neighbourIds.forEach((itemId, rank) => {
    const at = catalog.indexOf.get(itemId);
    if (at !== undefined && at !== item) scores[at] = neighbours.cosines[rank] ?? 0;
  });
  return [{ name: 'affinity', weight, scores, proposes: true, because: () => ({ kind: 'viewed', item }) }];
}
