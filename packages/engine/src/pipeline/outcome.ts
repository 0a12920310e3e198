/** What became of each item, one entry per catalog item in every column; counts, none of them negative. */
export interface OutcomeCounts {
  /** Views and clicks of the item, and those of them that found it sold out. */
  readonly looks: Float64Array;
  readonly unavailableLooks: Float64Array;
  /** Units bought, and units sent back. */
  readonly purchased: Float64Array;
  readonly returned: Float64Array;
}

/** The largest share of its score that an item can lose: bad outcomes lower an item and never remove it. */
export const maximumOutcomePenalty = 0.5;

/** Observations the catalog's average counts for. A sale says more than a look, and there are fewer of them. */
const priorPurchases = 20;
const priorLooks = 100;

/** A disappointed click costs the shop less than a parcel that comes back. */
const unavailableWeight = 0.5;

/**
 * The share of its score that each item loses for bad outcomes, in [0, 0.5]:
 * `min(0.5, excess(returned, purchased, 20) + 0.5 * excess(unavailableLooks, looks, 100))`.
 *
 * `excess(bad, all, s)` is how far an item's rate lies above the catalog's average `m = sum(bad) / sum(all)`, 0 when it does not. The rate is the
 * posterior mean `(bad + s m) / (all + s)` under a Beta(s m, s (1 - m)) prior, so an item without data has the average and loses
 * nothing, and one bad day of a new item moves it little. Up to `all` it grows with `bad`, the item's own effect on `m` included. O(items).
 */
export function outcomePenalties(counts: OutcomeCounts): Float32Array {
  const penalties = new Float32Array(counts.purchased.length);
  addExcess(penalties, { bad: counts.returned, all: counts.purchased, prior: priorPurchases, weight: 1 });
  addExcess(penalties, {
    bad: counts.unavailableLooks,
    all: counts.looks,
    prior: priorLooks,
    weight: unavailableWeight,
  });
  for (let at = 0; at < penalties.length; at++) penalties[at] = Math.min(maximumOutcomePenalty, penalties[at]);
  return penalties;
}

function addExcess(
  penalties: Float32Array,
  rate: { bad: Float64Array; all: Float64Array; prior: number; weight: number },
): void {
  const { bad, all, prior, weight } = rate;
  let badSum = 0;
  let allSum = 0;
  for (let at = 0; at < bad.length; at++) {
    badSum += bad[at];
    allSum += observed(bad[at], all[at]);
  }
  if (badSum === 0) return;
  const average = badSum / allSum;
  for (let at = 0; at < bad.length; at++) {
    const count = observed(bad[at], all[at]);
    // (bad + s m) / (n + s) - m, written so that it is exactly 0 without data.
    penalties[at] += weight * Math.max(0, (bad[at] - count * average) / (count + prior));
  }
}

/** What comes back may have been bought before the window began; a rate above 1 would be none. */
function observed(bad: number, all: number): number {
  return Math.max(bad, all);
}
