import type { ImportRun } from '../import-run.ts';
import { readTable, type Fault, type OpenTable } from './row-batches.ts';

/** A record, or what is wrong with the row. */
interface Made<Row> {
  readonly row?: Row;
  readonly fault?: Fault;
}

/**
 * The good rows of small tables beside the events, as records made by `make`, which may find a fault instead. Bad rows go to
 * the rejects file, and all are counted.
 */
export async function* readRows<Row extends object>(
  tables: readonly OpenTable[],
  run: ImportRun,
  make: (fields: readonly string[]) => Made<Row>,
): AsyncGenerator<Row> {
  for (const table of tables) {
    for await (const rows of readTable(table, (bytes) => run.meter.advance(bytes, 0))) {
      run.counts.rows += rows.length;
      run.meter.advance(0, rows.length);
      for (const { line, fields, fault } of rows) {
        const made: Made<Row> = fault ? { fault } : make(fields);
        if (made.fault) await run.rejects.add({ file: table.file.path, line, ...made.fault, row: fields });
        else if (made.row) yield made.row;
      }
    }
  }
}
