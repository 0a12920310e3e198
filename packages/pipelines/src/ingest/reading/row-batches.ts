import { readCell } from '@vitrine/shop/catalog-csv';
import { ImportStopped } from '../import-outcome.ts';
import { guardsFormulas } from './guards-formulas.ts';
import type { SourceFile } from './source-files.ts';
import { readLines } from './read-lines.ts';
import { delimiterOf, splitRecord, type Delimiter } from './split-record.ts';

/** A column of a table: found in any case and spelling (`Session ID` is `session_id`), in any place. */
export interface ColumnSpec {
  readonly name: string;
  /** Other names it goes by. */
  readonly also?: readonly string[];
  /** Its fields are '' where the table does not have it. */
  readonly optional?: boolean;
}

/** A kind of table that a format knows. */
export interface TableSpec {
  readonly name: string;
  readonly columns: readonly ColumnSpec[];
  /** Names of the columns of a file without a first line of names, or null when the fields are not such. */
  readonly bare?: (first: readonly string[]) => readonly string[] | null;
}

/** What is wrong with a row. */
export interface Fault {
  readonly field: string | null;
  readonly reason: string;
  readonly message: string;
}

/** One row: its fields in the order of the spec's columns, or what is wrong with it. */
export interface TableRow {
  readonly line: number;
  readonly fields: readonly string[];
  readonly fault: Fault | null;
}

/** A file that was recognised. */
export interface OpenTable<Spec extends TableSpec = TableSpec> {
  readonly file: SourceFile;
  readonly spec: Spec;
  readonly layout: Layout;
}

type Layout =
  | {
      readonly kind: 'delimited';
      readonly delimiter: Delimiter;
      readonly order: readonly number[];
      readonly width: number;
      readonly named: boolean;
      /** Whether fields of texts carry an apostrophe against formulas. */
      readonly guarded: boolean;
    }
  | { readonly kind: 'jsonl' };

/** Looks at the first line of a file and says which of the tables it is. Throws ImportStopped when it is none. */
export async function openTable<Spec extends TableSpec>(
  file: SourceFile,
  specs: readonly Spec[],
): Promise<OpenTable<Spec>> {
  let line = '';
  for await (const batch of readLines(file, () => undefined)) {
    line = (batch.lines.find((text) => text.trim() !== '') ?? '').replace(/^\uFEFF/, '');
    if (line !== '') break;
  }
  if (line.trimStart().startsWith('{')) {
    const names = namesOfJson(line);
    const spec = bestSpec(specs, names);
    if (spec) return { file, spec, layout: { kind: 'jsonl' } };
    throw wrongColumns(file.path, specs, names.join(', '));
  }
  const delimiter = delimiterOf(line);
  const header = splitRecord(line, delimiter) ?? line.split(delimiter);
  const spec = bestSpec(specs, header);
  const guarded = await guardsFormulas(file.path);
  const delimited = { kind: 'delimited', delimiter, width: header.length, guarded } as const;
  if (spec) return { file, spec, layout: { ...delimited, order: orderOf(spec, header), named: true } };
  for (const each of specs) {
    const names = each.bare?.(header.map((field) => field.trim()));
    if (names) return { file, spec: each, layout: { ...delimited, order: orderOf(each, names), named: false } };
  }
  throw wrongColumns(file.path, specs, line);
}

