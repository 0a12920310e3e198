import { TopK } from '@vitrine/kernels';
import type { Eligibility } from './filter.ts';
import type { ScoreSource } from './score-source.ts';

/** Candidates of all sources, one row each. */
export interface CandidateSet {
  /** Catalog indices, ascending. */
  readonly items: Int32Array;
  /** How many each proposing source brought, before merging. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Ranked candidates, best first. */
export interface RankedCandidates {
  readonly items: Int32Array;
  readonly scores: Float64Array;
  /** sources x ranked items, row-major; a column and the item's outcome sum to its score. */
  readonly parts: Float64Array;
  /** What bad outcomes took from each score: never positive. */
  readonly outcomes: Float64Array;
}

/** Draws the best `fanout` eligible items of each proposing source and merges them. O(items) a source plus the sort of what is drawn. */
export function drawCandidates(sources: readonly ScoreSource[], eligible: Eligibility, fanout: number): CandidateSet {
  const chosen = new Uint8Array(eligible.length);
  const counts: Record<string, number> = {};
  for (const source of sources) {
    if (!source.proposes || source.weight <= 0) continue;
    const best = bestOf(source.scores, eligible, fanout);
    for (const item of best) chosen[item] = 1;
    counts[source.name] = (counts[source.name] ?? 0) + best.length;
  }
  const items: number[] = [];
  for (let at = 0; at < chosen.length; at++) if (chosen[at] === 1) items.push(at);
  return { items: Int32Array.from(items), counts };
}

function bestOf(scores: Float32Array, eligible: Eligibility, fanout: number): Int32Array {
  const best = new TopK(fanout);
  const size = best.select(scores, eligible);
  let positive = 0;
  while (positive < size && best.scores[positive] > 0) positive++;
  return best.indices.subarray(0, positive);
}

/**
 * Scores candidates: (1 - penalty) * sum over sources of weight * share of the source's best candidate. Ties fall to the smaller
 * item id (catalog order), so the same question always gets the same list. `penalties` are one a catalog item, in [0, 0.5].
 */
export function rankCandidates(
  candidates: Int32Array,
  sources: readonly ScoreSource[],
  penalties?: Float32Array,
): RankedCandidates {
  const size = candidates.length;
  const unsorted = new Float64Array(sources.length * size);
  const totals = new Float64Array(size);
  for (let row = 0; row < sources.length; row++) {
    const { scores, weight } = sources[row];
    let largest = 0;
    for (const item of candidates) if (scores[item] > largest) largest = scores[item];
    if (largest === 0) continue;
    for (let at = 0; at < size; at++) {
      const part = (weight * Math.max(0, scores[candidates[at]])) / largest;
      unsorted[row * size + at] = part;
      totals[at] += part;
    }
  }
  const outcomes = new Float64Array(size);
  for (let at = 0; at < size; at++) {
    outcomes[at] = -(penalties?.[candidates[at]] ?? 0) * totals[at];
    totals[at] += outcomes[at];
  }
  const order = Array.from({ length: size }, (_, at) => at).sort(
    (a, b) => totals[b] - totals[a] || candidates[a] - candidates[b],
  );
  const parts = new Float64Array(unsorted.length);
  for (let row = 0; row < sources.length; row++) {
    for (let at = 0; at < size; at++) parts[row * size + at] = unsorted[row * size + order[at]];
  }
  return {
    items: Int32Array.from(order, (at) => candidates[at]),
    scores: Float64Array.from(order, (at) => totals[at]),
    parts,
    outcomes: Float64Array.from(order, (at) => outcomes[at]),
  };
}
