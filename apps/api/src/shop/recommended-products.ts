import { type RecommendedProductWire } from '@vitrine/contracts';
import { type Outcome, success } from '../dispatch/failure.ts';
import type { CallContext } from '../dispatch/operation.ts';
import { wireBecause } from '../recsys/wire-item.ts';
import type { RecommendedItem as RecommendedRow } from '@vitrine/recsys';
import { wireCard } from './wire-product.ts';

/** What a page of the shop asks of the recommender. */
export interface SurfaceQuestion {
  readonly surface: string;
  readonly limit: number;
  readonly itemId?: string | undefined;
}

/** Asks the recommender for the visitor of the call and fills in the products; a product that is gone is left out. */
export async function recommendedProducts(context: CallContext, question: SurfaceQuestion) {
  const { services, visitor } = context;
  const reply = await services.recommender.recommend(services.shopTenant, {
    userId: visitor?.id || null,
    k: question.limit,
    surface: question.surface,
    itemId: question.itemId,
    sessionId: visitor?.sessionId,
  });
  const cards = await services.shop.catalog.getProductCards(reply.items.map((row) => row.itemId));
  const cardById = new Map(cards.map((card) => [card.id, card]));
  const items: RecommendedProductWire[] = [];
  for (const row of reply.items) {
    const card = cardById.get(row.itemId);
    if (card !== undefined) items.push(wireRow(row, wireCard(card)));
  }
  return success({
    request_id: reply.requestId,
    model_version: reply.modelVersion,
    surface: reply.surface,
    fallback: reply.fallback ?? null,
    items,
  }) satisfies Outcome<unknown>;
}

function wireRow(row: RecommendedRow, product: RecommendedProductWire['product']): RecommendedProductWire {
  const reason = wireBecause(row.because);
  return {
    item_id: row.itemId,
    rank: row.rank,
    score: row.score,
    reasons: [...row.reasons],
    ...(reason === undefined ? {} : { because: reason }),
    product,
  };
}
