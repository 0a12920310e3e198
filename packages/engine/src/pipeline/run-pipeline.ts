import { type Constraints, countFiltered, type FilterReason, judgeItems } from './filter.ts';
import type { ItemCatalog } from './item-catalog.ts';
import { drawCandidates, rankCandidates, type RankedCandidates } from './rank.ts';
import { type RerankConfig, rerankItems } from './rerank.ts';
import type { Because, ScoreSource } from './score-source.ts';

/** Names of the timed stages, in order. */
export type StageName = 'filter' | 'candidates' | 'rank' | 'rerank' | 'explain';

/** All that one answer needs; everything here is in memory. */
export interface PipelineRequest {
  readonly catalog: ItemCatalog;
  readonly sources: readonly ScoreSource[];
  readonly constraints: Constraints;
  readonly k: number;
  /** Most candidates a source may propose. */
  readonly fanout: number;
  readonly rerank: RerankConfig;
  /** The share of its score that each catalog item loses, in [0, 0.5] (see `outcomePenalties`); absent where the order is no judgement. */
  readonly penalties?: Float32Array;
  /** Milliseconds since any fixed point. */
  elapsedMs(): number;
  /** On the scale of `elapsedMs`: once passed, reranking is left out and the plain order is answered. */
  readonly deadlineMs: number;
}

/** One recommended item. */
export interface RankedItem {
  /** Catalog index. */
  readonly item: number;
  readonly itemId: string;
  readonly score: number;
  /** 1 is shown first. */
  readonly rank: number;
  /** Addends of the score by source, and `outcome` (negative) where bad outcomes lowered it; they sum to it. */
  readonly parts: Readonly<Record<string, number>>;
  readonly because: Because;
  /** True when diversity moved the item away from its place by score. */
  readonly moved: boolean;
}

/** The answer and how it came about. */
export interface PipelineAnswer {
  readonly items: readonly RankedItem[];
  readonly candidateCounts: Readonly<Record<string, number>>;
  readonly mergedCount: number;
  readonly filtered: Partial<Record<FilterReason, number>>;
  readonly capped: { readonly brand: number; readonly category: number };
  readonly stageMs: Readonly<Record<StageName, number>>;
  /** Stages left out because the deadline had passed. */
  readonly skipped: readonly StageName[];
}

/** Runs filter, candidates, rank, rerank, explain over what is in memory; same input, same answer. */
export function runPipeline(request: PipelineRequest): PipelineAnswer {
  const stageMs: Record<StageName, number> = { filter: 0, candidates: 0, rank: 0, rerank: 0, explain: 0 };
  const timed = <T>(stage: StageName, work: () => T): T => {
    const before = request.elapsedMs();
    const result = work();
    stageMs[stage] = request.elapsedMs() - before;
    return result;
  };
  const { catalog, sources, k } = request;
  const codes = timed('filter', () => judgeItems(catalog, request.constraints));
  const drawn = timed('candidates', () => drawCandidates(sources, codes, Math.max(request.fanout, k)));
  const ranked = timed('rank', () => rankCandidates(drawn.items, sources, request.penalties));
  const late = request.elapsedMs() > request.deadlineMs;
  const chosen = late
    ? {
        positions: Int32Array.from({ length: Math.min(k, ranked.items.length) }, (_, at) => at),
        capped: { brand: 0, category: 0 },
      }
    : timed('rerank', () => rerankItems(catalog, ranked, { ...request.rerank, k }));
  const items = timed('explain', () =>
    Array.from(chosen.positions, (position, at) => describeItem(request, ranked, { position, rank: at + 1 })),
  );
  return {
    items,
    candidateCounts: drawn.counts,
    mergedCount: drawn.items.length,
    filtered: countFiltered(codes),
    capped: chosen.capped,
    stageMs,
    skipped: late ? ['rerank'] : [],
  };
}

function describeItem(
  request: PipelineRequest,
  ranked: RankedCandidates,
  place: { position: number; rank: number },
): RankedItem {
  const { sources, catalog } = request;
  const size = ranked.items.length;
  const item = ranked.items[place.position];
  const parts: Record<string, number> = {};
  let largest = 0;
  let largestPart = -1;
  for (let row = 0; row < sources.length; row++) {
    const part = ranked.parts[row * size + place.position];
    if (part > 0) parts[sources[row].name] = (parts[sources[row].name] ?? 0) + part;
    if (part > largestPart) [largest, largestPart] = [row, part];
  }
  if (ranked.outcomes[place.position] < 0) parts['outcome'] = ranked.outcomes[place.position];
  // Explaining an item asks the model again; a long list must not outlive its budget by that.
  const late = request.elapsedMs() > request.deadlineMs;
  const { brief } = sources[largest];
  return {
    item,
    itemId: catalog.itemIds[item],
    score: ranked.scores[place.position],
    rank: place.rank,
    parts,
    because: late && brief !== undefined ? brief : sources[largest].because(item),
    moved: place.position !== place.rank - 1,
  };
}
