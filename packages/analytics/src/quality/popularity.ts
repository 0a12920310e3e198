/** How unevenly events fall on items. Items without any event are left out, because a log cannot show them. */
export interface PopularityShape {
  /** Items with at least one event. */
  readonly items: number;
  readonly events: number;
  /** 0 when all items have equal counts, towards 1 when one has all. */
  readonly gini: number;
  /** Minus the slope of ln(count) over ln(rank), least squares over the ranks that hold 90 % of events. */
  readonly zipfSlope: number;
  /** Share of events on the top 1 %, 10 % and 20 % of items (at least one item). */
  readonly top1Percent: number;
  readonly top10Percent: number;
  readonly top20Percent: number;
  readonly singletonShare: number;
}

/** Events per item: `counts[i]` is how often `items` holds `i`. Indices must lie in [0, itemCount). */
export function countItems(items: ArrayLike<number>, itemCount: number): Float64Array {
  const counts = new Float64Array(itemCount);
  for (let row = 0; row < items.length; row++) counts[items[row]]++;
  return counts;
}

/** Shape of a popularity distribution from counts per item. Cost: one sort. */
export function popularityShape(counts: ArrayLike<number>): PopularityShape {
  const sorted = seenDescending(counts);
  let events = 0;
  let singletons = 0;
  for (const count of sorted) {
    events += count;
    if (count === 1) singletons++;
  }
  return {
    items: sorted.length,
    events,
    gini: gini(sorted),
    zipfSlope: zipfSlope(sorted),
    top1Percent: topShare(sorted, 0.01),
    top10Percent: topShare(sorted, 0.1),
    top20Percent: topShare(sorted, 0.2),
    singletonShare: sorted.length === 0 ? 0 : singletons / sorted.length,
  };
}

/** Gini coefficient of positive counts in any order (zeros are left out): mean absolute difference over twice the mean. */
export function gini(counts: ArrayLike<number>): number {
  const sorted = seenDescending(counts);
  const items = sorted.length;
  let sum = 0;
  let weighted = 0;
  for (let rank = 0; rank < items; rank++) {
    sum += sorted[rank];
    weighted += (items - 1 - 2 * rank) * sorted[rank];
  }
  return sum === 0 ? 0 : weighted / (items * sum);
}

/** Share of all events that falls on the most popular `share` of the items seen (at least one item). */
export function topShare(counts: ArrayLike<number>, share: number): number {
  const sorted = seenDescending(counts);
  const top = Math.max(1, Math.round(sorted.length * share));
  let sum = 0;
  let head = 0;
  for (let rank = 0; rank < sorted.length; rank++) {
    sum += sorted[rank];
    if (rank < top) head += sorted[rank];
  }
  return sum === 0 ? 0 : head / sum;
}

/** Zipf exponent: minus the least-squares slope of ln(count) over ln(rank), ranks that hold 90 % of the events. */
export function zipfSlope(counts: ArrayLike<number>): number {
  const sorted = seenDescending(counts);
  let sum = 0;
  for (const count of sorted) sum += count;
  let covered = 0;
  let rows = 0;
  let meanX = 0;
  let meanY = 0;
  while (rows < sorted.length && covered < 0.9 * sum) {
    covered += sorted[rows];
    meanX += Math.log(rows + 1);
    meanY += Math.log(sorted[rows]);
    rows++;
  }
  meanX /= rows;
  meanY /= rows;
  let product = 0;
  let square = 0;
  for (let rank = 0; rank < rows; rank++) {
    const x = Math.log(rank + 1) - meanX;
    product += x * (Math.log(sorted[rank]) - meanY);
    square += x * x;
  }
  return square === 0 ? 0 : -product / square;
}

/**
 * Jaccard similarity of the `top` most frequent items of two periods: how slowly the bestsellers change.
 * Ties are broken by index.
 */
export function topOverlap(first: ArrayLike<number>, second: ArrayLike<number>, top: number): number {
  const one = topItems(first, top);
  const other = topItems(second, top);
  let both = 0;
  for (const item of one) if (other.has(item)) both++;
  const union = one.size + other.size - both;
  return union === 0 ? 0 : both / union;
}

function topItems(counts: ArrayLike<number>, top: number): Set<number> {
  const order = Array.from({ length: counts.length }, (_, item) => item)
    .filter((item) => counts[item] > 0)
    .sort((a, b) => counts[b] - counts[a] || a - b);
  return new Set(order.slice(0, top));
}

function seenDescending(counts: ArrayLike<number>): Float64Array {
  return Float64Array.from(counts)
    .filter((count) => count > 0)
    .sort()
    .reverse();
}
