import type { PageText } from '../../language/index.ts';
import type { ProductCard, RecommendAnswer } from '../../services.ts';
import { entriesOf, plainEntries } from '../build-view.ts';
import type { SurfaceView } from '../surface-view.ts';

/** What this visitor looked at, newest first; null when there is nothing yet (no fallback would be true). */
export function buildRecentlyViewed(
  answer: RecommendAnswer | null,
  { cards, text, exclude }: { cards: ReadonlyMap<string, ProductCard>; text: PageText; exclude?: string },
): SurfaceView | null {
  if (!answer) return null;
  const entries = plainEntries(entriesOf(answer, cards, text)).filter((entry) => entry.card.id !== exclude);
  if (entries.length === 0) return null;
  return {
    surface: 'recently-viewed',
    requestId: answer.request_id,
    title: text.t.surfaces.recent,
    why: text.t.surfaces.recentWhy,
    personal: true,
    entries,
  };
}
