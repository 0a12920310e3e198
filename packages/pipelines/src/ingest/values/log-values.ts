import type { Fault } from '../reading/row-batches.ts';

const earliestMs = Date.UTC(1990, 0, 1);
const latestMs = Date.UTC(2100, 0, 1);
const timeForm =
  /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})(?:[T ]+(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;

/**
 * A time in milliseconds since 1970, or NaN: seconds or milliseconds since 1970, or a date with or without hour, minute,
 * second and zone. What names no zone is UTC.
 */
export function readTime(text: string): number {
  const parts = timeForm.exec(text);
  // Eight digits are a date; longer ones without a separator count since 1970.
  if (!parts || /^\d{9,}$/.test(text)) return /^\d{8,17}(\.\d+)?$/.test(text) ? sinceEpoch(Number(text)) : Number.NaN;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', zone = 'Z'] = parts;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const sameDay = new Date(at).getUTCDate() === Number(day) && new Date(at).getUTCMonth() === Number(month) - 1;
  if (!sameDay || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return Number.NaN;
  return within(at + Math.trunc(Number(`0.${fraction}`) * 1000) - offsetMs(zone));
}

function sinceEpoch(value: number): number {
  // Seconds until the year 5138, milliseconds since 1973, then microseconds.
  const ms = value < 1e11 ? value * 1000 : value < 1e14 ? value : value / 1000;
  return within(Math.round(ms));
}

function within(ms: number): number {
  return ms >= earliestMs && ms < latestMs ? ms : Number.NaN;
}

function offsetMs(zone: string): number {
  const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!parts) return 0;
  return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) * 60_000;
}

/** A reader that remembers its last answer: logs repeat their times. */
export function timeReader(): (text: string) => number {
  let last = '';
  let answer = Number.NaN;
  return (text) => {
    if (text === last) return answer;
    last = text;
    answer = readTime(text);
    return answer;
  };
}

/** An amount such as `35.79`, `35,79`, `1,299.00` or `1.299,00`; NaN when it is none. */
export function readAmount(text: string): number {
  if (/^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text)) return Number(text);
  const bare = text.replace(/^[^\d,.-]{1,4}\s?|\s?[^\d,.]{1,4}$/g, '');
  if (/^-?\d{1,3}(\.\d{3})*,\d{1,2}$|^-?\d+,\d+$/.test(bare)) return Number(bare.replaceAll('.', '').replace(',', '.'));
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(bare)) return Number(bare.replaceAll(',', ''));
  return /^-?\d+(\.\d+)?$/.test(bare) ? Number(bare) : Number.NaN;
}

/** Why a text is no identifier, or null. `1.0` for 1, as tables make of numbers with gaps, is taken by {@link readId}. */
export function idFault(text: string, field: string): Fault | null {
  if (text === '') return { field, reason: 'missing-id', message: 'is empty' };
  if (text.length > 100)
    return { field, reason: 'bad-id', message: `has ${text.length} characters; an id has 100 at most` };
  // Spaces and signs of markup or numbers of floating point are signs of a row out of step.
  return /^[\p{L}\p{N}][\p{L}\p{N}._:@/+=-]*$/u.test(text)
    ? null
    : { field, reason: 'bad-id', message: `"${text.slice(0, 40)}" is no identifier` };
}

/** The id without the `.0` that a table makes of whole numbers. */
export function readId(text: string): string {
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}

/** "home_appliances" -> "Home appliances". */
export function readable(words: string): string {
  const text = words.replaceAll(/[_\s]+/g, ' ').trim();
  return text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
}

/** The usual fault of a time. */
export function timeFault(field: string, text: string): Fault {
  return { field, reason: 'bad-time', message: `"${text.slice(0, 40)}" is no time such as 2019-10-01 00:00:00 UTC` };
}
