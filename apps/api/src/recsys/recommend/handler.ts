import { type RecommendationAnswer, type RecommendationRecord, routes, toMinorUnits } from '@vitrine/contracts';
import type { RankingOverrides, RecommendAnswer, RecommendRequest } from '@vitrine/recsys';
import { success } from '../../dispatch/failure.ts';
import { defineOperation } from '../../dispatch/operation.ts';
import { given } from '../list-page.ts';
import { tenantOf } from '../tenant-of.ts';
import { wireItem } from '../wire-item.ts';

function constraintsOf(wire: RecommendationRecord['constraints'], currency: string): RecommendRequest['constraints'] {
  if (wire === undefined) return undefined;
  const [least, most] = wire.price_between ?? [];
  return {
    ...(wire.include_tags_any === undefined ? {} : { includeTagsAny: wire.include_tags_any }),
    ...(wire.exclude_tags_any === undefined ? {} : { excludeTagsAny: wire.exclude_tags_any }),
    ...(wire.exclude_item_ids === undefined ? {} : { excludeItemIds: wire.exclude_item_ids }),
    ...(least === undefined ? {} : { priceMinMinor: toMinorUnits(least, currency) }),
    ...(most === undefined ? {} : { priceMaxMinor: toMinorUnits(most, currency) }),
    ...(wire.created_after === undefined ? {} : { createdAfterSec: Date.parse(wire.created_after) / 1000 }),
  };
}

function overridesOf(wire: RecommendationRecord['overrides']): RankingOverrides | undefined {
  if (wire === undefined) return undefined;
  return {
    mmrLambda: wire.mmr_lambda,
    brandCap: wire.brand_cap,
    categoryCap: wire.category_cap,
    popularityFanout: wire.popularity_fanout,
    ruleExcludeEvents: wire.rule_exclude_events,
    purchasedWindowDays: wire.purchased_window_days,
  };
}

/** How the answer came about, in the shape clients of the public contract read, with our own stage times beside it. */
function traceOf(trace: RecommendAnswer['trace']): RecommendationAnswer['trace'] {
  const sources = Object.entries(trace.candidateSources).map(([name, count]) => [
    name,
    { count, duration_ms: trace.stageMs[name] ?? 0 },
  ]);
  return {
    extras: {
      policy: { total_candidates: trace.mergedCount, filtered: trace.filtered, capped: trace.capped },
      candidate_sources: {
        ...Object.fromEntries(sources),
        merged: { count: trace.mergedCount, duration_ms: trace.stageMs['merge'] ?? 0 },
      },
      recent_event_count: trace.recentEventCount,
    },
    stage_ms: trace.stageMs,
  };
}

/** `POST /v1/recommendations` */
export const recommend = defineOperation({
  route: routes.recommend,
  scope: 'recommend',
  async run({ body }, context) {
    const tenant = tenantOf(context, body.namespace);
    const answer = await context.services.recommender.recommend(tenant, {
      userId: given(body.user_id),
      k: body.k,
      surface: given(body.context?.surface),
      itemId: given(body.context?.item_id),
      itemIds: body.context?.item_ids,
      sessionId: given(body.context?.session_id),
      category: body.context?.category,
      candidates: body.context?.candidates,
      preferredCategories: body.context?.preferred_categories,
      constraints: constraintsOf(body.constraints, context.services.currencyOf(tenant)),
      blend: body.blend,
      overrides: overridesOf(body.overrides),
    });
    const asked = { reasons: body.include_reasons, explain: body.include_reasons && body.explain_level !== 'tags' };
    return success({
      request_id: answer.requestId,
      model_version: answer.modelVersion,
      surface: answer.surface,
      arm: answer.arm,
      propensity: answer.propensity,
      items: answer.items.map((row) => wireItem(row, asked)),
      ...(answer.fallback === undefined ? {} : { fallback: answer.fallback }),
      trace: traceOf(answer.trace),
    });
  },
});
