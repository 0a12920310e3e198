import { Readable } from 'node:stream';
import { readCell } from '@vitrine/shop/catalog-csv';
import { parse } from 'csv-parse';
import { parse as parseSync } from 'csv-parse/sync';
import { brokenFile, ImportStopped } from '../import-outcome.ts';
import { guardsFormulas } from '../reading/guards-formulas.ts';
import type { SourceFile } from '../reading/source-files.ts';
import { unreadable } from '../reading/unreadable.ts';
import type { FileDialect } from './mapping-request.ts';
import { fieldsOf, normaliseName, recordKinds } from './record-fields.ts';
import { readDecimal, readTime } from './read-value.ts';
import {
  decodeText,
  detectEncoding,
  detectQuoting,
  headBytes,
  knownEncoding,
  readHead,
  type Quoting,
} from './sniff-text.ts';
import { longestRow, sampleRows, type Table, type TableRow } from './table.ts';

const names = new Set(
  recordKinds.flatMap((kind) => fieldsOf[kind].flatMap((field) => [field.name, ...field.spellings])),
);

/** Opens a text of rows and fields; delimiter, quotes, header and encoding are detected where they are not given. */
export async function openDelimited(file: SourceFile, given: FileDialect): Promise<Table> {
  const head = await readHead(file);
  const encoding = encodingOf(file, head, given);
  const text = new TextDecoder(encoding).decode(head, { stream: true });
  if (text.trim() === '') throw brokenFile(file.path, 'is empty');
  if ((text.match(/\0/g)?.length ?? 0) > text.length / 50)
    throw brokenFile(file.path, 'is no text: every fiftieth character and more is NUL');
  const quoting = detectQuoting(text, given.delimiter);
  const formulaGuard = given.formulaGuard ?? (await guardsFormulas(file.path));
  const isCut = head.length >= headBytes;
  const records = readSample(text, quoting, isCut);
  const [first = [], ...others] = records;
  const header = given.header ?? looksLikeHeader(first, others);
  const rows = (header ? others : records).slice(0, sampleRows);
  const width = header ? first.length : mostCommonWidth(records);
  const columns = nameColumns(header ? first : Array.from({ length: width }, (_, at) => `column${at + 1}`));
  // A first row that is longer than the head is no missing row: the stream will read it, or say where it is too long.
  if (header && rows.length === 0 && !isCut)
    throw new ImportStopped({
      code: 'import.empty',
      message: `${file.path} has a header and no rows, so there is nothing to import: give the file that has them.`,
      file: file.path,
    });
  const repeated = columns.filter((name) => /#\d+$/.test(name));
  return {
    path: file.path,
    columns,
    sample: rows.filter((row) => row.length === width),
    dialect: { encoding, delimiter: quoting.delimiter, header, formulaGuard },
    total: file.bytes,
    unit: 'bytes',
    oddities:
      repeated.length > 0 ? [`${file.path} names columns twice; they are told apart as ${repeated.join(', ')}.`] : [],
    read: (wanted, onProgress) =>
      readRows(file, { wanted, columns, quoting, encoding, header, width, formulaGuard }, onProgress),
  };
}

function encodingOf(file: SourceFile, head: Buffer, given: FileDialect): string {
  if (given.encoding === undefined) return detectEncoding(head);
  const known = knownEncoding(given.encoding);
  if (known !== null) return known;
  const message = `There is no encoding "${given.encoding}": use utf-8, latin-1, windows-1252 or utf-16le.`;
  throw new ImportStopped({ code: 'import.wrong_map', message, file: file.path });
}

const options = ({ delimiter, quote, escape }: Quoting) => ({
  bom: true,
  delimiter,
  quote,
  escape,
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  max_record_size: longestRow,
});

function readSample(text: string, quoting: Quoting, cut: boolean): string[][] {
  const ends = text.lastIndexOf('\n');
  const whole = cut && ends > 0 ? text.slice(0, ends + 1) : text;
  try {
    return parseSync(whole, { ...options(quoting), to: sampleRows + 1 }) as unknown as string[][];
  } catch {
    // A quote that opens in the head and closes behind it, or never: the stream will say which.
    return whole
      .split(/\r\n|\n|\r/)
      .filter((line) => line.trim() !== '')
      .slice(0, sampleRows + 1)
      .map((line) => line.slice(0, longestRow).split(quoting.delimiter));
  }
}

function looksLikeHeader(first: readonly string[], others: readonly (readonly string[])[]): boolean {
  const cells = first.map((cell) => cell.trim());
  if (cells.some((cell) => names.has(normaliseName(cell)) && cell !== '')) return true;
  const valued = (cell: string) => readDecimal(cell, '.') !== null || readTime(cell, 'dmy') !== null;
  if (cells.some(valued)) return false;
  const second = others[0] ?? [];
  return others.length === 0 || second.some((cell) => valued(cell.trim()));
}

function mostCommonWidth(records: readonly (readonly string[])[]): number {
  const counts = new Map<number, number>();
  for (const record of records) counts.set(record.length, (counts.get(record.length) ?? 0) + 1);
  return [...counts].sort((left, right) => right[1] - left[1])[0]?.[0] ?? 0;
}

/** Every column gets a name of its own: repeated ones are numbered, empty ones named by their place. */
function nameColumns(header: readonly string[]): string[] {
  const plain = header.map((name, at) => name.trim() || `column${at + 1}`);
  const seen = new Map<string, number>();
  return plain.map((name) => {
    if (plain.indexOf(name) === plain.lastIndexOf(name)) return name;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return `${name}#${count}`;
  });
}

interface Reading {
  readonly wanted: readonly string[];
  readonly columns: readonly string[];
  readonly quoting: Quoting;
  readonly encoding: string;
  readonly header: boolean;
  readonly width: number;
  readonly formulaGuard: boolean;
}

async function* readRows(
  file: SourceFile,
  reading: Reading,
  onBytes: (bytes: number) => void,
): AsyncGenerator<TableRow> {
  const { wanted, columns, quoting, width } = reading;
  const places = wanted.map((name) => columns.indexOf(name));
  const meant = reading.formulaGuard ? readCell : (cell: string) => cell;
  const text = Readable.from(decodeText(file, reading.encoding, onBytes));
  const parser = parse({ ...options(quoting), info: true });
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  let skip = reading.header;
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      if (skip) {
        skip = false;
        continue;
      }
      if (record.length === width) yield { line: info.lines, cells: places.map((at) => meant(record[at] ?? '')) };
      else {
        const message = `has ${record.length} fields instead of ${width}`;
        yield { line: info.lines, fault: { reason: 'wrong-field-count', message }, row: record.slice(0, 50) };
      }
    }
  } catch (error) {
    throw error instanceof ImportStopped ? error : brokenFile(file.path, unreadable(error), error);
  } finally {
    text.destroy();
  }
}
