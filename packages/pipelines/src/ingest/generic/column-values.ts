import { meaningOf } from './event-words.ts';
import { readDecimal, readFlag, readTime, type DateOrder } from './read-value.ts';
import type { FieldForm } from './record-fields.ts';

/** What the first rows say about one column. */
export interface ColumnFacts {
  readonly name: string;
  readonly filled: readonly string[];
  /** Filled cells over all cells. */
  readonly share: number;
  /** Different values over filled cells. */
  readonly uniqueness: number;
  readonly samples: readonly string[];
  readonly words: string;
}

/** How numbers and dates of a file are written. */
export interface ValueDialect {
  readonly decimal: '.' | ',';
  readonly dateOrder: DateOrder;
}

/** A cell as text; objects as JSON. */
export function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString();
  if (typeof cell === 'object')
    return JSON.stringify(cell, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  return String(cell as string | number | boolean | bigint);
}

/** Looks at a column. `words` describes its values in a few words for a person. */
export function lookAt(name: string, cells: readonly unknown[], dialect: ValueDialect): ColumnFacts {
  const filled = cells.map((cell) => cellText(cell).trim()).filter((text) => text !== '');
  const different = new Set(filled);
  const facts = {
    name,
    filled,
    share: cells.length === 0 ? 0 : filled.length / cells.length,
    uniqueness: filled.length === 0 ? 0 : different.size / filled.length,
    samples: [...different].slice(0, 3),
  };
  return { ...facts, words: describe(facts, dialect) };
}

function describe({ filled, uniqueness }: Omit<ColumnFacts, 'words'>, dialect: ValueDialect): string {
  if (filled.length === 0) return 'empty';
  const forms: [FieldForm, string][] = [
    ['email', 'e-mail addresses'],
    ['url', 'addresses of pages or pictures'],
    ['time', 'times'],
    ['json', 'JSON'],
    ['number', 'numbers'],
  ];
  const form =
    forms.find(([candidate]) => fits(candidate, filled, dialect) >= 0.95)?.[1] ?? (isHtml(filled) ? 'HTML' : 'texts');
  const spread =
    uniqueness > 0.98
      ? 'all different'
      : uniqueness < 0.05
        ? 'few different'
        : `${Math.round(uniqueness * 100)} % different`;
  return `${form}, ${spread}`;
}

const isHtml = (filled: readonly string[]) =>
  filled.filter((text) => /<(p|br|div|span|li|b|ul)\b[^>]*>/i.test(text)).length > filled.length / 3;

const tests: Record<FieldForm, (text: string, dialect: ValueDialect) => boolean> = {
  id: (text) => text.length <= 256 && !/\s{2}|[<>{}]/.test(text),
  text: () => true,
  time: (text, { dateOrder }) => readTime(text, dateOrder) !== null,
  money: (text, { decimal }) => !(readDecimal(text, decimal) ?? '-').startsWith('-'),
  number: (text, { decimal }) => readDecimal(text, decimal) !== null,
  count: (text, { decimal }) => /^-?\d+(\.0+)?$/.test(readDecimal(text, decimal) ?? 'x'),
  flag: (text) => readFlag(text) !== null,
  list: () => true,
  json: (text) => /^[[{].*[\]}]$/s.test(text),
  type: (text) => text.length <= 40,
  url: (text) => /^(https?:\/\/|\/(?!\/)|\[)\S/.test(text),
  code: (text) => /^[a-z]{2,3}([-_][a-z]{2})?$/i.test(text),
  email: (text) => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text),
};

/** Share of the values that a field of this form could hold. */
export function fits(form: FieldForm, filled: readonly string[], dialect: ValueDialect): number {
  const some = filled.length > 200 ? filled.slice(0, 200) : filled;
  if (some.length === 0) return 0;
  return some.filter((text) => tests[form](text, dialect)).length / some.length;
}

/** Share of the values that are words for interactions. */
export function eventWordShare(filled: readonly string[]): number {
  if (filled.length === 0) return 0;
  return filled.filter((text) => !/^\d+$/.test(text) && meaningOf(text) !== null).length / filled.length;
}

/** Decimal sign and order of dates, from all cells of the sample. Whether the order was seen or assumed comes with it. */
export function detectDialect(sample: readonly (readonly unknown[])[]): ValueDialect & { readonly orderSeen: boolean } {
  const votes = { comma: 0, point: 0, dmy: 0, mdy: 0 };
  for (const cell of sample.flat()) {
    if (typeof cell !== 'string' || cell.length > 40) continue;
    if (/^\D{0,4}\d{1,3}(\.\d{3})*,\d{1,2}\D{0,4}$/.test(cell.trim()) || /^\D{0,4}\d+,\d+\D{0,4}$/.test(cell.trim()))
      votes.comma += 1;
    if (/^\D{0,4}\d{1,3}(,\d{3})*\.\d+\D{0,4}$/.test(cell.trim())) votes.point += 1;
    const date = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})\b/.exec(cell.trim());
    if (date && Number(date[1]) > 12) votes.dmy += 1;
    if (date && Number(date[2]) > 12) votes.mdy += 1;
  }
  return {
    decimal: votes.comma > votes.point ? ',' : '.',
    dateOrder: votes.mdy > votes.dmy ? 'mdy' : 'dmy',
    orderSeen: votes.mdy + votes.dmy > 0,
  };
}
