/**
 * Metrics of one list for one user, all 0..1. Below, hits are relevant items among the first k, and a list shorter than k is judged as if filled up
 * with wrong items. A user without relevant items gets 0 everywhere; evaluations leave such users out.
 */
export interface ListMetrics {
  /** hits / relevant items. At most k / relevant, so a user with more than k relevant items cannot reach 1. */
  recall: number;
  /** DCG / ideal DCG with binary gains (Jarvelin, Kekalainen 2002): sum over hits of 1 / log2(rank + 1), against min(relevant, k) hits at the top. */
  ndcg: number;
  /** hits / k, also for a list shorter than k. */
  precision: number;
  /** Average precision: sum over hits of (hits so far / rank), divided by min(relevant, k), so that a perfect list of k gets 1. */
  map: number;
  /** 1 / rank of the first hit; 0 without one among the first k. */
  mrr: number;
  /** 1 when there is a hit. */
  hitRate: number;
}

/** What a list is judged against. */
export interface Judgement {
  /** 1 where an item is relevant. */
  readonly relevant: Uint8Array;
  /** How many are. */
  readonly relevantCount: number;
  /** Cut-off; lists may be shorter. */
  readonly k: number;
}

/**
 * Judges one ranked list. recall = hits / relevant; NDCG with binary gains and min(relevant, k) ideal hits (Jarvelin and Kekalainen 2002);
 * MAP divides by min(relevant, k); precision by k.
 */
export function judgeList(list: Int32Array, { relevant, relevantCount, k }: Judgement): ListMetrics {
  let hits = 0;
  let gain = 0;
  let precisionSum = 0;
  let firstRank = 0;
  for (let rank = 1; rank <= Math.min(k, list.length); rank++) {
    if (relevant[list[rank - 1]] === 0) continue;
    hits++;
    gain += 1 / Math.log2(rank + 1);
    precisionSum += hits / rank;
    if (firstRank === 0) firstRank = rank;
  }
  const ideal = Math.min(relevantCount, k);
  return {
    recall: relevantCount === 0 ? 0 : hits / relevantCount,
    ndcg: ideal === 0 ? 0 : gain / idealGain(ideal),
    precision: hits / k,
    map: ideal === 0 ? 0 : precisionSum / ideal,
    mrr: firstRank === 0 ? 0 : 1 / firstRank,
    hitRate: hits > 0 ? 1 : 0,
  };
}

/** The discounted gain of `count` hits at the top. */
export function idealGain(count: number): number {
  let gain = 0;
  for (let rank = 1; rank <= count; rank++) gain += 1 / Math.log2(rank + 1);
  return gain;
}
