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

/**
 * Sorts coordinates into rows in O(entries + rows + columns) by two stable counting passes.
 * Repeated cells become one: `largest` keeps the largest value, `sum` adds them.
 * @throws RangeError when an index is outside the matrix.
 */
export function buildSparseRows(from: Coordinates, repeated: 'largest' | 'sum' = 'largest'): SparseRows {
  const { rowCount, columnCount } = from;
  const byColumn = sortedBy({ keys: from.columns, keyCount: columnCount, others: from.rows, values: from.values });
  const columns = new Int32Array(byColumn.others.length);
  for (let column = 0; column < columnCount; column++) {
    columns.fill(column, byColumn.starts[column], byColumn.starts[column + 1]);
  }
  const byRow = sortedBy({ keys: byColumn.others, keyCount: rowCount, others: columns, values: byColumn.values });
  const { starts, others: indices } = byRow;
  const values = byRow.values ?? new Float32Array(indices.length).fill(1);
  return mergeRepeated({ rowCount, columnCount, starts, indices, values }, repeated);
}

/** Makes one of equal columns of a row, in place. */
function mergeRepeated(sorted: SparseRows, repeated: 'largest' | 'sum'): SparseRows {
  const { rowCount, columnCount, starts, indices, values } = sorted;
  let size = 0;
  for (let row = 0; row < rowCount; row++) {
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
  starts[rowCount] = size;
  if (size === indices.length) return sorted;
  return { rowCount, columnCount, starts, indices: indices.slice(0, size), values: values.slice(0, size) };
}

/** Rows become columns; O(entries), and the result's rows are sorted because the source is read in row order. */
export function transposeSparseRows(from: SparseRows): SparseRows {
  const starts = new Int32Array(from.columnCount + 1);
  for (const column of from.indices) starts[column + 1]++;
  for (let column = 0; column < from.columnCount; column++) starts[column + 1] += starts[column];
  const next = starts.slice();
  const indices = new Int32Array(from.indices.length);
  const values = new Float32Array(from.indices.length);
  for (let row = 0; row < from.rowCount; row++) {
    for (let at = from.starts[row]; at < from.starts[row + 1]; at++) {
      const to = next[from.indices[at]]++;
      indices[to] = row;
      values[to] = from.values[at];
    }
  }
  return { rowCount: from.columnCount, columnCount: from.rowCount, starts, indices, values };
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
function sortedBy(entries: Entries): { starts: Int32Array } & Pick<Entries, 'others' | 'values'> {
  const { keys, keyCount } = entries;
  const starts = new Int32Array(keyCount + 1);
  for (const key of keys) {
    if (!(key >= 0 && key < keyCount)) {
      throw new RangeError(`index ${key} is outside 0..${keyCount - 1}; rebuild the coordinates with dense indices`);
    }
    starts[key + 1]++;
  }
  for (let key = 0; key < keyCount; key++) starts[key + 1] += starts[key];
  const next = starts.slice();
  const others = new Int32Array(keys.length);
  const values = entries.values === undefined ? undefined : new Float32Array(keys.length);
  for (let at = 0; at < keys.length; at++) {
    const to = next[keys[at]]++;
    others[to] = entries.others[at];
    if (values !== undefined && entries.values !== undefined) values[to] = entries.values[at];
  }
  return { starts, others, values };
}
