import { presentCard } from '../design/present-card.ts';
import type { PageText } from '../language/index.ts';
import type { ProductCard, RecommendAnswer, WebServices } from '../services.ts';
import type { SurfaceEntry, SurfaceView } from './surface-view.ts';
import type { NameOf } from './why-sentence.ts';
import { whySentence } from './why-sentence.ts';

/** Cards by id for several answers at once, with the products their reasons lean on: one question to the shop. */
export async function loadCards(
  services: Pick<WebServices, 'shop'>,
  answers: readonly (RecommendAnswer | null)[],
): Promise<ReadonlyMap<string, ProductCard>> {
  const ids = new Set<string>();
  for (const answer of answers)
    for (const item of answer?.items ?? []) {
      ids.add(item.item_id);
      if (item.because?.item_id) ids.add(item.because.item_id);
    }
  if (ids.size === 0) return new Map();
  const cards = await services.shop.getProductCards([...ids]);
  return new Map(cards.map((card) => [card.id, card]));
}

export function namesIn(cards: ReadonlyMap<string, ProductCard>): NameOf {
  return (itemId) => cards.get(itemId)?.name;
}

/** The entries of an answer that are really for sale, in its order and with its ranks. */
export function entriesOf(
  answer: RecommendAnswer,
  cards: ReadonlyMap<string, ProductCard>,
  text: PageText,
): (SurfaceEntry & { product: ProductCard })[] {
  const nameOf = namesIn(cards);
  return answer.items.flatMap((item, index) => {
    const product = cards.get(item.item_id);
    if (!product) return [];
    return [
      {
        product,
        card: presentCard(product, text),
        rank: item.rank ?? index + 1,
        why: whySentence(item.because, nameOf, text),
      },
    ];
  });
}

/** A row made by rule: nobody recommended it, so it carries no request id and says plainly what it is. */
export function ruleView(
  products: readonly ProductCard[],
  words: Pick<SurfaceView, 'surface' | 'title' | 'why'> & { whyEach?: string },
  text: PageText,
): SurfaceView {
  const { whyEach, ...rest } = words;
  return {
    ...rest,
    requestId: null,
    personal: false,
    entries: products.map((product, index) => ({
      card: presentCard(product, text),
      rank: index + 1,
      why: whyEach,
    })),
  };
}

/** Drops what only the loader needs before a view travels to the browser. */
export function plainEntries(entries: readonly (SurfaceEntry & { product: ProductCard })[]): SurfaceEntry[] {
  return entries.map(({ card, rank, why }) => ({ card, rank, why }));
}
