const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** Minutes by which the zone is ahead of UTC at a moment; remembered by the hour, since zones change only on the hour. */
function offsetMs(zone: string, at: number): number {
  const hour = Math.floor(at / 3_600_000);
  const key = `${zone} ${hour}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(hour * 3_600_000).map(({ type, value }) => [type, Number(value)]));
  const part = (name: string) => parts.get(name as Intl.DateTimeFormatPartTypes) ?? 0;
  const local = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  const offset = local - hour * 3_600_000;
  if (offsets.size > 50_000) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/;
const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?$/;

/** How times are written. `order` says what `1/2/2018` means. */
export interface MomentForm {
  /** IANA name of the zone of times that carry none. */
  readonly zone: string;
  readonly order?: 'month-first' | 'day-first';
}

/**
 * A written time as a moment, or null when it is none: "2017-07-09 21:57:05" (in the zone), with "T", without time of
 * day, with "Z" or an offset, and "7/9/2017 21:57". A time that the zone skips in spring is taken as if it had not.
 */
export function momentOf(written: string, form: MomentForm): Date | null {
  const text = written.trim();
  const match = iso.exec(text);
  const parts = match ? match.slice(1, 7) : slashedParts(text, form.order ?? 'month-first');
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.map((part) => Number(part ?? 0));
  const local = Date.UTC(year, month - 1, day, hour, minute, second);
  const read = new Date(local);
  if (read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59)
    return null;
  const given = match?.[7];
  if (given === 'Z' || form.zone === 'UTC') return new Date(given && given !== 'Z' ? local - minutesOf(given) : local);
  if (given) return new Date(local - minutesOf(given));
  const guess = local - offsetMs(form.zone, local);
  return new Date(local - offsetMs(form.zone, guess));
}

function slashedParts(text: string, order: 'month-first' | 'day-first'): (string | undefined)[] | null {
  const match = slashed.exec(text);
  if (!match) return null;
  const [, first, second, year, ...time] = match;
  return order === 'month-first' ? [year, first, second, ...time] : [year, second, first, ...time];
}

function minutesOf(offset: string): number {
  const sign = offset.startsWith('-') ? -1 : 1;
  return sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2))) * 60_000;
}
