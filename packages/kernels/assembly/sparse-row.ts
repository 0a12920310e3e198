// One row of a sparse product at a time, in a dense row of scratch whose touched places are marked by blocks, and the cells of it, all or the best.

/** Columns that share a mark: one cache line of sums. */
const blockBits: usize = 4;

/** Bytes of a dense row of float32, which the marks follow; the same as in `src/sparse/row-batches.ts`. */
export function sumBytes(columns: u32): usize {
  return ((<usize>columns + 255) & ~255) << 2;
}

export function markBytes(columns: u32): usize {
  return (<usize>columns + 255) >> 8 << 4;
}

/** Makes room for a dense row of zeros and its marks; answers where the marks are. */
export function clearRow(sums: usize, columns: u32): usize {
  memory.fill(sums, 0, sumBytes(columns) + markBytes(columns));
  return sums + sumBytes(columns);
}

export function addTo(sums: usize, marks: usize, column: u32, value: f32): void {
  const cell = sums + (<usize>column << 2);
  store<f32>(cell, load<f32>(cell) + value);
  store<u8>(marks + (<usize>column >> blockBits), 1);
}

/**
 * Adds row `row` of X' diag(scale) X to a dense row: for each user of the item, the user's items. `itemValues`, `userValues` and `userScale` of 0
 * stand for ones.
 */
export function addGramRow(
  userStarts: usize, userItems: usize, userValues: usize, itemStarts: usize, itemUsers: usize, itemValues: usize, userScale: usize,
  row: u32, sums: usize, marks: usize,
): void {
  const end = load<u32>(itemStarts + (<usize>row << 2), 4);
  for (let at = load<u32>(itemStarts + (<usize>row << 2)); at < end; at++) {
    const user = <usize>load<u32>(itemUsers + (<usize>at << 2)) << 2;
    let weight: f32 = userScale == 0 ? 1 : load<f32>(userScale + user);
    if (itemValues != 0) weight *= load<f32>(itemValues + (<usize>at << 2));
    const first = <usize>load<u32>(userStarts + user) << 2;
    const last = <usize>load<u32>(userStarts + user, 4) << 2;
    if (userValues == 0) {
      for (let other = first; other < last; other += 4) addTo(sums, marks, load<u32>(userItems + other), weight);
    } else {
      for (let other = first; other < last; other += 4) {
        addTo(sums, marks, load<u32>(userItems + other), weight * load<f32>(userValues + other));
      }
    }
  }
}

/** Which of 16 sums are not 0, one bit each. */
function sixteen(line: usize): i32 {
  const zero = f32x4.splat(0);
  const low = i16x8.narrow_i32x4_s(f32x4.ne(v128.load(line), zero), f32x4.ne(v128.load(line, 16), zero));
  const high = i16x8.narrow_i32x4_s(f32x4.ne(v128.load(line, 32), zero), f32x4.ne(v128.load(line, 48), zero));
  return i8x16.bitmask(i8x16.narrow_i16x8_s(low, high));
}

/** How many cells of a dense row are not 0; clears the row and its marks. */
export function countAndClear(sums: usize, marks: usize, columns: u32): u32 {
  const lines = markBytes(columns);
  let count: u32 = 0;
  for (let group: usize = 0; group < lines; group += 16) {
    let touched = i8x16.bitmask(i8x16.ne(v128.load(marks + group), i8x16.splat(0)));
    if (touched == 0) continue;
    v128.store(marks + group, i8x16.splat(0));
    for (; touched != 0; touched &= touched - 1) {
      const line = sums + ((group + <usize>ctz(touched)) << 6);
      count += popcnt(sixteen(line));
      clear(line);
    }
  }
  return count;
}

/** Moves the cells of a dense row that are not 0 to lists, columns ascending, and clears row and marks; answers how many. */
export function takeCells(sums: usize, marks: usize, columns: u32, toColumns: usize, toValues: usize): u32 {
  const lines = markBytes(columns);
  let count: usize = 0;
  for (let group: usize = 0; group < lines; group += 16) {
    let touched = i8x16.bitmask(i8x16.ne(v128.load(marks + group), i8x16.splat(0)));
    if (touched == 0) continue;
    v128.store(marks + group, i8x16.splat(0));
    for (; touched != 0; touched &= touched - 1) {
      const block = group + <usize>ctz(touched);
      const line = sums + (block << 6);
      for (let found = sixteen(line); found != 0; found &= found - 1) {
        const lane = <usize>ctz(found);
        store<u32>(toColumns + (count << 2), <u32>((block << 4) + lane));
        store<f32>(toValues + (count << 2), load<f32>(line + (lane << 2)));
        count++;
      }
      clear(line);
    }
  }
  return <u32>count;
}

function clear(line: usize): void {
  const zero = f32x4.splat(0);
  v128.store(line, zero);
  v128.store(line, zero, 16);
  v128.store(line, zero, 32);
  v128.store(line, zero, 48);
}

/** Bytes of the lists that `takeBest` works in. */
export function listBytes(most: u32): usize {
  return (2 * <usize>most + 32) << 2;
}

