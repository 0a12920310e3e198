import type { FilterReason, PipelineAnswer, RankedItem } from '@vitrine/engine/pipeline';

/** Why a shopper sees an item, true of its score: the kind names the largest addend, the item is what raised it most. */
export interface BecauseText {
  readonly kind: RankedItem['because']['kind'];
  readonly itemId?: string;
  readonly category?: string;
}

/** One recommended item. */
export interface RecommendedItem {
  readonly itemId: string;
  readonly score: number;
  /** 1 is shown first. */
  readonly rank: number;
  /** Words of the public contract, the strongest first. */
  readonly reasons: readonly string[];
  readonly because: BecauseText;
  /** Addends of the score by source, and `outcome` (negative) for returns and sold-out clicks; they sum to it. */
  readonly explain: { readonly parts: Readonly<Record<string, number>> };
}

/** How an answer came about. */
export interface RecommendTrace {
  readonly candidateSources: Readonly<Record<string, number>>;
  readonly mergedCount: number;
  readonly filtered: Partial<Record<FilterReason, number>>;
  readonly capped: { readonly brand: number; readonly category: number };
  readonly recentEventCount: number;
  /** Milliseconds by stage, in the order they ran. */
  readonly stageMs: Readonly<Record<string, number>>;
}

/** An answer. Always there: when all else fails its list is empty and `fallback` says why. */
export interface RecommendAnswer {
  readonly requestId: string;
  /** The trained version that took part, else `popularity_v1`. */
  readonly modelVersion: string;
  readonly surface: string;
  /** What filled the list in the end. */
  readonly strategy: string;
  readonly arm: string;
  /** Probability with which this arm was chosen. */
  readonly propensity: number;
  readonly items: readonly RecommendedItem[];
  /** What could not answer as planned, `stage:reason` joined by `,`; absent when all went as planned. */
  readonly fallback?: string;
  readonly durationMs: number;
  readonly trace: RecommendTrace;
}

/** Name of the model version when no trained model took part, as the public contract has it. */
export const untrainedVersion = 'popularity_v1';

const reasonOf: Readonly<Record<string, string>> = {
  popular: 'recent_popularity',
  trending: 'recent_popularity',
  personal: 'collaborative',
  session: 'session_sequence',
  similar: 'co_visitation',
  together: 'co_visitation',
  affinity: 'content_similarity',
  recent: 'personalization',
};

/** Puts the pipeline's answer into words. */
export function wordItems(answer: PipelineAnswer, names: { itemIdOf(item: number): string }): RecommendedItem[] {
  return answer.items.map((item) => ({
    itemId: item.itemId,
    score: item.score,
    rank: item.rank,
    reasons: reasonsOf(item),
    because: {
      kind: item.because.kind,
      ...(item.because.item === undefined ? {} : { itemId: names.itemIdOf(item.because.item) }),
      ...(item.because.category === undefined ? {} : { category: item.because.category }),
    },
    explain: { parts: item.parts },
  }));
}

function reasonsOf(item: RankedItem): string[] {
  const bySize = Object.entries(item.parts).sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
  const words = bySize.flatMap(([source]) => reasonOf[source] ?? []);
  return [...new Set(item.moved ? [...words, 'diversity'] : words)];
}
