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
  /** A whole or broken number with the separators of the language. */
  number(value: number, options?: Intl.NumberFormatOptions): string;
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
  const currencies = new Map<string, Intl.NumberFormat>();
  const numbers = new Intl.NumberFormat(intl);
  const days = new Intl.DateTimeFormat(intl, { dateStyle: 'long', timeZone: 'UTC' });
  const formatOf = (currency: string) => {
    const known = currencies.get(currency) ?? new Intl.NumberFormat(intl, { style: 'currency', currency });
    currencies.set(currency, known);
    return known;
  };
  return {
    locale,
    t: messagesOf(locale),
    to: (path) => withLocale(path, locale),
    money: (minor, currency) => {
      const format = formatOf(currency);
      return format.format(minor / 10 ** digitsOf(format));
    },
    minorPerMajor: (currency) => 10 ** digitsOf(formatOf(currency)),
    number: (value, options) => (options ? new Intl.NumberFormat(intl, options) : numbers).format(value),
    date: (value) => days.format(typeof value === 'string' ? new Date(value) : value),
  };
}

const digitsOf = (format: Intl.NumberFormat) => format.resolvedOptions().maximumFractionDigits ?? 2;
