import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { brokenFile, ImportStopped } from '../import-outcome.ts';
import type { SourceFile } from '../reading/source-files.ts';
import { pathsOf, valueAt, type Table, type TableRow } from './table.ts';

const mostRows = 50_000;
const sampled = 300;

/** Opens a Parquet file. Fields inside structs are named by their dotted path. */
export async function openParquetTable(file: SourceFile): Promise<Table> {
  const buffer = await asyncBufferFromFile(file.path);
  const metadata = await parquetMetadataAsync(buffer).catch((error: unknown) => {
    throw brokenFile(file.path, `is no Parquet file, or a part of one is missing (${messageOf(error)})`, error);
  });
  const tops = parquetSchema(metadata).children.map((child) => child.element.name);
  const total = Number(metadata.num_rows);
  if (total === 0)
    throw new ImportStopped({ code: 'import.empty', message: `${file.path} has no rows.`, file: file.path });
  const readSlice = async (columns: readonly string[], rowStart: number, rowEnd: number) => {
    const options = { file: buffer, metadata, columns: [...columns], rowStart, rowEnd, compressors };
    return parquetReadObjects(options).catch((error: unknown) => {
      throw brokenFile(file.path, `breaks off between rows ${rowStart + 1} and ${rowEnd} (${messageOf(error)})`, error);
    });
  };
  const head = await readSlice(tops, 0, Math.min(sampled, total));
  const columns = [
    ...new Set([
      ...head.flatMap((row) => pathsOf(row)),
      ...tops.filter((top) => head.every((row) => row[top] === null)),
    ]),
  ];
  const groups = metadata.row_groups.map((group) => Number(group.num_rows));
  return {
    path: file.path,
    columns,
    sample: head.map((row) => columns.map((column) => valueAt(row, column))),
    dialect: {},
    total,
    unit: 'rows',
    oddities: [],
    async *read(wanted, onProgress): AsyncGenerator<TableRow> {
      const needed = tops.filter((top) => wanted.some((path) => path === top || path.startsWith(`${top}.`)));
      for (const { from, to } of slicesOf(groups)) {
        const rows = await readSlice(needed, from, to);
        for (const [at, row] of rows.entries()) {
          onProgress(1);
          yield { line: from + at + 1, cells: wanted.map((path) => valueAt(row, path)) };
        }
      }
    },
  };
}

/** Row group by row group, which is how it is stored; large groups in parts, so that memory stays bounded. */
function* slicesOf(groups: readonly number[]): Generator<{ from: number; to: number }> {
  let from = 0;
  for (const rows of groups) {
    for (let start = from; start < from + rows; start += mostRows)
      yield { from: start, to: Math.min(from + rows, start + mostRows) };
    from += rows;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
