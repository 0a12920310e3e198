const STAMP = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'UTC',
});

/** `21 Nov, 12:04:31`, always UTC, so that two people compare the same figures. */
export function stamp(iso: string): string {
  const when = new Date(iso);
  return Number.isNaN(when.getTime()) ? '–' : STAMP.format(when);
}

/** `14:00` of an ISO moment; anything else as it is. */
export function hourLabel(hour: string): string {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(hour) ? hour.slice(11, 16) : hour;
}

/** A share as per cent with one decimal; a dash when there is nothing to divide by. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`;
}

/** Thousands apart by thin spaces. */
export function count(value: number): string {
  return String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** The noun beside a number: `picture` after 1, else `pictures`. */
export function plural<One extends string>(value: number, one: One): One | `${One}s` {
  return value === 1 ? one : `${one}s`;
}

/** The last characters of a long id, enough to tell two apart. */
export function shortId(id: string | null): string {
  if (id === null) return '–';
  return id.length <= 10 ? id : `…${id.slice(-8)}`;
}

/** Change against the time before, with its sign. */
export function change(now: number, before: number): string {
  if (before === 0) return now === 0 ? 'as before' : 'none before';
  const share = Math.round((100 * (now - before)) / before);
  return share === 0 ? 'as before' : `${share > 0 ? '+' : '−'}${Math.abs(share)} % against the hour before`;
}
