import { ImportStopped } from '../import-outcome.ts';
import { openParquet } from '../reading/read-parquet.ts';
import type { SourceFile } from '../reading/source-files.ts';
import { pathsOf, valueAt, type Table, type TableRow } from './table.ts';

const mostRows = 50_000;
const sampled = 300;

/** Opens a Parquet file. Fields inside structs are named by their dotted path. */
export async function openParquetTable(file: SourceFile): Promise<Table> {
  const { columns: tops, rowCount: total, ...rows } = await openParquet(file.path);
  if (total === 0)
    throw new ImportStopped({ code: 'import.empty', message: `${file.path} has no rows.`, file: file.path });
  const head = await rows.head(sampled);
  const columns = [
    ...new Set([
      ...head.flatMap((row) => pathsOf(row)),
      ...tops.filter((top) => head.every((row) => row[top] === null)),
    ]),
  ];
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
      for await (const { from, rows: slice } of rows.slices(needed, mostRows)) {
        for (const [at, row] of slice.entries()) {
          onProgress(1);
          yield { line: from + at + 1, cells: wanted.map((path) => valueAt(row, path)) };
        }
      }
    },
  };
}
