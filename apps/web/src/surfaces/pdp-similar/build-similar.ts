import type { PageText } from '../../language/index.ts';
import type { ProductCard, RecommendAnswer } from '../../services.ts';
import { entriesOf, namesIn, plainEntries, ruleView } from '../build-view.ts';
import type { SurfaceView } from '../surface-view.ts';
import { similarRowSentence, whySimilar } from '../why-sentence.ts';

export interface SimilarInput {
  product: ProductCard;
  cards: ReadonlyMap<string, ProductCard>;
  /** Same category, brand and price band; shown when the recommender is silent. */
  related: readonly ProductCard[];
  text: PageText;
}

export function buildSimilar(
  answer: RecommendAnswer | null,
  { product, cards, related, text }: SimilarInput,
): SurfaceView {
  const { surfaces } = text.t;
  if (!answer)
    return ruleView(
      related,
      {
        surface: 'pdp-similar',
        title: surfaces.related,
        why: surfaces.relatedWhy(product.name),
        whyEach: surfaces.relatedEach(product.category.name, product.name),
      },
      text,
    );
  const nameOf = namesIn(cards);
  const becauses = new Map(answer.items.map((item) => [item.item_id, item.because]));
  const entries = plainEntries(entriesOf(answer, cards, text))
    .filter((entry) => entry.card.id !== product.id)
    .map((entry) => ({ ...entry, why: whySimilar(becauses.get(entry.card.id), nameOf, { current: product, text }) }));
  return {
    surface: 'pdp-similar',
    requestId: answer.request_id,
    title: surfaces.similar,
    why: similarRowSentence(answer.items, { current: product, text }),
    personal: false,
    entries,
  };
}
