import { type Constraints, noConstraints } from '@vitrine/engine/pipeline';
import { judgeId, storableText } from '../record-rejection.ts';

/** A question for recommendations, already parsed at the edge. */
export interface RecommendRequest {
  /** `home`, `pdp-similar`, `trending`, `recently-viewed` or a tenant's own; `home` when absent. */
  readonly surface?: string | undefined;
  /** A person's or an anonymous visitor's id; absent = nobody is known. */
  readonly userId?: string | null | undefined;
  readonly sessionId?: string | null | undefined;
  /** The item whose page this is. */
  readonly itemId?: string | null | undefined;
  /** The items the list leans on, such as those of a basket; they are not in it. */
  readonly itemIds?: readonly string[] | undefined;
  /** Only this category and what is below it, for lists such as its best-sellers. */
  readonly category?: string | undefined;
  /** Only these items, such as those a search found, best first: they come back in an order that heeds the visitor too. */
  readonly candidates?: readonly string[] | undefined;
  /** Categories the visitor says they like; absent = those in the traits stored of them. */
  readonly preferredCategories?: readonly string[] | undefined;
  /** 1 to 1,000; 20 when absent or not positive. */
  readonly k?: number | undefined;
  readonly constraints?:
    | Partial<
        Pick<
          Constraints,
          'includeTagsAny' | 'excludeTagsAny' | 'excludeItemIds' | 'priceMinMinor' | 'priceMaxMinor' | 'createdAfterSec'
        >
      >
    | undefined;
  /** Weights of popularity, of what goes together, and of the trained model; negatives count as 0, all zero as popularity alone. */
  readonly blend?: { readonly pop: number; readonly cooc: number; readonly als: number } | undefined;
  readonly overrides?: RankingOverrides | undefined;
  /** A UUID that identifies the answer; made when absent. */
  readonly requestId?: string | undefined;
  /** False leaves no decision behind: for explaining, previews and tests. */
  readonly record?: boolean | undefined;
}

/** What a request may change about the ranking; values outside their range count as absent. */
export interface RankingOverrides {
  readonly mmrLambda?: number | undefined;
  readonly brandCap?: number | undefined;
  readonly categoryCap?: number | undefined;
  readonly popularityFanout?: number | undefined;
  /** False keeps what the visitor has bought. */
  readonly ruleExcludeEvents?: boolean | undefined;
  readonly purchasedWindowDays?: number | undefined;
}

/**
 * The request with what cannot be stored taken out: an id that no visitor can have is nobody's, so it must neither be asked for nor
 * end up in a decision that the database then refuses.
 */
export function sanitised(request: RecommendRequest): RecommendRequest & { readonly surface: string } {
  const id = (value: string | null | undefined): string | null =>
    judgeId(value, '') === null ? (value ?? null) : null;
  const isUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(request.requestId ?? '');
  const { surface = 'home' } = request;
  return {
    ...request,
    userId: id(request.userId),
    sessionId: id(request.sessionId),
    itemId: id(request.itemId),
    itemIds: request.itemIds?.filter((itemId) => id(itemId) !== null),
    surface: surface === '' ? 'home' : storableText(surface).slice(0, 64),
    requestId: isUuid ? request.requestId : undefined,
  };
}

/** A list's length: 20 when nothing sensible was asked, at most 1,000. */
export function listLength(k: number | undefined): number {
  return k === undefined || !(k >= 1) ? 20 : Math.min(1000, Math.floor(k));
}

/** The request's constraints with everything it left open. */
export function constraintsOf(request: RecommendRequest): Constraints {
  const asked = Object.entries(request.constraints ?? {}).filter(([, value]) => value !== undefined);
  const excluded = [...(request.constraints?.excludeItemIds ?? []), ...(request.itemIds ?? [])];
  return {
    ...noConstraints,
    ...Object.fromEntries(asked),
    ...(excluded.length === 0 ? {} : { excludeItemIds: excluded }),
    currentItemId: request.itemId ?? null,
  };
}

/** A number if it is one and lies in the range, else the default. */
export function within(
  value: number | null | undefined,
  range: { least: number; most: number; otherwise: number },
): number {
  return value !== null && value !== undefined && value >= range.least && value <= range.most ? value : range.otherwise;
}
