import { type RecommendationRecord, routes, toMinorUnits } from '@vitrine/contracts';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import type { RecommendQuestion } from '../../services.ts';
import { given } from '../list-page.ts';
import { tenantOf } from '../tenant-of.ts';
import { wireItem } from '../wire-item.ts';

function constraintsOf(wire: RecommendationRecord['constraints'], currency: string): RecommendQuestion['constraints'] {
  if (wire === undefined) return undefined;
  const [least, most] = wire.price_between ?? [];
  return {
    includeTagsAny: wire.include_tags_any,
    excludeTagsAny: wire.exclude_tags_any,
    excludeItemIds: wire.exclude_item_ids,
    priceMinMinor: least === undefined ? undefined : toMinorUnits(least, currency),
    priceMaxMinor: most === undefined ? undefined : toMinorUnits(most, currency),
    createdAfter: wire.created_after === undefined ? undefined : new Date(wire.created_after),
  };
}

/** `POST /v1/recommendations` */
export const recommend = defineOperation({
  route: routes.recommend,
  scope: 'recommend',
  async run({ body }, context) {
    const tenant = tenantOf(context, body.namespace);
    const reply = await context.services.recommender.recommend(tenant, {
      userId: body.user_id,
      k: body.k,
      surface: given(body.context?.surface),
      itemId: given(body.context?.item_id),
      sessionId: given(body.context?.session_id),
      constraints: constraintsOf(body.constraints, context.services.currencyOf(tenant)),
      blend: body.blend,
      overrides: body.overrides,
      context: body.context,
      includeReasons: body.include_reasons,
      explainLevel: body.explain_level,
    });
    return success({
      request_id: reply.requestId,
      model_version: reply.modelVersion,
      surface: reply.surface,
      arm: reply.arm,
      propensity: reply.propensity,
      items: reply.items.map((row) => wireItem(row, { reasons: body.include_reasons })),
      ...(reply.fallback ? { fallback: reply.fallback } : {}),
      ...(reply.trace === undefined ? {} : { trace: reply.trace }),
    });
  },
});
