import type { ScoreSource } from '@vitrine/engine/pipeline';
import type { TenantState } from '../realtime/tenant-state.ts';
import type { RecommendRequest } from './recommend-request.ts';

type Catalog = TenantState['catalog'];

/** How much the order that a search gave weighs beside what is known of the visitor: it is moved, not overturned. */
const givenWeight = 2;
/** Ranks after which half of the given order's say is gone. */
const givenHalfRank = 12;

/** Marks the items of a category and everything below it. */
function markCategory(catalog: Catalog, category: string): Uint8Array {
  const { termNames, termOffsets, termItems } = catalog.terms;
  const marked = new Uint8Array(catalog.itemIds.length);
  for (const [term, name] of termNames.entries()) {
    if (name !== `category:${category}` && name !== `within:${category}`) continue;
    for (let at = termOffsets[term] ?? 0; at < (termOffsets[term + 1] ?? 0); at++) marked[termItems[at] ?? 0] = 1;
  }
  return marked;
}

function markItems(catalog: Catalog, itemIds: readonly string[]): Uint8Array {
  const marked = new Uint8Array(catalog.itemIds.length);
  for (const itemId of itemIds) {
    const item = catalog.indexOf.get(itemId);
    if (item !== undefined) marked[item] = 1;
  }
  return marked;
}

/** The order in which the candidates were given, as an opinion. */
function givenOrder(catalog: Catalog, candidates: readonly string[]): ScoreSource {
  const scores = new Float32Array(catalog.itemIds.length);
  for (const [rank, itemId] of candidates.entries()) {
    const item = catalog.indexOf.get(itemId);
    if (item !== undefined) scores[item] = Math.max(scores[item] ?? 0, 1 / (1 + rank / givenHalfRank));
  }
  return { name: 'similar', weight: givenWeight, scores, proposes: true, because: () => ({ kind: 'popular' }) };
}

/**
 * The sources as a request narrows them: to one category's branch, or to the items that somebody found already, which then come back in the
 * given order as far as nothing speaks for another. O(items) for each source; the sources themselves stay as they are, others share them.
 */
export function narrowSources(
  catalog: Catalog,
  request: Pick<RecommendRequest, 'category' | 'candidates'>,
  sources: readonly ScoreSource[],
): readonly ScoreSource[] {
  const { category, candidates } = request;
  const marks = [
    ...(category === undefined ? [] : [markCategory(catalog, category)]),
    ...(candidates === undefined ? [] : [markItems(catalog, candidates)]),
  ];
  if (marks.length === 0) return sources;
  const kept = (item: number): boolean => marks.every((marked) => marked[item] === 1);
  const given = candidates === undefined ? [] : [givenOrder(catalog, candidates)];
  return [...sources, ...given].map((source) => ({
    ...source,
    scores: source.scores.map((score, item) => (kept(item) ? score : 0)),
  }));
}
