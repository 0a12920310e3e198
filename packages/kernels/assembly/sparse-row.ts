// One row of a sparse product at a time, in a dense row of scratch whose touched places are marked by blocks, and the best cells of it.

/** Columns that share a mark: one cache line of sums. */
const blockBits: usize = 4;

/** Bytes of a dense row of float32 and of its marks; the same as in `src/sparse/row-scratch.ts`. */
export function sumBytes(columns: u32): usize {
  return ((<usize>columns + 255) & ~255) << 2;
}

export function markBytes(columns: u32): usize {
  return (<usize>columns + 255) >> 8 << 4;
}

// @ts-ignore: decorator
@inline
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
// @ts-ignore: decorator
@inline
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

// @ts-ignore: decorator
@inline
function clear(line: usize): void {
  const zero = f32x4.splat(0);
  v128.store(line, zero);
  v128.store(line, zero, 16);
  v128.store(line, zero, 32);
  v128.store(line, zero, 48);
}

/**
 * The `most` cells of a list with the largest value times column scale (0 stands for ones), cell `self` left out, equal ones by lower column;
 * columns ascending, values unscaled. `scores` and `heap` are scratch of `count` and `most` floats. Answers how many there are.
 */
export function keepBest(
  columns: usize, values: usize, count: u32, self: u32, scale: usize, most: u32, scores: usize, heap: usize, outColumns: usize, outValues: usize,
): u32 {
  let held: u32 = 0;
  for (let at: usize = 0; at < <usize>count << 2; at += 4) {
    const column = load<u32>(columns + at);
    // A score that is never kept stands for the cell left out.
    const score: f32 = column == self ? -Infinity : scale == 0 ? load<f32>(values + at) : load<f32>(values + at) * load<f32>(scale + (<usize>column << 2));
    store<f32>(scores + at, score);
    if (held < most) {
      if (column != self) raise(heap, held++, score);
    } else if (score > load<f32>(heap)) lower(heap, most, score);
  }
  const least: f32 = held < most ? -Infinity : load<f32>(heap);
  let equals: u32 = most;
  for (let at: usize = 0; at < <usize>held << 2; at += 4) if (load<f32>(heap + at) > least) equals--;
  let kept: usize = 0;
  for (let at: usize = 0; at < <usize>count << 2; at += 4) {
    const score = load<f32>(scores + at);
    if (score < least || load<u32>(columns + at) == self) continue;
    if (score == least) {
      if (equals == 0) continue;
      equals--;
    }
    store<u32>(outColumns + (kept << 2), load<u32>(columns + at));
    store<f32>(outValues + (kept << 2), load<f32>(values + at));
    kept++;
  }
  return <u32>kept;
}

/** Puts a score at the end of a heap whose root is the least. */
function raise(heap: usize, end: u32, score: f32): void {
  let at: usize = end;
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = load<f32>(heap + (parent << 2));
    if (above <= score) break;
    store<f32>(heap + (at << 2), above);
    at = parent;
  }
  store<f32>(heap + (at << 2), score);
}

/** Replaces the root of a full heap. */
function lower(heap: usize, size: u32, score: f32): void {
  let at: usize = 0;
  for (;;) {
    let child: usize = 2 * at + 1;
    if (child >= <usize>size) break;
    let below = load<f32>(heap + (child << 2));
    if (child + 1 < <usize>size) {
      const right = load<f32>(heap + (child << 2), 4);
      if (right < below) {
        below = right;
        child++;
      }
    }
    if (below >= score) break;
    store<f32>(heap + (at << 2), below);
    at = child;
  }
  store<f32>(heap + (at << 2), score);
}
