// What is made of the rows of X' diag(scale) X without ever holding it whole. In all of these X is given twice, by user (starts, items, values) and by
// item (starts, users, values); values and scale of 0 stand for ones. Each row is summed by one thread in the order of its users.
import { raise } from './powers';
import { addGramRow, clearRow, countAndClear, markBytes, takeBest, takeCells } from './sparse-row';

/** `counts[row]` becomes the number of cells of each row. */
export function countGramCells(
  userStarts: usize, userItems: usize, userValues: usize, itemStarts: usize, itemUsers: usize, itemValues: usize, scale: usize, items: u32,
  counts: usize, scratch: usize, begin: u32, end: u32,
): void {
  const marks = clearRow(scratch, items);
  for (let row = begin; row < end; row++) {
    addGramRow(userStarts, userItems, userValues, itemStarts, itemUsers, itemValues, scale, row, scratch, marks);
    store<u32>(counts + (<usize>row << 2), countAndClear(scratch, marks, items));
  }
}

/** Writes the cells of each row, raised to a power, from `starts[row]` on; rows that no room is left for up to `starts[row + 1]` are passed over. */
export function writeGramCells(
  userStarts: usize, userItems: usize, userValues: usize, itemStarts: usize, itemUsers: usize, itemValues: usize, scale: usize, items: u32,
  starts: usize, columns: usize, values: usize, exponent: f32, scratch: usize, begin: u32, end: u32,
): void {
  const marks = clearRow(scratch, items);
  for (let row = begin; row < end; row++) {
    const at = <usize>load<u32>(starts + (<usize>row << 2)) << 2;
    if (at == <usize>load<u32>(starts + (<usize>row << 2), 4) << 2) continue;
    addGramRow(userStarts, userItems, userValues, itemStarts, itemUsers, itemValues, scale, row, scratch, marks);
    const found = takeCells(scratch, marks, items, columns + at, values + at);
    if (exponent != 1) raise(values + at, found, exponent);
  }
}

/**
 * The `most` best cells of the rows `firstRow + begin` to `firstRow + end` by value times `columnScale`, without the diagonal, at (row - firstRow) x most;
 * `counts[row - firstRow]` says how many there are.
 */
export function bestGramCells(
  userStarts: usize, userItems: usize, userValues: usize, itemStarts: usize, itemUsers: usize, itemValues: usize, scale: usize, items: u32,
  columnScale: usize, most: u32, firstRow: u32, counts: usize, columns: usize, values: usize, scratch: usize, begin: u32, end: u32,
): void {
  const marks = clearRow(scratch, items);
  const lists = marks + markBytes(items);
  for (let at = begin; at < end; at++) {
    const row = firstRow + at;
    addGramRow(userStarts, userItems, userValues, itemStarts, itemUsers, itemValues, scale, row, scratch, marks);
    const to = (<usize>at * most) << 2;
    const kept = takeBest(scratch, marks, items, row, columnScale, most, lists, columns + to, values + to);
    store<u32>(counts + (<usize>at << 2), kept);
  }
}

/** Rows of the whole matrix, dense, into `out` (items x stride floats, all 0 before). */
export function writeGramRows(
  userStarts: usize, userItems: usize, userValues: usize, itemStarts: usize, itemUsers: usize, itemValues: usize, scale: usize, items: u32,
  out: usize, stride: u32, scratch: usize, begin: u32, end: u32,
): void {
  for (let row = begin; row < end; row++) {
    addGramRow(userStarts, userItems, userValues, itemStarts, itemUsers, itemValues, scale, row, out + ((<usize>row * stride) << 2), scratch);
  }
}

/**
 * The cells among the members of some lists: each row `a` reads, from `listingStarts[a]` on, pairs of a place in `members` where a stands and the list
 * it is in, and writes cell (a, b) for a itself and all b that follow in that list. List l is `members[listStarts[l] .. listStarts[l + 1])`; the upper
 * triangle of its cells begins at `triangleStarts[l - firstList]` of `out`, row by row.
 */
export function writeCellsAmong(
  userStarts: usize, userItems: usize, userValues: usize, itemStarts: usize, itemUsers: usize, itemValues: usize, scale: usize, items: u32,
  listStarts: usize, members: usize, firstList: u32, listingStarts: usize, listings: usize, triangleStarts: usize, out: usize,
  scratch: usize, begin: u32, end: u32,
): void {
  const marks = clearRow(scratch, items);
  for (let row = begin; row < end; row++) {
    let listing = listings + (<usize>load<u32>(listingStarts + (<usize>row << 2)) << 3);
    const last = listings + (<usize>load<u32>(listingStarts + (<usize>row << 2), 4) << 3);
    if (listing == last) continue;
    addGramRow(userStarts, userItems, userValues, itemStarts, itemUsers, itemValues, scale, row, scratch, marks);
    for (; listing < last; listing += 8) {
      const place = <usize>load<u32>(listing);
      const list = load<u32>(listing, 4);
      const first = <usize>load<u32>(listStarts + (<usize>list << 2));
      const after = <usize>load<u32>(listStarts + (<usize>list << 2), 4);
      const position = place - first;
      const triangle = <usize>load<u32>(triangleStarts + (<usize>(list - firstList) << 2));
      let to = out + ((triangle + position * (after - first) - ((position * (position - 1)) >> 1)) << 2);
      for (let member = members + (place << 2); member < members + (after << 2); member += 4) {
        store<f32>(to, load<f32>(scratch + (<usize>load<u32>(member) << 2)));
        to += 4;
      }
    }
    countAndClear(scratch, marks, items);
  }
}
