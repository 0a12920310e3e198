import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { brokenFile } from '../import-outcome.ts';
import { messageOf } from './unreadable.ts';

/** A Parquet file that can be read in slices. */
export interface ParquetFile {
  readonly path: string;
  readonly rowCount: number;
  /** Names of the outermost columns. */
  readonly columns: readonly string[];
  /** The first rows as objects. */
  head(rows: number): Promise<ParquetRow[]>;
  /**
   * All rows with the wanted columns, row group by row group, which is how it is stored; large groups `most` rows at a time,
   * so that memory stays bounded. `from` is the place of the first, from 0. Throws ImportStopped where the file breaks off.
   */
  slices(columns: readonly string[], most: number): AsyncGenerator<{ from: number; rows: ParquetRow[] }>;
}

/** A row by column; structs are objects. */
export type ParquetRow = Record<string, unknown>;

/** Opens a Parquet file. Throws ImportStopped when it is none, or a part of one. */
export async function openParquet(path: string): Promise<ParquetFile> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file).catch((error: unknown) => {
    throw brokenFile(path, `is no Parquet file, or a part of one is missing (${messageOf(error)})`, error);
  });
  const columns = parquetSchema(metadata).children.map((child) => child.element.name);
  const rowCount = Number(metadata.num_rows);
  const read = async (wanted: readonly string[], rowStart: number, rowEnd: number): Promise<ParquetRow[]> => {
    try {
      return await parquetReadObjects({ file, metadata, columns: [...wanted], rowStart, rowEnd, compressors });
    } catch (error) {
      throw brokenFile(path, `breaks off between rows ${rowStart + 1} and ${rowEnd} (${messageOf(error)})`, error);
    }
  };
  return {
    path,
    rowCount,
    columns,
    head: (rows) => read(columns, 0, Math.min(rows, rowCount)),
    async *slices(wanted, most) {
      let end = 0;
      for (const group of metadata.row_groups) {
        let from = end;
        end += Number(group.num_rows);
        for (; from < end; from += most) yield { from, rows: await read(wanted, from, Math.min(end, from + most)) };
      }
    },
  };
}
