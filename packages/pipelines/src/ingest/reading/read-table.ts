import { readCell } from '@vitrine/shop/catalog-csv';
import { parse } from 'csv-parse';
import { brokenFile, ImportStopped } from '../import-outcome.ts';
import type { ImportRun } from '../import-run.ts';
import { looksMisread, mendEncoding, type Mended } from './mend-encoding.ts';
import { guardsFormulas } from './guards-formulas.ts';
import { openSource, type SourceFile } from './source-files.ts';
import { delimiterOf } from './split-record.ts';
import { unreadable } from './unreadable.ts';

/** A record of a table: its fields by column. Columns are named in lower case with single underscores, see `columnKey`. */
export interface TableRow {
  readonly file: string;
  /** Where the record ends, from 1. */
  readonly line: number;
  /** The trimmed field, without the apostrophe of our exports against formulas; empty when the column is absent. */
  get(column: string): string;
  readonly fields: readonly string[];
}

/** What a table must and may have. */
export interface TableShape {
  /** Columns that the header must name, in any spelling that has the same key (see `columnKey`). */
  readonly required: readonly string[];
  /** Other spellings: key in the file to the key that `get` is asked for. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/** A name of a column as it is compared: "Variant Price" and "variant_price" are one. */
export function columnKey(name: string): string {
  return name
    .replace(/^\uFEFF/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}

const longestRecord = 4_000_000;

/** Unpacked bytes of a file as UTF-8; what was not is counted in `mended`. */
export async function openText(
  file: SourceFile,
  hears: { onBytes: (bytes: number) => void; mended: Mended },
): Promise<NodeJS.ReadableStream & { destroy(error?: Error): void }> {
  const source = await openSource(file, hears.onBytes);
  const text = mendEncoding(hears.mended);
  source.on('error', (error) => text.destroy(error));
  text.on('close', () => source.destroy());
  return source.pipe(text);
}

/** The first line of a file, up to 64 kB: what its columns are. */
export async function firstLine(file: SourceFile): Promise<string> {
  const stream = await openText(file, { onBytes: () => undefined, mended: { lines: 0 } });
  let head = '';
  try {
    for await (const chunk of stream) {
      head += String(chunk);
      if (head.includes('\n') || head.length > 65_536) break;
    }
  } catch (error) {
    throw brokenFile(file.path, unreadable(error), error);
  } finally {
    stream.destroy();
  }
  return (head.split(/\r?\n/, 1)[0] ?? '').replace(/^\uFEFF/, '');
}

/** The keys of a header line. */
export function headerKeys(header: string): string[] {
  return header.split(delimiterOf(header)).map((name) => columnKey(name.replaceAll('"', '')));
}

/**
 * Streams the records of a CSV file by column name: any order and case of the columns, other columns ignored, comma,
 * semicolon or tab, BOM, CRLF, gzip, Windows-1252 lines. A record with too few or too many fields is rejected here.
 * `reporting` is false in a second pass, so that nothing is counted or rejected twice. Throws ImportStopped for a broken file.
 */
export async function* readTable(
  file: SourceFile,
  shape: TableShape,
  pass: { readonly run: ImportRun; readonly reporting: boolean },
): AsyncGenerator<TableRow> {
  const { run, reporting } = pass;
  const mended = { lines: 0 };
  let misread = 0;
  const delimiter = delimiterOf(await firstLine(file));
  const meant = (await guardsFormulas(file.path)) ? readCell : (cell: string) => cell;
  const source = await openText(file, { onBytes: (bytes) => run.meter.advance(bytes, 0), mended });
  const parser = parse({
    bom: true,
    info: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
  });
  source.on('error', (error: Error) => parser.destroy(error));
  source.pipe(parser);
  let at: ReadonlyMap<string, number> | null = null;
  let width = 0;
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      if (at === null) {
        at = placesOf(file.path, record, shape);
        width = record.length;
        continue;
      }
      if (reporting) {
        run.counts.rows += 1;
        if (record.some(looksMisread)) misread += 1;
      }
      run.meter.advance(0, 1);
      const fault = widthFault(record, width);
      if (fault === null) yield rowOf(file.path, { line: info.lines, record, at, meant });
      else if (reporting) {
        await run.rejects.add({ file: file.path, line: info.lines, field: null, ...fault, row: record.slice(0, 60) });
      }
    }
  } catch (error) {
    throw error instanceof ImportStopped ? error : brokenFile(file.path, unreadable(error), error);
  } finally {
    source.destroy();
  }
  if (at === null) throw brokenFile(file.path, 'is empty');
  if (reporting) noteEncoding(run, file.path, { mended: mended.lines, misread });
}

/** Says in the report which lines were no UTF-8 and which look misread. */
export function noteEncoding(run: ImportRun, file: string, seen: { mended: number; misread: number }): void {
  if (seen.mended > 0)
    run.notes.push(`${seen.mended} lines of ${file} are not UTF-8: they were read as Windows-1252 (Latin-1).`);
  if (seen.misread > 0) {
    run.notes.push(
      `${seen.misread} rows of ${file} hold letters that were spoilt before (such as "Ã©" or "\uFFFD"): kept as they are.`,
    );
  }
}

function widthFault(record: readonly string[], width: number): { reason: string; message: string } | null {
  if (record.some((field) => field.includes('\0')))
    return { reason: 'bad-character', message: 'holds the null character' };
  const extra = record.slice(width).some((field) => field.trim() !== '');
  if (record.length >= width && !extra) return null;
  return { reason: 'wrong-field-count', message: `has ${record.length} fields instead of ${width}` };
}

function rowOf(
  file: string,
  given: { line: number; record: string[]; at: ReadonlyMap<string, number>; meant: (cell: string) => string },
): TableRow {
  const { line, record, at, meant } = given;
  return { file, line, fields: record, get: (column) => meant(record[at.get(column) ?? -1]?.trim() ?? '') };
}

function placesOf(file: string, header: readonly string[], shape: TableShape): Map<string, number> {
  const places = new Map<string, number>();
  for (const [index, name] of header.entries()) {
    const key = columnKey(name);
    const meant = shape.aliases?.[key] ?? key;
    if (meant !== '' && !places.has(meant)) places.set(meant, index);
  }
  const missing = shape.required.filter((column) => !places.has(columnKey(column)));
  if (missing.length > 0) throw wrongColumns(file, { missing, header, required: shape.required });
  return places;
}

/** The stop for a table that lacks columns: names the file, what lacks and what it has. */
export function wrongColumns(
  file: string,
  columns: { missing: readonly string[]; header: readonly string[]; required: readonly string[] },
): ImportStopped {
  const seen = columns.header.slice(0, 12).join(', ').slice(0, 200);
  const message = `${file} has no column ${columns.missing.join(', ')}; it has "${seen}". It needs ${columns.required.join(', ')}. Nothing was written.`;
  return new ImportStopped({ code: 'import.wrong_columns', message, file });
}
