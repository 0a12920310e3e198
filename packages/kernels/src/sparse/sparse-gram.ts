import type { SparseRows } from './sparse-rows.ts';

/** The two views of one user-item matrix that a Gram product reads. */
export interface GramInput {
  /** users x items. */
  readonly byUser: SparseRows;
  /** items x users, the transpose of `byUser`. */
  readonly byItem: SparseRows;
  /** Weight of each user's contribution, length users. */
  readonly userScale: Float64Array;
  /** Called every few hundred rows. */
  readonly onRow?: (done: number, total: number) => void;
}

/**
 * X' diag(userScale) X as sparse rows (items x items, diagonal included), nothing pruned.
 * Time is the sum over users of (items of the user) squared; memory 8 bytes per non-zero cell, counted first so that nothing is grown.
 */
export function sparseGram(input: GramInput): SparseRows {
  const { byUser, byItem, userScale } = input;
  const itemCount = byItem.rowCount;
  const starts = countGramRows(byUser, byItem);
  const indices = new Int32Array(starts[itemCount]);
  const values = new Float32Array(starts[itemCount]);
  const sums = new Float64Array(itemCount);
  const marks = new Int32Array(itemCount).fill(-1);
  const touched = new Int32Array(itemCount);
  for (let item = 0; item < itemCount; item++) {
    if ((item & 255) === 0) input.onRow?.(item, itemCount);
    let count = 0;
    for (let at = byItem.starts[item]; at < byItem.starts[item + 1]; at++) {
      const user = byItem.indices[at];
      const scaled = byItem.values[at] * userScale[user];
      const end = byUser.starts[user + 1];
      for (let other = byUser.starts[user]; other < end; other++) {
        const column = byUser.indices[other];
        if (marks[column] !== item) {
          marks[column] = item;
          sums[column] = 0;
          touched[count++] = column;
        }
        sums[column] += scaled * byUser.values[other];
      }
    }
    // Dense rows are read back by a scan, short ones by sorting what was touched: sorting costs more than a scan from about n / 16 on.
    const to = starts[item];
    if (count * 16 > itemCount) scanRow({ item, to, marks, sums, indices, values });
    else sortRow({ columns: touched.subarray(0, count), to, sums, indices, values });
  }
  return { rowCount: itemCount, columnCount: itemCount, starts, indices, values };
}

interface RowScan {
  readonly item: number;
  readonly to: number;
  readonly marks: Int32Array;
  readonly sums: Float64Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

function scanRow(scan: RowScan): void {
  const { item, marks, sums, indices, values } = scan;
  let to = scan.to;
  for (let column = 0; column < marks.length; column++) {
    if (marks[column] !== item) continue;
    indices[to] = column;
    values[to++] = sums[column];
  }
}

interface RowSort {
  readonly columns: Int32Array;
  readonly to: number;
  readonly sums: Float64Array;
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

function sortRow(row: RowSort): void {
  row.columns.sort();
  for (let at = 0; at < row.columns.length; at++) {
    const column = row.columns[at];
    row.indices[row.to + at] = column;
    row.values[row.to + at] = row.sums[column];
  }
}

function countGramRows(byUser: SparseRows, byItem: SparseRows): Int32Array {
  const itemCount = byItem.rowCount;
  const starts = new Int32Array(itemCount + 1);
  const marks = new Int32Array(itemCount).fill(-1);
  for (let item = 0; item < itemCount; item++) {
    let count = 0;
    for (let at = byItem.starts[item]; at < byItem.starts[item + 1]; at++) {
      const user = byItem.indices[at];
      const end = byUser.starts[user + 1];
      for (let other = byUser.starts[user]; other < end; other++) {
        const column = byUser.indices[other];
        if (marks[column] !== item) {
          marks[column] = item;
          count++;
        }
      }
    }
    starts[item + 1] = starts[item] + count;
  }
  return starts;
}
