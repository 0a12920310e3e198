import type { ItemCatalog, ScoreSource } from '@vitrine/engine/pipeline';

/**
 * What a person says they like: every item in one of the categories, wherever it stands in the branch, the more of them the better.
 * Null when there is nothing to say. Categories are named by slug or by name, as the tenant's items name them.
 */
export function preferenceSource(
  catalog: ItemCatalog,
  given: { likes: readonly string[]; weight: number },
): ScoreSource | null {
  const { terms } = catalog;
  const liked = new Set(given.likes.map((name) => name.trim().toLowerCase()).filter(Boolean));
  if (liked.size === 0) return null;
  const scores = new Float32Array(catalog.itemIds.length);
  let found = false;
  for (let term = 0; term < terms.termNames.length; term += 1) {
    const name = terms.termNames[term] ?? '';
    const category = /^(?:category|within):(.*)$/.exec(name)?.[1]?.toLowerCase();
    if (category === undefined || !liked.has(category)) continue;
    found = true;
    for (let at = terms.termOffsets[term] ?? 0; at < (terms.termOffsets[term + 1] ?? 0); at += 1) {
      const item = terms.termItems[at] ?? 0;
      scores[item] = (scores[item] ?? 0) + 1;
    }
  }
  if (!found) return null;
  const because = { kind: 'preferred' } as const;
  return { name: 'preference', weight: given.weight, scores, proposes: true, because: () => because, brief: because };
}
