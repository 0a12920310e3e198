const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const earliest = Date.UTC(1990, 0, 1) / 1000;
const latest = Date.UTC(2100, 0, 1) / 1000;

/** Which way round 03/04/2026 is read. */
export type DateOrder = 'dmy' | 'mdy';

/**
 * A point in time, or null when it is none of the calendar. Reads ISO 8601 (UTC where no zone is named), unix seconds,
 * milliseconds and microseconds, 31.12.2026, 12/31/2026 by `order`, 20261231, and "5 Mar 2026" in English.
 */
export function readTime(value: unknown, order: DateOrder): Date | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value;
  if (typeof value === 'number' || typeof value === 'bigint') return readUnix(Number(value));
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d{9,16}(\.\d+)?$/.test(text)) return readUnix(Number(text));
  const iso =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.*))?$/i.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})(?:[T ]+(.*))?$/i.exec(text);
  if (iso) return moment([iso[1], iso[2], iso[3]], iso[4]);
  const short = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2}),?(?:[T ]+(.*))?$/i.exec(text);
  if (short) {
    const [, first, mark, second, year = ''] = short;
    const dayFirst = mark === '.' || order === 'dmy';
    return moment(
      [year.length === 2 ? `20${year}` : year, dayFirst ? second : first, dayFirst ? first : second],
      short[5],
    );
  }
  return readNamedMonth(text);
}

function readUnix(number: number): Date | null {
  for (const unit of [1, 1000, 1_000_000]) {
    const seconds = number / unit;
    if (seconds >= earliest && seconds < latest) return new Date(Math.round(seconds * 1000));
  }
  return null;
}

function readNamedMonth(text: string): Date | null {
  const dayFirst = /^(?:[a-z]{3,9},? )?(\d{1,2})\.? ([a-z]{3,9})\.?,? (\d{4})(?:,? +(.*))?$/i.exec(text);
  const monthFirst = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:,? +(.*))?$/i.exec(text);
  const [day, month, year, rest] = dayFirst
    ? [dayFirst[1], dayFirst[2], dayFirst[3], dayFirst[4]]
    : [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3], monthFirst?.[4]];
  const number = months.indexOf((month ?? '').slice(0, 3).toLowerCase()) + 1;
  return number > 0 ? moment([year, String(number), day], rest) : null;
}

const clock =
  /^(\d{1,2})(?::(\d{2}))?(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]m)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i;

function moment(date: readonly (string | undefined)[], rest: string | undefined): Date | null {
  const [year, month, day] = date.map(Number) as [number, number, number];
  const time = rest === undefined || rest.trim() === '' ? null : clock.exec(rest.trim());
  if (rest !== undefined && rest.trim() !== '' && !time) return null;
  const [, h = '0', m = '0', s = '0', fraction = '', half, zone] = time ?? [];
  const hour = half ? (Number(h) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(h);
  const at = new Date(
    Date.UTC(year, month - 1, day, hour, Number(m), Number(s), Number(`0.${fraction || '0'}`) * 1000),
  );
  const onCalendar = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  if (!onCalendar || hour > 23 || Number(m) > 59 || Number(s) > 59) return null;
  return new Date(at.getTime() - offsetMs(zone));
}

function offsetMs(zone: string | undefined): number {
  const parts = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone ?? '');
  if (!parts) return 0;
  return (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3] ?? 0)) * 60_000;
}

const clutter = /[\s\u00a0\u202f'’€$£¥₹₺₽]|\b(?:[A-Z]{3}|[A-Z]{2}\$)\b|(?<=\d)kr\.?$|^kr/gi;

/**
 * A decimal number as plain digits such as `-1234.5`, or null when it is none. Currency signs and codes, spaces and
 * separators of thousands are left out; `1,50` is no number where the decimals follow a point.
 */
export function readDecimal(value: unknown, decimal: '.' | ','): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? plainDigits(value) : null;
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'string') return null;
  const text = value.replaceAll(clutter, '').replace('−', '-');
  const [point, thousands] = decimal === '.' ? [String.raw`\.`, ','] : [',', String.raw`\.`];
  const form = new RegExp(`^([+-]?)(\\d{1,3}(?:${thousands}\\d{3})+|\\d*)(?:${point}(\\d+))?$`);
  const parts = form.exec(text);
  if (!parts) return /^[+-]?\d+(\.\d+)?e[+-]?\d+$/i.test(text) ? plainDigits(Number(text)) : null;
  const digits = (parts[2] ?? '').replaceAll(/[.,]/g, '');
  if (digits === '' && parts[3] === undefined) return null;
  return `${parts[1] === '-' ? '-' : ''}${digits === '' ? '0' : digits}${parts[3] === undefined ? '' : `.${parts[3]}`}`;
}

/** A number without an exponent: 1e-7 and 1e21 would break the digits apart. */
function plainDigits(value: number): string | null {
  const text = String(value);
  if (!text.includes('e')) return text;
  return Math.abs(value) < 1e15 ? value.toFixed(12).replace(/\.?0+$/, '') : null;
}

/** Money in minor units from plain digits, rounded half away from zero where the file has more decimals. Null past 2^53. */
export function toMinor(plain: string, digits: number): number | null {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (!parts) return null;
  const [, sign, units = '0', fraction = ''] = parts;
  const padded = fraction.padEnd(digits, '0');
  const kept = Number(`${units}${padded.slice(0, digits)}`) + (Number(padded[digits] ?? '0') >= 5 ? 1 : 0);
  return Number.isSafeInteger(kept) ? (sign === '-' && kept !== 0 ? -kept : kept) : null;
}

const minorDigits = new Map<string, number>();

/** Decimals of a currency: 2 for EUR, 0 for JPY. Null when it is no ISO 4217 form. */
export function digitsOf(currency: string): number | null {
  if (!/^[A-Z]{3}$/.test(currency)) return null;
  const known = minorDigits.get(currency);
  if (known !== undefined) return known;
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  minorDigits.set(currency, digits);
  return digits;
}

const yes = new Set([
  'true',
  '1',
  'yes',
  'y',
  't',
  'ja',
  'j',
  'oui',
  'si',
  'sí',
  'x',
  'active',
  'regularly',
  'monthly',
]);
const no = new Set(['false', '0', 'no', 'n', 'f', 'nein', 'non', '', 'inactive', 'none', 'null']);

/** Yes or no in the words files use, or null. */
export function readFlag(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = String(value).trim().toLowerCase();
  return yes.has(text) ? true : no.has(text) ? false : null;
}

/** A list from a JSON array, or from words between `|`, `;` or `,`. */
export function readList(value: unknown): string[] {
  if (Array.isArray(value)) return value.map((entry) => String(entry).trim()).filter((entry) => entry !== '');
  const text = String(value).trim();
  if (text.startsWith('[')) {
    const parsed = readJson(text);
    if (Array.isArray(parsed)) return readList(parsed);
  }
  const mark = ['|', ';', ','].find((candidate) => text.includes(candidate)) ?? '|';
  return text
    .split(mark)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

/** JSON, or undefined when it is none. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
