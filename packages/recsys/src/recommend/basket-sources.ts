import { placedSimilarity, type PlacedModel, type ScoreSource } from '@vitrine/engine/pipeline';
import { breathe } from '../realtime/in-slices.ts';
import type { SharedBaskets } from '../realtime/together.store.ts';
import type { TenantState } from '../realtime/tenant-state.ts';
import type { Visitor } from './visitor-context.ts';

type Catalog = TenantState['catalog'];

/** What was really bought in one basket with the items asked about; each names the one it shared most baskets with. */
export function togetherSource(catalog: Catalog, shared: readonly SharedBaskets[], weight: number): ScoreSource {
  const scores = new Float32Array(catalog.itemIds.length);
  const strongest = new Map<number, { item: number; baskets: number }>();
  for (const { itemId, withId, baskets } of shared) {
    const item = catalog.indexOf.get(itemId);
    const anchor = catalog.indexOf.get(withId);
    if (item === undefined || anchor === undefined) continue;
    scores[item] = (scores[item] ?? 0) + baskets;
    if (baskets > (strongest.get(item)?.baskets ?? 0)) strongest.set(item, { item: anchor, baskets });
  }
  const because = (item: number) => {
    const anchor = strongest.get(item)?.item;
    return anchor === undefined ? ({ kind: 'popular' } as const) : ({ kind: 'together', item: anchor } as const);
  };
  return { name: 'together', weight, scores, proposes: true, because };
}

/**
 * What the model sees along with each item of a basket, all of them heard alike. Others have their turn between two items; once it is `enough`, the
 * rest of the basket is not heard.
 */
export async function basketSource(
  placed: PlacedModel,
  items: readonly number[],
  how: { readonly weight: number; enough(): boolean },
): Promise<ScoreSource> {
  const heard: { item: number; scores: Float32Array }[] = [];
  for (const item of items) {
    if (heard.length > 0 && how.enough()) break;
    heard.push({ item, scores: placedSimilarity(placed, item) });
    await breathe();
  }
  const scores = new Float32Array(placed.modelOf.length);
  for (const { scores: own } of heard) {
    const most = own.reduce((best, score) => Math.max(best, score), 0);
    if (most > 0) for (let at = 0; at < scores.length; at++) scores[at] = (scores[at] ?? 0) + (own[at] ?? 0) / most;
  }
  const because = (item: number) => {
    const [best] = heard.toSorted((a, b) => (b.scores[item] ?? 0) - (a.scores[item] ?? 0));
    return best === undefined ? ({ kind: 'popular' } as const) : ({ kind: 'added', item: best.item } as const);
  };
  return { name: 'similar', weight: how.weight, scores, proposes: true, because };
}

const yearSec = 365 * 86_400;

/** What a visitor has bought before: what was bought often first, and of equals what was bought last. */
export function boughtBeforeSource(catalog: Catalog, purchases: Visitor['purchases']): ScoreSource {
  const scores = new Float32Array(catalog.itemIds.length);
  for (const { itemId, ageSec } of purchases) {
    const item = catalog.indexOf.get(itemId);
    if (item !== undefined) scores[item] = (scores[item] ?? 0) + 1 / (1 + ageSec / yearSec);
  }
  return { name: 'recent', weight: 1, scores, proposes: true, because: (item) => ({ kind: 'again', item }) };
}
