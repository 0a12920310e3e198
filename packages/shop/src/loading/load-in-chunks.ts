import type { LoadReport, RejectedRow } from './catalog-batch.ts';
import type { RowFault } from './check-row.ts';

/** A row and where it stood in its batch. */
export interface IndexedRow<Row> {
  readonly index: number;
  readonly row: Row;
}

/** What one chunk did in its own transaction. */
export interface ChunkResult {
  readonly inserted: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: readonly RejectedRow[];
  readonly ids: readonly (readonly [externalId: string, id: string])[];
}

/** How a kind of row is loaded. */
export interface Loading<Row extends { source: string; externalId: string }> {
  readonly chunkSize: number;
  readonly check: (row: Row) => RowFault;
  /** Writes a chunk whole or throws. */
  readonly write: (rows: readonly IndexedRow<Row>[]) => Promise<ChunkResult>;
}

// Class 22 is a value the column cannot take, 23 a broken constraint: the fault of a row, not of the database.
const rowFaults = /^2[23]/;

function faultOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const code: unknown = Reflect.get(error, 'code');
  return typeof code === 'string' && rowFaults.test(code) ? error.message : null;
}

/** A chunk that the database refuses is halved until the row at fault stands alone; so the rest goes in. */
async function writeOrHalve<Row extends { source: string; externalId: string }>(
  rows: readonly IndexedRow<Row>[],
  loading: Loading<Row>,
): Promise<ChunkResult[]> {
  if (rows.length === 0) return [];
  try {
    return [await loading.write(rows)];
  } catch (error) {
    const reason = faultOf(error);
    if (reason === null) throw error;
    if (rows.length === 1) {
      const rejected = rows.map(({ index }) => ({ index, field: null, reason: `the database refused it: ${reason}` }));
      return [{ inserted: 0, updated: 0, unchanged: 0, rejected, ids: [] }];
    }
    const middle = rows.length >> 1;
    return [
      ...(await writeOrHalve(rows.slice(0, middle), loading)),
      ...(await writeOrHalve(rows.slice(middle), loading)),
    ];
  }
}

/** Checks every row, writes the good ones chunk by chunk (each its own transaction), and reports every bad one with its reason. */
export async function loadInChunks<Row extends { source: string; externalId: string }>(
  rows: readonly Row[],
  loading: Loading<Row>,
): Promise<LoadReport> {
  const rejected: RejectedRow[] = [];
  const good: IndexedRow<Row>[] = [];
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const fault = loading.check(row);
    const identity = JSON.stringify([row.source, row.externalId]);
    if (fault !== null) rejected.push({ index, ...fault });
    else if (seen.has(identity))
      rejected.push({ index, field: 'externalId', reason: `appears twice in this batch (${row.externalId})` });
    else {
      seen.add(identity);
      good.push({ index, row });
    }
  }
  const results: ChunkResult[] = [];
  for (let start = 0; start < good.length; start += loading.chunkSize) {
    results.push(...(await writeOrHalve(good.slice(start, start + loading.chunkSize), loading)));
  }
  const sum = (read: (result: ChunkResult) => number) => results.reduce((total, result) => total + read(result), 0);
  return {
    inserted: sum((result) => result.inserted),
    updated: sum((result) => result.updated),
    unchanged: sum((result) => result.unchanged),
    rejected: [...rejected, ...results.flatMap((result) => result.rejected)].sort(
      (left, right) => left.index - right.index,
    ),
    ids: new Map(results.flatMap((result) => result.ids)),
  };
}
