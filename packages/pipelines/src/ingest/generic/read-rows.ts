import type { Reject } from '../rejects-file.ts';
import type { PlacedRow } from './gather-rows.ts';
import { judgeRow, type RowOfKind } from './judge-record.ts';
import type { ColumnMap } from './mapping-request.ts';
import type { RowGround } from './row-ground.ts';
import { RowReader } from './row-reader.ts';
import type { Table } from './table.ts';

/** What reading tells besides rows. */
export interface RowListener {
  onRow(): void;
  onProgress(done: number): void;
  onReject(reject: Reject): Promise<void>;
}

/** What is read, and how. */
export interface Reading<Kind extends keyof RowOfKind> {
  readonly kind: Kind;
  readonly map: ColumnMap;
  readonly tables: readonly Table[];
  readonly ground: RowGround;
}

/** Streams the rows that are right in themselves; each other one goes to `onReject` with its line, field and reason. */
export async function* readRows<Kind extends keyof RowOfKind>(
  { kind, map, tables, ground }: Reading<Kind>,
  listener: RowListener,
): AsyncGenerator<PlacedRow<RowOfKind[Kind]>> {
  const wanted = [...new Set(Object.values(map.columns))];
  const reader = new RowReader(map, wanted);
  const judge = judgeRow[kind];
  for (const table of tables) {
    for await (const entry of table.read(wanted, listener.onProgress)) {
      listener.onRow();
      const { line } = entry;
      if (entry.fault) {
        await listener.onReject({ file: table.path, line, field: null, ...entry.fault, row: entry.row });
        continue;
      }
      const row = judge(reader.turnTo(entry.cells), ground);
      if (reader.fault === null) yield { file: table.path, line, row };
      else await listener.onReject({ file: table.path, line, ...reader.fault, row: shownRow(wanted, entry.cells) });
    }
  }
}

/** A row as the rejects file keeps it: by column, long texts cut. */
function shownRow(wanted: readonly string[], cells: readonly unknown[]): Record<string, unknown> {
  return Object.fromEntries(
    wanted.map((column, at) => {
      const cell = cells[at];
      return [
        column,
        typeof cell === 'string' && cell.length > 200
          ? `${cell.slice(0, 199)}…`
          : typeof cell === 'bigint'
            ? String(cell)
            : cell,
      ];
    }),
  );
}
