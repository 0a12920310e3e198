import { parse } from 'csv-parse';
import { brokenFile, ImportStopped } from '../import-outcome.ts';
import { openSource, type SourceFile } from './source-files.ts';

/** One record of a CSV file: `line` is where it ends, counted from 1. */
export interface CsvRow {
  readonly file: string;
  readonly line: number;
  readonly fields: readonly string[];
}

const longestRecord = 1_000_000;

/**
 * Streams the records after the header, which must name the wanted columns (in any case and order; others are ignored).
 * `fields` come in the order of `columns`; a record with too few or too many fields is passed on as it is. Throws
 * ImportStopped for wrong columns, a truncated gzip, an unclosed quote, or a file without text.
 */
export async function* readCsv(
  file: SourceFile,
  columns: readonly string[],
  onBytes: (bytes: number) => void,
): AsyncGenerator<CsvRow> {
  const source = await openSource(file, onBytes);
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
  });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let order: number[] | null = null;
  let width = 0;
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      if (order === null) {
        order = findColumns(file.path, columns, record);
        width = record.length;
        continue;
      }
      const fields = record.length === width ? order.map((at) => record[at] ?? '') : record;
      yield { file: file.path, line: info.lines, fields };
    }
  } catch (error) {
    throw error instanceof ImportStopped ? error : brokenFile(file.path, describe(error), error);
  } finally {
    source.destroy();
  }
  if (order === null) throw brokenFile(file.path, 'is empty');
}

function findColumns(file: string, columns: readonly string[], header: readonly string[]): number[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = columns.filter((column) => !names.includes(column.toLowerCase()));
  if (missing.length > 0) {
    const seen = header.slice(0, 12).join(', ').slice(0, 200);
    throw new ImportStopped({
      code: 'import.wrong_columns',
      message: `${file} has no column ${missing.join(', ')}; its first line is "${seen}". It needs ${columns.join(', ')}. Nothing was written.`,
      file,
    });
  }
  return columns.map((column) => names.indexOf(column.toLowerCase()));
}

function describe(error: unknown): string {
  const code = error instanceof Error ? String(Reflect.get(error, 'code') ?? '') : '';
  if (code === 'Z_BUF_ERROR') return 'is cut off: its gzip stream ends too early';
  if (code.startsWith('Z_')) return `is not a whole gzip file (${code})`;
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'ends inside a quoted field, so its end is missing';
  if (code === 'CSV_MAX_RECORD_SIZE')
    return `has a record of over ${longestRecord} characters, which is a quote that never closes or no CSV`;
  return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
}
