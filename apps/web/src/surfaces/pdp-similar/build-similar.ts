import type { ProductCard, RecommendAnswer } from '../../services.ts';
import { entriesOf, namesIn, plainEntries, ruleView } from '../build-view.ts';
import type { SurfaceView } from '../surface-view.ts';
import { similarRowSentence, whySimilar } from '../why-sentence.ts';

export interface SimilarInput {
  product: ProductCard;
  cards: ReadonlyMap<string, ProductCard>;
  /** Same category, brand and price band; shown when the recommender is silent. */
  related: readonly ProductCard[];
  locale: string;
}

export function buildSimilar(
  answer: RecommendAnswer | null,
  { product, cards, related, locale }: SimilarInput,
): SurfaceView {
  if (!answer)
    return ruleView(
      related,
      {
        surface: 'pdp-similar',
        title: 'Related',
        why: `From the same part of the shop as the ${product.name}, near its price.`,
        whyEach: `It is from ${product.category.name.toLowerCase()} too, near the price of the ${product.name}.`,
      },
      locale,
    );
  const nameOf = namesIn(cards);
  const becauses = new Map(answer.items.map((item) => [item.item_id, item.because]));
  const entries = plainEntries(entriesOf(answer, cards, locale))
    .filter((entry) => entry.card.id !== product.id)
    .map((entry) => ({ ...entry, why: whySimilar(becauses.get(entry.card.id), nameOf, product) }));
  return {
    surface: 'pdp-similar',
    requestId: answer.request_id,
    title: 'Similar things',
    why: similarRowSentence(answer.items, product),
    personal: false,
    entries,
  };
}
