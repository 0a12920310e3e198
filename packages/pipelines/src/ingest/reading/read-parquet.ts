import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { brokenFile, ImportStopped } from '../import-outcome.ts';

/** A Parquet file that can be read in slices. */
export interface ParquetTable {
  readonly rowCount: number;
  /** The rows as objects, `step` at a time. */
  slices(step: number): AsyncGenerator<Record<string, unknown>[]>;
}

/** Opens a Parquet file that has at least the wanted columns. Throws ImportStopped otherwise. */
export async function openParquet(path: string, columns: readonly string[]): Promise<ParquetTable> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file).catch((error: unknown) => {
    throw brokenFile(path, `is no Parquet file, or a part of one is missing (${messageOf(error)})`, error);
  });
  const names = parquetSchema(metadata).children.map((child) => child.element.name);
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    throw new ImportStopped({
      code: 'import.wrong_columns',
      message: `${path} has no column ${missing.join(', ')}; it has ${names.slice(0, 30).join(', ')}. Nothing was written.`,
      file: path,
    });
  }
  const rowCount = Number(metadata.num_rows);
  return {
    rowCount,
    async *slices(step) {
      for (let rowStart = 0; rowStart < rowCount; rowStart += step) {
        const rowEnd = Math.min(rowCount, rowStart + step);
        yield await parquetReadObjects({ file, metadata, columns: [...columns], rowStart, rowEnd, compressors }).catch(
          (error: unknown) => {
            throw brokenFile(
              path,
              `breaks off between rows ${rowStart + 1} and ${rowEnd} (${messageOf(error)})`,
              error,
            );
          },
        );
      }
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
