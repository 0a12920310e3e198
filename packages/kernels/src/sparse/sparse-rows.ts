import { finish } from '../steps/finish.ts';

/** Compressed sparse rows: the entries of row `r` are `indices/values[starts[r] .. starts[r + 1])`, column indices ascending. */
export interface SparseRows {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Length `rowCount + 1`. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Coordinates of a sparse matrix in any order; a cell may occur several times. */
export interface Coordinates {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  /** 1 for every entry when left out. */
  readonly values?: Float32Array;
}

/** Entries that are worked on between two pauses: one or two milliseconds. */
const slice = 100_000;

/**
 * Sorts coordinates into rows in O(entries + rows + columns) by two stable counting passes.
 * Repeated cells become one: `largest` keeps the largest value, `sum` adds them.
 * @throws RangeError when an index is outside the matrix.
 */
export function buildSparseRows(from: Coordinates, repeated: 'largest' | 'sum' = 'largest'): SparseRows {
  return finish(buildSparseRowsInSteps(from, repeated));
}

/** As `buildSparseRows`, pausing every few milliseconds. */
export function* buildSparseRowsInSteps(
  from: Coordinates,
  repeated: 'largest' | 'sum' = 'largest',
): Generator<void, SparseRows> {
  const { rowCount, columnCount } = from;
  const byColumn = yield* sortedBy({
    keys: from.columns,
    keyCount: columnCount,
    others: from.rows,
    values: from.values,
  });
  const columns = new Int32Array(byColumn.others.length);
  for (let column = 0; column < columnCount; column++) {
    columns.fill(column, byColumn.starts[column], byColumn.starts[column + 1]);
  }
  yield;
  const byRow = yield* sortedBy({
    keys: byColumn.others,
    keyCount: rowCount,
    others: columns,
    values: byColumn.values,
  });
  const { starts, others: indices } = byRow;
  const values = byRow.values ?? new Float32Array(indices.length).fill(1);
  yield;
  return yield* mergeRepeated({ rowCount, columnCount, starts, indices, values }, repeated);
}

/** Makes one of equal columns of a row, in place. */
function* mergeRepeated(sorted: SparseRows, repeated: 'largest' | 'sum'): Generator<void, SparseRows> {
  const { rowCount, columnCount, starts, indices, values } = sorted;
  let size = 0;
  for (let row = 0; row < rowCount;) {
    const end = rowsOfSlice(sorted, row);
    size = mergeRows(sorted, { from: row, end, size }, repeated);
    row = end;
    yield;
  }
  starts[rowCount] = size;
  if (size === indices.length) return sorted;
  return { rowCount, columnCount, starts, indices: indices.slice(0, size), values: values.slice(0, size) };
}

/** Moves some rows to where they belong when all before take `size` entries; answers how many there are then. */
function mergeRows(
  { starts, indices, values }: SparseRows,
  rows: { readonly from: number; readonly end: number; readonly size: number },
  repeated: 'largest' | 'sum',
): number {
  let { size } = rows;
  for (let row = rows.from; row < rows.end; row++) {
    const [begin, end] = [starts[row], starts[row + 1]];
    let previous = -1;
    starts[row] = size;
    for (let at = begin; at < end; at++) {
      if (indices[at] === previous) {
        const before = values[size - 1];
        values[size - 1] = repeated === 'sum' ? before + values[at] : Math.max(before, values[at]);
        continue;
      }
      previous = indices[at];
      indices[size] = previous;
      values[size++] = values[at];
    }
  }
  return size;
}

/** Rows become columns; O(entries), and the result's rows are sorted because the source is read in row order. */
export function transposeSparseRows(from: SparseRows): SparseRows {
  return finish(transposeSparseRowsInSteps(from));
}

/** As `transposeSparseRows`, pausing every few milliseconds. */
export function* transposeSparseRowsInSteps(from: SparseRows): Generator<void, SparseRows> {
  const starts = new Int32Array(from.columnCount + 1);
  for (let begin = 0; begin < from.indices.length; begin += slice) {
    countKeys(from.indices.subarray(begin, begin + slice), from.columnCount, starts);
    yield;
  }
  for (let column = 0; column < from.columnCount; column++) starts[column + 1] += starts[column];
  const next = starts.slice();
  const indices = new Int32Array(from.indices.length);
  const values = new Float32Array(from.indices.length);
  const to = { rowCount: from.columnCount, columnCount: from.rowCount, starts, indices, values };
  for (let row = 0; row < from.rowCount;) {
    const end = rowsOfSlice(from, row);
    turnRows(from, { begin: row, end }, { next, to });
    row = end;
    yield;
  }
  return to;
}

function turnRows(
  from: SparseRows,
  rows: { readonly begin: number; readonly end: number },
  { next, to }: { readonly next: Int32Array; readonly to: SparseRows },
): void {
  for (let row = rows.begin; row < rows.end; row++) {
    for (let at = from.starts[row]; at < from.starts[row + 1]; at++) {
      const place = next[from.indices[at]]++;
      to.indices[place] = row;
      to.values[place] = from.values[at];
    }
  }
}

/** Where the rows from `row` on that are worked on in one go end: after at least one row, and at most a slice of them. */
function rowsOfSlice({ rowCount, starts }: SparseRows, row: number): number {
  const enough = starts[row] + slice;
  let end = row + 1;
  while (end < rowCount && end < row + slice && starts[end + 1] <= enough) end++;
  return end;
}

/** The value of one cell, 0 when it is not stored; O(log entries of the row). */
export function sparseCell(matrix: SparseRows, row: number, column: number): number {
  let low = matrix.starts[row];
  let high = matrix.starts[row + 1] - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = matrix.indices[middle];
    if (found === column) return matrix.values[middle];
    if (found < column) low = middle + 1;
    else high = middle - 1;
  }
  return 0;
}

