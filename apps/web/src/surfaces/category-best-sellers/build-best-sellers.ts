import type { PageText } from '../../language/index.ts';
import type { WebServices } from '../../services.ts';
import { askRecommender } from '../ask-recommender.ts';
import { entriesOf, loadCards, plainEntries, ruleView } from '../build-view.ts';
import type { SurfaceView } from '../surface-view.ts';

/** One view of the row at a desk. */
const LENGTH = 5;
/** Fewer than this make no row. */
const FEWEST = 4;

/** What sells best in a category: as the recommender counts it, else by the shop's own count of sales. */
export async function buildBestSellers(
  services: WebServices,
  { slug, name, text }: { slug: string; name: string; text: PageText },
): Promise<SurfaceView | null> {
  const surface = 'category-best-sellers';
  const words = { title: text.t.surfaces.bestSellers(name), why: text.t.surfaces.bestSellersWhy };
  const answer = await askRecommender(services, { surface, k: LENGTH, tags: [`category:${slug}`] });
  if (answer) {
    const cards = await loadCards(services, [answer]);
    const entries = plainEntries(entriesOf(answer, cards, text));
    if (entries.length >= FEWEST) return { surface, requestId: answer.request_id, ...words, personal: false, entries };
  }
  const counted = await services.search.list({
    category: slug,
    sort: 'popularity',
    perPage: LENGTH,
    availableOnly: true,
  });
  if (!counted.ok || counted.value.products.length < FEWEST) return null;
  return ruleView(counted.value.products, { surface, ...words }, text);
}