function namesOfJson(line: string): string[] {
  try {
    return Object.keys(JSON.parse(line) as object);
  } catch {
    return [];
  }
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

function indexOfColumn(column: ColumnSpec, names: readonly string[]): number {
  for (const name of [column.name, ...(column.also ?? [])]) {
    const at = names.indexOf(plain(name));
    if (at >= 0) return at;
  }
  return -1;
}

function orderOf(spec: TableSpec, header: readonly string[]): number[] {
  const names = header.map(plain);
  return spec.columns.map((column) => indexOfColumn(column, names));
}

/** The table all of whose needed columns are there; of several the one with most columns. */
function bestSpec<Spec extends TableSpec>(specs: readonly Spec[], header: readonly string[]): Spec | null {
  let best: Spec | null = null;
  let most = 0;
  for (const spec of specs) {
    const order = orderOf(spec, header);
    if (spec.columns.some((column, index) => column.optional !== true && (order[index] ?? -1) < 0)) continue;
    const found = order.filter((at) => at >= 0).length;
    if (found > most) [best, most] = [spec, found];
  }
  return best;
}

function wrongColumns(file: string, specs: readonly TableSpec[], seen: string): ImportStopped {
  const needed = specs
    .map(
      (spec) =>
        `${spec.name} (${spec.columns
          .filter((column) => column.optional !== true)
          .map((column) => column.name)
          .join(', ')})`,
    )
    .join(', or ');
  return new ImportStopped({
    code: 'import.wrong_columns',
    message: `${file} has not the columns of ${needed}; its first line is "${seen.slice(0, 200)}". Nothing was written: give the right file or format.`,
    file,
  });
}

/** Streams the rows of a table, some thousand at a time. A row that cannot be read is there with its fault. */
export async function* readTable(table: OpenTable, onBytes: (bytes: number) => void): AsyncGenerator<TableRow[]> {
  const parse = table.layout.kind === 'jsonl' ? jsonRows(table.spec) : delimitedRows(table.layout, table.spec);
  let carried: readonly string[] = [];
  let skipName = table.layout.kind === 'delimited' && table.layout.named;
  for await (const batch of readLines(table.file, onBytes)) {
    const lines = carried.length > 0 ? [...carried, ...batch.lines] : [...batch.lines];
    let first = batch.first - carried.length;
    if (first === 1) lines[0] = (lines[0] ?? '').replace(/^\uFEFF/, '');
    if (skipName) {
      const at = lines.findIndex((text) => text.trim() !== '');
      if (at < 0) continue;
      skipName = false;
      lines.splice(0, at + 1);
      first += at + 1;
    }
    const { rows, used } = parse(lines, { first, ends: batch.ends });
    carried = lines.slice(used);
    yield rows;
  }
}

interface Parsed {
  readonly rows: TableRow[];
  /** Lines that were dealt with; the others come again with the next batch. */
  readonly used: number;
}

type Parse = (lines: readonly string[], place: { first: number; ends: boolean }) => Parsed;

/** A quoted field goes over so many lines at most; one that is longer was never closed. */
const longestQuote = 50;

function delimitedRows(layout: Layout & { kind: 'delimited' }, spec: TableSpec): Parse {
  const { delimiter, order, width } = layout;
  const meant = layout.guarded ? readCell : (cell: string) => cell;
  const fill = (record: readonly string[], line: number): TableRow => {
    const fields = order.map((at) => (at < 0 ? '' : meant((record[at] ?? '').trim())));
    return { line, fields, fault: characterFault(fields, spec) };
  };
  const fits = (record: readonly string[]) =>
    record.length === width || (record.length === width + 1 && record[width]?.trim() === '');
  return (lines, { first, ends }) => {
    const rows: TableRow[] = [];
    let at = 0;
    for (; at < lines.length; at += 1) {
      const text = lines[at] ?? '';
      if (text.trim() === '') continue;
      const record = splitRecord(text, delimiter);
      if (record && fits(record)) {
        rows.push(fill(record, first + at));
        continue;
      }
      if (record) {
        rows.push({ line: first + at, fields: record, fault: wrongCount(record.length, width) });
        continue;
      }
      const longer = joinLines(lines, at, delimiter);
      if (longer && fits(longer.record)) {
        rows.push(fill(longer.record, first + at));
        at = longer.last;
      } else if (!longer && !ends && lines.length - at < longestQuote) break;
      else rows.push({ line: first + at, fields: [text.slice(0, 500)], fault: openQuote });
    }
    return { rows, used: at };
  };
}

function joinLines(
  lines: readonly string[],
  from: number,
  delimiter: Delimiter,
): { record: string[]; last: number } | null {
  let text = lines[from] ?? '';
  for (let last = from + 1; last < Math.min(lines.length, from + longestQuote); last += 1) {
    const next = lines[last] ?? '';
    text += `\n${next}`;
    if (!next.includes('"')) continue;
    const record = splitRecord(text, delimiter);
    if (record) return { record, last };
  }
  return null;
}

const openQuote: Fault = { field: null, reason: 'open-quote', message: 'has a quoted field that never ends' };

function wrongCount(found: number, wanted: number): Fault {
  return { field: null, reason: 'wrong-field-count', message: `has ${found} fields instead of ${wanted}` };
}

/** The field whose bytes are no text, if one is. */
function characterFault(fields: readonly string[], spec: TableSpec): Fault | null {
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at] ?? '';
    if (field.includes('\uFFFD'))
      return {
        field: spec.columns[at]?.name ?? null,
        reason: 'bad-encoding',
        message: 'holds bytes that are no UTF-8: save the file as UTF-8',
      };
    if (field.includes('\0'))
      return { field: spec.columns[at]?.name ?? null, reason: 'bad-character', message: 'holds the null character' };
  }
  return null;
}

function jsonRows(spec: TableSpec): Parse {
  const places = new Map<string, number>();
  spec.columns.forEach((column, index) => {
    for (const name of [column.name, ...(column.also ?? [])]) places.set(plain(name), index);
  });
  return (lines, { first }) => ({
    rows: lines.flatMap((text, at) => (text.trim() === '' ? [] : [jsonRow(text, first + at, { spec, places })])),
    used: lines.length,
  });
}

function jsonRow(
  text: string,
  line: number,
  { spec, places }: { spec: TableSpec; places: ReadonlyMap<string, number> },
): TableRow {
  const fields = spec.columns.map(() => '');
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch {
    return {
      line,
      fields: [text.slice(0, 500)],
      fault: { field: null, reason: 'bad-json', message: 'is no whole JSON record' },
    };
  }
  if (typeof record !== 'object' || record === null)
    return {
      line,
      fields: [text.slice(0, 500)],
      fault: { field: null, reason: 'bad-json', message: 'is no JSON object' },
    };
  for (const [name, value] of Object.entries(record)) {
    const at = places.get(plain(name));
    if (at === undefined || value === null) continue;
    fields[at] = typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
  }
  return { line, fields, fault: characterFault(fields, spec) };
}