/** Sum of each row's values, in double precision. */
export function sparseRowSums(matrix: SparseRows): Float64Array {
  const sums = new Float64Array(matrix.rowCount);
  for (let row = 0; row < matrix.rowCount; row++) {
    let sum = 0;
    for (let at = matrix.starts[row]; at < matrix.starts[row + 1]; at++) sum += matrix.values[at];
    sums[row] = sum;
  }
  return sums;
}

interface Entries {
  readonly keys: Int32Array;
  readonly keyCount: number;
  readonly others: Int32Array;
  /** 1 each when left out. */
  readonly values: Float32Array | undefined;
}

/** Entries by ascending key, those of one key in the order they had; key `k` has `starts[k]` to `starts[k + 1]`. */
function* sortedBy(
  entries: Entries,
): Generator<void, { readonly starts: Int32Array } & Pick<Entries, 'others' | 'values'>> {
  const { keys, keyCount } = entries;
  const starts = new Int32Array(keyCount + 1);
  for (let begin = 0; begin < keys.length; begin += slice) {
    countKeys(keys.subarray(begin, begin + slice), keyCount, starts);
    yield;
  }
  for (let key = 0; key < keyCount; key++) starts[key + 1] += starts[key];
  const next = starts.slice();
  const others = new Int32Array(keys.length);
  const values = entries.values === undefined ? undefined : new Float32Array(keys.length);
  for (let begin = 0; begin < keys.length; begin += slice) {
    moveEntries(entries, { begin, end: Math.min(keys.length, begin + slice) }, { next, others, values });
    yield;
  }
  return { starts, others, values };
}

function countKeys(keys: Int32Array, keyCount: number, starts: Int32Array): void {
  for (const key of keys) {
    if (!(key >= 0 && key < keyCount)) {
      throw new RangeError(`index ${key} is outside 0..${keyCount - 1}; rebuild the coordinates with dense indices`);
    }
    starts[key + 1]++;
  }
}

function moveEntries(
  entries: Entries,
  part: { readonly begin: number; readonly end: number },
  to: { readonly next: Int32Array } & Pick<Entries, 'others' | 'values'>,
): void {
  const { keys } = entries;
  const { next, others, values } = to;
  for (let at = part.begin; at < part.end; at++) {
    const place = next[keys[at]]++;
    others[place] = entries.others[at];
    if (values !== undefined && entries.values !== undefined) values[place] = entries.values[at];
  }
}
