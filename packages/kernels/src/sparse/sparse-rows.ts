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
  const { rowCount, columnCount, rows, columns } = from;
  const byColumn = countingOrder(columns, columnCount, null);
  const order = countingOrder(rows, rowCount, byColumn);
  const starts = new Int32Array(rowCount + 1);
  const indices = new Int32Array(order.length);
  const values = new Float32Array(order.length);
  let size = 0;
  let previousRow = -1;
  for (const entry of order) {
    const row = rows[entry];
    const column = columns[entry];
    const value = from.values === undefined ? 1 : from.values[entry];
    if (row === previousRow && indices[size - 1] === column) {
      const before = values[size - 1];
      values[size - 1] = repeated === 'sum' ? before + value : Math.max(before, value);
      continue;
    }
    indices[size] = column;
    values[size] = value;
    starts[row + 1]++;
    previousRow = row;
    size++;
  }
  for (let row = 0; row < rowCount; row++) starts[row + 1] += starts[row];
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

function countingOrder(keys: Int32Array, keyCount: number, within: Int32Array | null): Int32Array {
  const starts = new Int32Array(keyCount + 1);
  for (const key of keys) {
    if (!(key >= 0 && key < keyCount)) {
      throw new RangeError(`index ${key} is outside 0..${keyCount - 1}; rebuild the coordinates with dense indices`);
    }
    starts[key + 1]++;
  }
  for (let key = 0; key < keyCount; key++) starts[key + 1] += starts[key];
  const order = new Int32Array(keys.length);
  for (let at = 0; at < keys.length; at++) {
    const entry = within === null ? at : within[at];
    order[starts[keys[entry]]++] = entry;
  }
  return order;
}
