import { ImportStopped } from '../import-outcome.ts';
import { findSourceFiles, type SourceFile } from '../reading/source-files.ts';
import type { FileDialect } from './mapping-request.ts';
import { openDelimited } from './open-delimited.ts';
import { openJsonLines } from './open-json-lines.ts';
import { openParquetTable } from './open-parquet-table.ts';
import type { Table } from './table.ts';

/** The formats whose columns have to be explained. */
export const genericFormats = ['csv', 'jsonl', 'parquet'] as const;
/** One of them. */
export type GenericFormat = (typeof genericFormats)[number];

const endings: Readonly<Record<GenericFormat, readonly string[]>> = {
  csv: ['.csv', '.tsv', '.txt', '.csv.gz', '.tsv.gz', '.txt.gz'],
  jsonl: ['.jsonl', '.ndjson', '.json', '.jsonl.gz', '.ndjson.gz', '.json.gz'],
  parquet: ['.parquet', '.pq'],
};

const openers: Readonly<Record<GenericFormat, (file: SourceFile, dialect: FileDialect) => Promise<Table>>> = {
  csv: openDelimited,
  jsonl: openJsonLines,
  parquet: (file) => openParquetTable(file),
};

/** Opens the files that the paths name. Throws ImportStopped when one is missing, empty or not what it should be. */
export async function openTables(
  format: GenericFormat,
  paths: readonly string[],
  dialect: FileDialect,
): Promise<Table[]> {
  const files = await findSourceFiles(paths, endings[format]);
  const tables: Table[] = [];
  for (const file of files) {
    if (file.bytes === 0)
      throw new ImportStopped({
        code: 'import.empty',
        message: `${file.path} is empty: give a file with rows.`,
        file: file.path,
      });
    tables.push(await openers[format](file, dialect));
  }
  return tables;
}
