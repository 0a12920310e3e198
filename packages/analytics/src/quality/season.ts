/** When things happen: shares of rows by hour (0..23), weekday (Monday first) and month (January first). */
export interface SeasonShape {
  readonly hours: number[];
  readonly weekdays: number[];
  readonly months: number[];
  /** Share of rows from 0 to 6 o'clock. */
  readonly nightShare: number;
  readonly peakHourShare: number;
  /** Share of rows on Saturday and Sunday. */
  readonly weekendShare: number;
  /** Share of rows in November and December. */
  readonly yearEndShare: number;
}

/** Shape of the seasons of a time column in unix seconds; `offsetHours` is the zone's offset from UTC. */
export function seasonShape(timesSec: ArrayLike<number>, offsetHours = 0): SeasonShape {
  const hours = Array.from({ length: 24 }, () => 0);
  const weekdays = Array.from({ length: 7 }, () => 0);
  const months = Array.from({ length: 12 }, () => 0);
  for (let row = 0; row < timesSec.length; row++) {
    const date = new Date((timesSec[row] + offsetHours * 3600) * 1000);
    hours[date.getUTCHours()]++;
    weekdays[(date.getUTCDay() + 6) % 7]++;
    months[date.getUTCMonth()]++;
  }
  const shares = (counts: number[]): number[] => counts.map((count) => count / timesSec.length);
  const byHour = shares(hours);
  const byWeekday = shares(weekdays);
  const byMonth = shares(months);
  return {
    hours: byHour,
    weekdays: byWeekday,
    months: byMonth,
    nightShare: byHour.slice(0, 6).reduce((sum, share) => sum + share, 0),
    peakHourShare: Math.max(...byHour),
    weekendShare: byWeekday[5] + byWeekday[6],
    yearEndShare: byMonth[10] + byMonth[11],
  };
}