/**
 * Moves the `most` cells of a dense row with the largest value times column scale (0 stands for ones) out, `self` left out, equal ones by lower column;
 * columns ascending, values unscaled; clears row and marks and answers how many there are. Candidates gather in lists that are cut back to the best
 * whenever they are full: from then on four columns at once are compared with the least of those kept. `lists` is scratch of 4 x `listBytes`; `scale`
 * is read up to a multiple of 16 columns.
 */
export function takeBest(
  sums: usize, marks: usize, columns: u32, self: u32, scale: usize, most: u32, lists: usize, outColumns: usize, outValues: usize,
): u32 {
  const length = listBytes(most);
  const scores = lists + length;
  const room: u32 = 2 * most + 16;
  const lines = markBytes(columns);
  // A sum of 0 is no cell.
  store<f32>(sums + (<usize>self << 2), 0);
  let count: u32 = 0;
  let least: f32 = -Infinity;
  for (let group: usize = 0; group < lines; group += 16) {
    let touched = i8x16.bitmask(i8x16.ne(v128.load(marks + group), i8x16.splat(0)));
    if (touched == 0) continue;
    v128.store(marks + group, i8x16.splat(0));
    for (; touched != 0; touched &= touched - 1) {
      const block = group + <usize>ctz(touched);
      const line = sums + (block << 6);
      const factors = scale == 0 ? 0 : scale + (block << 6);
      for (let found = better(line, factors, least); found != 0; found &= found - 1) {
        const lane = <usize>ctz(found);
        const value = load<f32>(line + (lane << 2));
        const at = <usize>count << 2;
        store<u32>(lists + at, <u32>((block << 4) + lane));
        store<f32>(scores + at, scale == 0 ? value : value * load<f32>(factors + (lane << 2)));
        store<f32>(scores + length + at, value);
        count++;
      }
      clear(line);
      if (count + 16 > room) {
        least = cutBack(lists, scores, count, most, length, lists, scores + length);
        count = most;
      }
    }
  }
  if (count > most) {
    cutBack(lists, scores, count, most, length, outColumns, outValues);
    return most;
  }
  memory.copy(outColumns, lists, <usize>count << 2);
  memory.copy(outValues, scores + length, <usize>count << 2);
  return count;
}

/** Which of 16 cells are not 0 and score more than `least`. */
function better(line: usize, factors: usize, least: f32): i32 {
  const bound = f32x4.splat(least);
  const one = f32x4.splat(1);
  const a = passes(v128.load(line), factors == 0 ? one : v128.load(factors), bound);
  const b = passes(v128.load(line, 16), factors == 0 ? one : v128.load(factors, 16), bound);
  const c = passes(v128.load(line, 32), factors == 0 ? one : v128.load(factors, 32), bound);
  const d = passes(v128.load(line, 48), factors == 0 ? one : v128.load(factors, 48), bound);
  return i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d)));
}

function passes(cells: v128, factors: v128, bound: v128): v128 {
  return v128.and(f32x4.ne(cells, f32x4.splat(0)), f32x4.gt(f32x4.mul(cells, factors), bound));
}

/** Keeps the `most` best of more cells, in order, and answers the least score among them. Scores beside what stays in `lists` are moved too. */
function cutBack(lists: usize, scores: usize, count: u32, most: u32, length: usize, outColumns: usize, outValues: usize): f32 {
  const values = scores + length;
  const spare = values + length;
  memory.copy(spare, scores, <usize>count << 2);
  const least = select(spare, count, most - 1);
  let above: u32 = 0;
  for (let at: usize = 0; at < <usize>count << 2; at += 4) above += load<f32>(scores + at) > least ? 1 : 0;
  let equals = most - above;
  let to: usize = 0;
  for (let at: usize = 0; at < <usize>count << 2; at += 4) {
    const score = load<f32>(scores + at);
    if (score < least) continue;
    if (score == least) {
      if (equals == 0) continue;
      equals--;
    }
    store<u32>(outColumns + to, load<u32>(lists + at));
    store<f32>(outValues + to, load<f32>(values + at));
    store<f32>(scores + to, score);
    to += 4;
  }
  return least;
}

/** The number that stands at `place` (from 0) when `count` numbers are sorted downwards; changes their order. */
function select(at: usize, count: u32, place: u32): f32 {
  let low: i32 = 0;
  let high: i32 = <i32>count - 1;
  while (low < high) {
    const first = load<f32>(at + (<usize>low << 2));
    const middle = load<f32>(at + (<usize>((low + high) >> 1) << 2));
    const last = load<f32>(at + (<usize>high << 2));
    const pivot = max<f32>(min<f32>(first, middle), min<f32>(max<f32>(first, middle), last));
    let left = low;
    let right = high;
    while (left <= right) {
      while (load<f32>(at + (<usize>left << 2)) > pivot) left++;
      while (load<f32>(at + (<usize>right << 2)) < pivot) right--;
      if (left > right) break;
      const swapped = load<f32>(at + (<usize>left << 2));
      store<f32>(at + (<usize>left << 2), load<f32>(at + (<usize>right << 2)));
      store<f32>(at + (<usize>right << 2), swapped);
      left++;
      right--;
    }
    if (<i32>place <= right) high = right;
    else if (<i32>place >= left) low = left;
    else break;
  }
  return load<f32>(at + (<usize>place << 2));
}
