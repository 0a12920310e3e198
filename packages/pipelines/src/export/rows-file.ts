import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { guardCell } from '@vitrine/shop/catalog-csv';
import { type ColumnSource, fileWriter, parquetWriteRows } from 'hyparquet-writer';

/** What exports are written in. */
export const exportFormats = ['csv', 'jsonl', 'parquet'] as const;
/** One of them. */
export type FileFormat = (typeof exportFormats)[number];

/** A column of an exported file. Times are Dates, money is decimal major units. */
export interface ExportColumn {
  readonly name: string;
  readonly type: 'text' | 'whole' | 'decimal' | 'flag' | 'time' | 'json';
  /** Names or finds a person: only written when personal fields were asked for. */
  readonly personal?: boolean;
}

/** One row, by column. */
export type ExportRow = Readonly<Record<string, unknown>>;

/** What goes into a file. */
export interface RowsContent {
  readonly columns: readonly ExportColumn[];
  readonly rows: AsyncIterable<ExportRow>;
  /** CSV only: whether texts that a spreadsheet would run as formulas get an apostrophe before them. */
  readonly formulaGuard: boolean;
}

/** A file that was written. */
export interface WrittenFile {
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Writes rows to a file that is there wholly or not at all: a file beside it is renamed at the end. Memory: a few thousand
 * rows, whatever the number.
 */
export async function writeRowsFile(path: string, format: FileFormat, content: RowsContent): Promise<WrittenFile> {
  const part = `${path}.part`;
  let rows = 0;
  const counted = async function* (): AsyncGenerator<ExportRow> {
    for await (const row of content.rows) {
      rows += 1;
      yield row;
    }
  };
  try {
    if (format === 'parquet') await writeParquet(part, content.columns, counted());
    else
      await writeText(
        part,
        format === 'csv' ? csvLines({ ...content, rows: counted() }) : jsonLines(content.columns, counted()),
      );
    const [{ size }, sha256] = [await stat(part), await hashOf(part)];
    await rename(part, path);
    return { rows, bytes: size, sha256 };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function* csvLines({ columns, rows, formulaGuard }: RowsContent): AsyncGenerator<string> {
  yield `${columns.map(({ name }) => name).join(',')}\n`;
  const guarded = columns.map(({ name, type }) => ({ name, guards: formulaGuard && type === 'text' }));
  for await (const row of rows) yield `${guarded.map(({ name, guards }) => csvCell(row[name], guards)).join(',')}\n`;
}

function csvCell(value: unknown, guards: boolean): string {
  const text = guards ? guardCell(asText(value)) : asText(value);
  return /[",\n\r]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean);
}

async function* jsonLines(columns: readonly ExportColumn[], rows: AsyncIterable<ExportRow>): AsyncGenerator<string> {
  for await (const row of rows)
    yield `${JSON.stringify(Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null])))}\n`;
}

async function writeText(path: string, lines: AsyncIterable<string>): Promise<void> {
  const file = createWriteStream(path);
  let waiting: string[] = [];
  const flush = async () => {
    if (waiting.length === 0) return;
    const piece = waiting.join('');
    waiting = [];
    if (!file.write(piece)) await once(file, 'drain');
  };
  for await (const line of lines) {
    waiting.push(line);
    if (waiting.length >= 500) await flush();
  }
  await flush();
  file.end();
  await once(file, 'close');
}

const parquetTypes = {
  text: 'STRING',
  whole: 'INT64',
  decimal: 'DOUBLE',
  flag: 'BOOLEAN',
  time: 'TIMESTAMP',
  json: 'JSON',
} as const;

async function writeParquet(
  path: string,
  columns: readonly ExportColumn[],
  rows: AsyncGenerator<ExportRow>,
): Promise<void> {
  const shaped: Omit<ColumnSource, 'data'>[] = columns.map(({ name, type }) => ({
    name,
    type: parquetTypes[type],
    nullable: true,
  }));
  const values = async function* (): AsyncGenerator<Record<string, unknown>> {
    for await (const row of rows)
      yield Object.fromEntries(columns.map(({ name, type }) => [name, parquetValue(row[name], type)]));
  };
  await parquetWriteRows({
    writer: fileWriter(path),
    rows: values(),
    columns: shaped,
    rowGroupSize: [1000, 20_000],
    createdBy: 'vitrine',
  });
}

function parquetValue(value: unknown, type: ExportColumn['type']): unknown {
  if (value === null || value === undefined) return null;
  return type === 'whole' ? BigInt(value as number) : value;
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
