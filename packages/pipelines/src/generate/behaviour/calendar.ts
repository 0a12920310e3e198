import type { Random } from './random.ts';

/** One day. */
export const dayMs = 86_400_000;

/** Shares of visits by hour of the shop's local time: quiet night, lunch, and an evening peak. */
const hourShares = [
  0.016, 0.009, 0.005, 0.004, 0.004, 0.006, 0.012, 0.022, 0.034, 0.044, 0.05, 0.053, 0.056, 0.054, 0.052, 0.053, 0.056,
  0.061, 0.068, 0.078, 0.086, 0.083, 0.062, 0.032,
];
const hourTotal = hourShares.reduce((sum, share) => sum + share, 0);

/** Visits by weekday, Sunday first as in `Date.getUTCDay`. */
const weekdayFactors = [0.98, 1.1, 1.06, 1.03, 1.02, 0.93, 0.88];

/** Visits by month, January first: summer dip, strong November and December. */
const monthFactors = [0.95, 0.88, 0.95, 0.92, 0.96, 0.93, 0.88, 0.87, 0.97, 1.05, 1.36, 1.28];

/** The shop's local time is one hour ahead of UTC all year, which is as close as season shapes need. */
const localOffsetMs = 3_600_000;

/** Start of the UTC day that holds a time. */
export function startOfDay(ms: number): number {
  return Math.floor(ms / dayMs) * dayMs;
}

/** Month 1..12 of a time. */
export function monthOf(ms: number): number {
  return new Date(ms).getUTCMonth() + 1;
}

/** How busy a day is beside the average day (1), from weekday and month. */
export function dayFactor(dayStartMs: number): number {
  const date = new Date(dayStartMs);
  const month = monthFactors[date.getUTCMonth()] ?? 1;
  // Black Friday week and the last weekend before Christmas stand out from their months
  const day = date.getUTCDate();
  const sale = date.getUTCMonth() === 10 && day >= 22 && day <= 29 ? 1.35 : 1;
  const lull = date.getUTCMonth() === 11 && day >= 23 && day <= 26 ? 0.55 : 1;
  return (weekdayFactors[date.getUTCDay()] ?? 1) * month * sale * lull;
}

/** Buyers decide more readily in autumn and before Christmas than in late winter. */
export function conversionFactor(month: number): number {
  return [0.9, 0.82, 0.9, 0.94, 0.98, 0.95, 1, 1, 1.05, 1.12, 1.25, 1.1][month - 1] ?? 1;
}

/** A time within the day that starts at `dayStartMs`, following the hours of visits. */
export function timeWithinDay(random: Random, dayStartMs: number): number {
  const hour = random.weighted(hourShares, hourTotal);
  const local = dayStartMs + (hour + random.next()) * 3_600_000;
  const utc = local - localOffsetMs;
  return Math.floor(utc < dayStartMs ? utc + dayMs : utc);
}

/** Share of a day's visits that have begun by a time within it, 0..1. */
export function shareOfDayUntil(ms: number): number {
  const hoursDone = (ms - startOfDay(ms)) / 3_600_000;
  let share = 0;
  for (let hour = 0; hour < 24; hour++) {
    const localHour = (hour + localOffsetMs / 3_600_000) % 24;
    share += (hourShares[localHour] ?? 0) * Math.min(Math.max(hoursDone - hour, 0), 1);
  }
  return share / hourTotal;
}
