import { summarize, type Summary } from './summary.ts';

/** How customers come back to buy. */
export interface RepeatShape {
  readonly customers: number;
  readonly orders: number;
  readonly ordersPerCustomer: Summary;
  /** Share of buyers with two or more orders. */
  readonly repeatCustomers: number;
  /** Share of orders that such buyers placed. */
  readonly ordersFromRepeaters: number;
  /** Days between successive orders of a buyer; orders of the same moment give 0. */
  readonly gapDays: Summary;
}

/** Repeat buying from one row an order: dense buyer number and unix seconds, in any order. */
export function repeatShape(buyers: ArrayLike<number>, timesSec: ArrayLike<number>): RepeatShape {
  const byBuyer = new Map<number, number[]>();
  for (let row = 0; row < buyers.length; row++) {
    const times = byBuyer.get(buyers[row]);
    if (times === undefined) byBuyer.set(buyers[row], [timesSec[row]]);
    else times.push(timesSec[row]);
  }
  const gaps: number[] = [];
  const counts: number[] = [];
  let repeaters = 0;
  let repeatOrders = 0;
  for (const times of byBuyer.values()) {
    counts.push(times.length);
    if (times.length > 1) {
      repeaters++;
      repeatOrders += times.length;
    }
    times.sort((a, b) => a - b);
    for (let at = 1; at < times.length; at++) gaps.push((times[at] - times[at - 1]) / 86_400);
  }
  return {
    customers: byBuyer.size,
    orders: buyers.length,
    ordersPerCustomer: summarize(counts),
    repeatCustomers: repeaters / byBuyer.size,
    ordersFromRepeaters: repeatOrders / buyers.length,
    gapDays: summarize(gaps),
  };
}

/** A price column on the log scale: `lnSigma` and `lnSkew` say how nearly log-normal it is (skew 0). */
export interface PriceShape {
  readonly count: number;
  readonly median: number;
  readonly lnMean: number;
  /** Population standard deviation of ln(price). */
  readonly lnSigma: number;
  /** Third standardised moment of ln(price). */
  readonly lnSkew: number;
}

/** Shape of the positive prices of a column, in the column's own unit. */
export function priceShape(prices: ArrayLike<number>): PriceShape {
  const positive = Float64Array.from(prices).filter((price) => price > 0);
  const logs = positive.map((price) => Math.log(price));
  const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
  const moment = (power: number): number => logs.reduce((sum, value) => sum + (value - mean) ** power, 0) / logs.length;
  const sigma = Math.sqrt(moment(2));
  return {
    count: positive.length,
    median: summarize(positive).median,
    lnMean: mean,
    lnSigma: sigma,
    lnSkew: moment(3) / sigma ** 3,
  };
}

/** Mean and shares of 1..5 stars; other values are left out. */
export function ratingShape(ratings: ArrayLike<number>): { count: number; mean: number; shares: number[] } {
  const counts = [0, 0, 0, 0, 0];
  let sum = 0;
  let count = 0;
  for (let row = 0; row < ratings.length; row++) {
    const star = ratings[row];
    if (!Number.isInteger(star) || star < 1 || star > 5) continue;
    counts[star - 1]++;
    sum += star;
    count++;
  }
  return { count, mean: sum / count, shares: counts.map((stars) => stars / count) };
}
