import type { PageText } from '../../language/index.ts';
import type { ProductCard, RecommendAnswer } from '../../services.ts';
import { entriesOf, plainEntries, ruleView } from '../build-view.ts';
import type { SurfaceView } from '../surface-view.ts';
import { isNewest } from '../why-sentence.ts';

const LENGTH = 10;

/** Trending as the recommender counts it, or the newest things when it is silent. */
export function buildTrending(
  answer: RecommendAnswer | null,
  {
    cards,
    arrivals,
    text,
  }: { cards: ReadonlyMap<string, ProductCard>; arrivals: readonly ProductCard[]; text: PageText },
): SurfaceView {
  const { surfaces } = text.t;
  const newestWords = { title: surfaces.justIn, why: surfaces.justInWhy };
  const trendingWords = { title: surfaces.trending, why: surfaces.trendingWhy };
  if (!answer) return ruleView(arrivals.slice(0, LENGTH), { surface: 'trending', ...newestWords }, text);
  return {
    surface: 'trending',
    requestId: answer.request_id,
    ...(isNewest(answer.items) ? newestWords : trendingWords),
    personal: false,
    entries: plainEntries(entriesOf(answer, cards, text)).slice(0, LENGTH),
  };
}
