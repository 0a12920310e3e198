/** Shape of a sample: count, centre, upper tail. */
export interface Summary {
  readonly count: number;
  readonly mean: number;
  readonly median: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
  /** Share of values that are exactly 1: sessions of one event, orders of one line. */
  readonly shareOfOnes: number;
}

/** Summary of a sample; all zero for an empty one. Quantiles interpolate linearly (R type 7). Cost: one sort. */
export function summarize(values: ArrayLike<number>): Summary {
  const sorted = Float64Array.from(values).sort();
  const count = sorted.length;
  if (count === 0) return { count: 0, mean: 0, median: 0, p90: 0, p99: 0, max: 0, shareOfOnes: 0 };
  let sum = 0;
  let ones = 0;
  for (const value of sorted) {
    sum += value;
    if (value === 1) ones++;
  }
  return {
    count,
    mean: sum / count,
    median: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    p99: quantile(sorted, 0.99),
    max: sorted[count - 1],
    shareOfOnes: ones / count,
  };
}

/** Quantile of values sorted ascending, 0 <= share <= 1, linear interpolation; NaN when there are none. */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN;
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (position - below);
}

/** Spearman's rank correlation of two columns of equal length, ties sharing their mean rank; NaN below two rows. */
export function spearman(first: ArrayLike<number>, second: ArrayLike<number>): number {
  const a = meanRanks(first);
  const b = meanRanks(second);
  const mean = (a.length + 1) / 2;
  let product = 0;
  let squareA = 0;
  let squareB = 0;
  for (let row = 0; row < a.length; row++) {
    product += (a[row] - mean) * (b[row] - mean);
    squareA += (a[row] - mean) ** 2;
    squareB += (b[row] - mean) ** 2;
  }
  return product / Math.sqrt(squareA * squareB);
}

function meanRanks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, row) => row).sort((a, b) => values[a] - values[b]);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length;) {
    let until = from + 1;
    while (until < order.length && values[order[until]] === values[order[from]]) until++;
    for (let at = from; at < until; at++) ranks[order[at]] = (from + until + 1) / 2;
    from = until;
  }
  return ranks;
}
