import type { ProductCard, RecommendAnswer } from '../../services.ts';
import { entriesOf, plainEntries, ruleView } from '../build-view.ts';
import type { SurfaceView } from '../surface-view.ts';
import { isNewest } from '../why-sentence.ts';

const LENGTH = 10;

const trendingWords = {
  title: 'Trending',
  why: 'What is being looked at and bought more than before, counted across the whole shop.',
};
const newestWords = { title: 'Just in', why: 'The newest on our shelves, latest first.' };

/** Trending as the recommender counts it, or the newest things when it is silent. */
export function buildTrending(
  answer: RecommendAnswer | null,
  {
    cards,
    arrivals,
    locale,
  }: { cards: ReadonlyMap<string, ProductCard>; arrivals: readonly ProductCard[]; locale: string },
): SurfaceView {
  if (!answer) return ruleView(arrivals.slice(0, LENGTH), { surface: 'trending', ...newestWords }, locale);
  return {
    surface: 'trending',
    requestId: answer.request_id,
    ...(isNewest(answer.items) ? newestWords : trendingWords),
    personal: false,
    entries: plainEntries(entriesOf(answer, cards, locale)).slice(0, LENGTH),
  };
}
