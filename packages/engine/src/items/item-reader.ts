import { decimalOf } from '../lines/decimal.ts';
import { LineFormatError } from '../lines/line-error.ts';
import { LineReader } from '../lines/line-reader.ts';
import { itemFeaturesOf, type DescribedItem, type ItemFeatures } from './item-features.ts';

/** Longest line that is still read as data. */
const maxLineLength = 1_048_576;

/** Later times are not meant: most are milliseconds. */
const yearTenThousandSec = 253_402_300_800;

const columns = ['item', 'title', 'description', 'brand', 'category', 'tags', 'price', 'created'] as const;
type Column = (typeof columns)[number];

/** A line that breaks the item format. */
export class ItemFormatError extends LineFormatError<Column> {
  override readonly name = 'ItemFormatError';
  readonly code = 'lab.items_malformed';
}

/** Reads descriptions of items in pieces of any size. */
export interface ItemReader {
  /** Lines taken so far. */
  readonly lines: number;
  /** @throws ItemFormatError at the first line that is wrong. */
  push(chunk: string): void;
  /** @throws ItemFormatError when the last line is wrong or nothing was read. */
  finish(): ItemFeatures;
}

/**
 * A reader of items as JSON lines (`{"item":"a","title":"…","category":["Home","Lamps"],"tags":["red"],"price":9.5,"created":1700000000}`) or as
 * tab-separated text whose first line names its columns, some of: item, title, description, brand, category, tags, price, created.
 * In tab-separated text a category is written root to leaf with ` > ` between, tags with commas; only `item` is needed.
 */
export function createItemReader(): ItemReader {
  const items: DescribedItem[] = [];
  let form: readonly Column[] | 'json' | null = null;
  const take = (line: string, lineNumber: number): void => {
    if (line.trim() === '') return;
    if (form === null) {
      form = line.trimStart().startsWith('{') ? 'json' : readHeader(line, lineNumber);
      if (form !== 'json') return;
    }
    const fields = form === 'json' ? fromJson(line, lineNumber) : fromFields(line, form, lineNumber);
    items.push(describe(fields, lineNumber));
  };
  const lines = new LineReader({ longest: maxLineLength, take, malformed: ItemFormatError });
  return {
    get lines() {
      return lines.lines;
    },
    push: (chunk) => lines.push(chunk),
    finish() {
      lines.finish();
      if (items.length === 0) {
        throw new ItemFormatError(
          0,
          'row',
          `the file names no item; give it JSON lines, or a header line with some of ${columns.join(', ')} and one line an item`,
        );
      }
      return itemFeaturesOf(items);
    },
  };
}

function readHeader(line: string, lineNumber: number): readonly Column[] {
  const names = line.split('\t').map((name) => name.trim().toLowerCase());
  const unknown = names.find((name) => !isColumn(name));
  if (unknown !== undefined || !names.includes('item') || new Set(names).size !== names.length) {
    const what =
      unknown === undefined ? 'must name "item" and no column twice' : `names an unknown column "${unknown}"`;
    throw new ItemFormatError(lineNumber, 'row', `the header ${what}; use some of: ${columns.join(', ')}`);
  }
  return names.filter(isColumn);
}

function isColumn(name: string): name is Column {
  return (columns as readonly string[]).includes(name);
}

type RawItem = Partial<Record<Column, unknown>>;

function fromFields(line: string, header: readonly Column[], lineNumber: number): RawItem {
  const fields = line.split('\t');
  if (fields.length !== header.length) {
    const counted = `has ${fields.length} fields, the header has ${header.length}`;
    throw new ItemFormatError(lineNumber, 'row', `${counted}; give every line the fields of the header`);
  }
  const raw: RawItem = Object.fromEntries(header.map((name, at) => [name, fields[at]]));
  return { ...raw, tags: typeof raw.tags === 'string' ? raw.tags.split(',') : [] };
}

function fromJson(line: string, lineNumber: number): RawItem {
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(line);
  } catch {
    throw new ItemFormatError(lineNumber, 'row', 'is no JSON object; write one complete object a line');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ItemFormatError(lineNumber, 'row', 'is no JSON object; write one complete object a line');
  }
  return parsed;
}

function describe(raw: RawItem, line: number): DescribedItem {
  const itemId = typeof raw.item === 'number' ? String(raw.item) : raw.item;
  if (typeof itemId !== 'string' || itemId === '') {
    throw new ItemFormatError(line, 'item', 'is missing; give every line the id of an item');
  }
  return {
    itemId,
    title: textOf(raw, 'title', line),
    description: textOf(raw, 'description', line),
    brand: textOf(raw, 'brand', line),
    categoryPath: typeof raw.category === 'string' ? names(raw.category.split('>')) : textsOf(raw, 'category', line),
    tags: textsOf(raw, 'tags', line),
    price: numberOf(raw, 'price', line),
    createdSec: numberOf(raw, 'created', line),
  };
}

function textOf(raw: RawItem, field: 'title' | 'description' | 'brand', line: number): string {
  const value = raw[field] ?? '';
  if (typeof value === 'string') return value;
  throw new ItemFormatError(line, field, 'must be a text; put it in quotes');
}

function textsOf(raw: RawItem, field: 'category' | 'tags', line: number): string[] {
  const value = raw[field] ?? [];
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return names(value);
  throw new ItemFormatError(line, field, 'must be a list of texts; write ["one", "two"]');
}

function names(parts: readonly string[]): string[] {
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function numberOf(raw: RawItem, field: 'price' | 'created', line: number): number | null {
  const value = raw[field];
  if (value === undefined || value === null || value === '') return null;
  const number = typeof value === 'string' ? decimalOf(value) : value;
  if (typeof number === 'number' && number >= 0 && number < (field === 'created' ? yearTenThousandSec : Infinity)) {
    return number;
  }
  const unit = field === 'created' ? ' of unix seconds before the year 10000' : '';
  throw new ItemFormatError(
    line,
    field,
    `${JSON.stringify(value)} is not a finite number${unit} of at least 0; correct it`,
  );
}
