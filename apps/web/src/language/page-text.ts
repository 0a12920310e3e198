import type { Locale } from './locale.ts';
import { formatLocale, withLocale } from './locale.ts';
import type { Messages } from './messages/index.ts';
import { messagesOf } from './messages/index.ts';

/** Words, addresses, money and dates of one language. */
export interface PageText {
  locale: Locale;
  /** The messages, by area: `t.cart.title`, `t.listing.things(3)`. */
  t: Messages;
  /** The address of a path in this language: `to('/cart')`. */
  to(path: string): string;
  /** Integer minor units of a currency, e.g. `€49.00`. */
  money(minor: number, currency: string): string;
  /** How many minor units make one: 100 for euros, 1 for yen. */
  minorPerMajor(currency: string): number;
  /** A number with the separators of the language, with exactly so many digits after the point when given. */
  number(value: number, digits?: number): string;
  /** A day in words, in UTC. */
  date(value: Date | string): string;
}

/** The same words that components say, for loaders and actions (titles, messages, errors). */
export function pageText(locale: Locale): PageText {
  const known = kept.get(locale);
  if (known) return known;
  const made = make(locale);
  kept.set(locale, made);
  return made;
}

const kept = new Map<Locale, PageText>();

function make(locale: Locale): PageText {
  const intl = formatLocale[locale];
  // Making a format costs a hundred times as much as using one.
  const currencies = new Map<string, { format: Intl.NumberFormat; minorPerMajor: number }>();
  const numbers = new Map<string, Intl.NumberFormat>();
  const days = new Intl.DateTimeFormat(intl, { dateStyle: 'long', timeZone: 'UTC' });
  const formatOf = (currency: string) => {
    const known = currencies.get(currency);
    if (known) return known;
    const format = new Intl.NumberFormat(intl, { style: 'currency', currency });
    const made = { format, minorPerMajor: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) };
    currencies.set(currency, made);
    return made;
  };
  const numberOf = (digits: number | undefined) => {
    const key = String(digits);
    const known =
      numbers.get(key) ??
      new Intl.NumberFormat(
        intl,
        digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits },
      );
    numbers.set(key, known);
    return known;
  };
  return {
    locale,
    t: messagesOf(locale),
    to: (path) => withLocale(path, locale),
    money: (minor, currency) => {
      const { format, minorPerMajor } = formatOf(currency);
      return format.format(minor / minorPerMajor);
    },
    minorPerMajor: (currency) => formatOf(currency).minorPerMajor,
    number: (value, digits) => numberOf(digits).format(value),
    date: (value) => days.format(typeof value === 'string' ? new Date(value) : value),
  };
}
