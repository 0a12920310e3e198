import { pageText } from '../../language/index.ts';
import type { SurfaceName, WebServices } from '../../services.ts';
import { askRecommender } from '../ask-recommender.ts';
import { entriesOf, loadCards, plainEntries, ruleView } from '../build-view.ts';
import type { SurfaceView } from '../surface-view.ts';

type BuySurface = Extract<SurfaceName, 'cart' | 'bought-together' | 'buy-again'>;

const MOST = 8;

interface Wanted {
  surface: BuySurface;
  /** What the row leans on: the basket's products, or the one whose page this is. */
  itemIds: readonly string[];
  /** Name of that product. */
  name?: string;
}

/** A row beside buying: what goes with the basket or the product, or what is bought again. Null when there is nothing true to show. */
export async function loadBuyRow(
  services: Pick<WebServices, 'shop' | 'recommender' | 'countFallback' | 'locale'>,
  { surface, itemIds, name = '' }: Wanted,
): Promise<SurfaceView | null> {
  if (surface !== 'buy-again' && itemIds.length === 0) return null;
  const text = pageText(services.locale);
  const words = wordsOf(surface, name, text.t.cart);
  const answer = await askRecommender(services, { surface, k: MOST + itemIds.length, itemIds: [...itemIds] });
  const own = new Set(itemIds);
  if (answer !== null) {
    const cards = await loadCards(services, [answer]);
    const entries = plainEntries(entriesOf(answer, cards, text))
      .filter(({ card }) => !own.has(card.id))
      .slice(0, MOST);
    if (entries.length > 0) return { surface, requestId: answer.request_id, personal: false, ...words, entries };
  }
  const [first] = itemIds;
  // Rules know nothing of what is bought together or again: there an empty row is the true one.
  if (surface !== 'cart' || first === undefined) return null;
  const related = (await services.shop.relatedByRule(first, MOST + itemIds.length)).filter(({ id }) => !own.has(id));
  if (related.length === 0) return null;
  return ruleView(related.slice(0, MOST), { surface, title: words.title, why: text.t.cart.mayLikeRule }, text);
}

function wordsOf(
  surface: BuySurface,
  name: string,
  t: ReturnType<typeof pageText>['t']['cart'],
): Pick<SurfaceView, 'title' | 'why'> {
  if (surface === 'cart') return { title: t.mayLike, why: t.mayLikeWhy };
  if (surface === 'buy-again') return { title: t.again, why: t.againWhy };
  return { title: t.together, why: t.togetherWhy(name) };
}
