// The best items of many queries: products of 16-bit codes, four queries by eight items at a time, whose errors are bounded; what may be among
// the best is scored again in float32, so that the answer is exactly that of a scan of the float32 rows. Items stand in order of falling length:
// once a block's longest item cannot reach the worst that was kept, nothing after it can.

import { dotFloats, largestOf } from './lanes';

/** Items of a block, and queries that share a block while it is in the cache. */
const blockItems: u32 = 512;
const groupQueries: u32 = 64;
const tileQueries: u32 = 4;

/** The unit of rounding of float32, and the smallest number of it. */
const unit: f64 = 5.9604644775390625e-8;
const smallest: f64 = 1.401298464324817e-45;

// What is known of a query, in scratch: 64 bytes each.
const scaleAt: usize = 0;
const lengthAt: usize = 8;
const apartAt: usize = 16;
const leastAt: usize = 24;
const countAt: usize = 32;
const queryBytes: usize = 64;

// What is known of a block: 4 doubles.
const errorAt: usize = 8;
const codedAt: usize = 16;
const longestAt: usize = 24;
const blockBytes: usize = 32;

/** The largest code: products of `width` codes fit 32 bits. */
function mostCode(width: u32): f64 {
  return min<f64>(32767, floor<f64>(sqrt<f64>(2147483000 / <f64>width)));
}

/**
 * Codes a row of floats (zeros for a row of 0) in pairs of 16 bits, `step` bytes from one pair to the next; `squares` receives the squares of its
 * error, of its length when coded, and of its length.
 */
function encodePairs(row: usize, width: u32, scale: f64, to: usize, step: usize, squares: usize): void {
  let error: f64 = 0, coded: f64 = 0, length: f64 = 0;
  for (let at: u32 = 0; at < width; at++) {
    const value: f64 = row == 0 ? 0 : <f64>load<f32>(row + (<usize>at << 2));
    const code = nearest<f64>(value / scale);
    store<i16>(to + <usize>(at >> 1) * step + ((at & 1) << 1), <i16>code);
    error += (value - scale * code) * (value - scale * code);
    coded += scale * code * scale * code;
    length += value * value;
  }
  store<f64>(squares, error);
  store<f64>(squares, coded, 8);
  store<f64>(squares, length, 16);
}

/** Codes a query to `to`, 16 bytes from one pair to the next, and notes its scale, length and error; `squares` is scratch. */
function encodeQuery(query: usize, width: u32, to: usize, known: usize, squares: usize): void {
  const largest = <f64>largestOf(query, <usize>width << 2);
  const scale: f64 = largest > 0 ? largest / mostCode(width) : 1;
  encodePairs(query, width, scale, to, 16, squares);
  store<f64>(known + scaleAt, scale);
  store<f64>(known + lengthAt, sqrt<f64>(load<f64>(squares, 16)));
  store<f64>(known + apartAt, sqrt<f64>(load<f64>(squares)));
  store<f64>(known + leastAt, -Infinity);
  store<u32>(known + countAt, 0);
}

/** The largest coded product that is certainly too small. */
@inline
function limitOf(known: usize, block: usize, width: u32): i32 {
  const least = load<f64>(known + leastAt);
  if (least == -Infinity) return i32.MIN_VALUE;
  const length = load<f64>(known + lengthAt);
  const slack = length * load<f64>(block + errorAt) + load<f64>(known + apartAt) * load<f64>(block + codedAt)
    + <f64>(width + 8) * (unit * 2 * length * load<f64>(block + longestAt) + smallest);
  const limit = floor<f64>((least - slack) / (load<f64>(known + scaleAt) * load<f64>(block))) - 2;
  return <i32>max<f64>(-2147483648, min<f64>(2147483647, limit));
}

/** Whether an item is among ascending ones. */
function isAmong(from: usize, to: usize, item: u32): bool {
  while (from < to) {
    const middle = from + (((to - from) >> 3) << 2);
    const at = load<u32>(middle);
    if (at == item) return true;
    if (at < item) from = middle + 4;
    else to = middle;
  }
  return false;
}

/** Keeps an item among the best `k`: larger scores first, of equal ones the smaller item. */
function keep(items: usize, scores: usize, k: u32, known: usize, item: u32, score: f32): void {
  let count = load<u32>(known + countAt);
  if (count == k) {
    const worst = load<f32>(scores + (<usize>(k - 1) << 2));
    if (score < worst || (score == worst && item > load<u32>(items + (<usize>(k - 1) << 2)))) return;
    count--;
  }
  let at = count;
  for (; at > 0; at--) {
    const other = load<f32>(scores + (<usize>(at - 1) << 2));
    if (other > score || (other == score && load<u32>(items + (<usize>(at - 1) << 2)) < item)) break;
    store<f32>(scores + (<usize>at << 2), other);
    store<u32>(items + (<usize>at << 2), load<u32>(items + (<usize>(at - 1) << 2)));
  }
  store<f32>(scores + (<usize>at << 2), score);
  store<u32>(items + (<usize>at << 2), item);
  count++;
  store<u32>(known + countAt, count);
  if (count == k) store<f64>(known + leastAt, <f64>load<f32>(scores + (<usize>(k - 1) << 2)));
}

/**
 * The best `k` items of queries `begin` to `end` (groups of 64; `count` queries in all) to `items` and `scores` (k a query) and how many to `found`.
 * `queries` and `rows` hold `width` floats each (a multiple of 16); `codes` are `places` items in panels of 8 by falling length, `order` says which,
 * 2^32 - 1 for none; `blocks` holds scale, error, coded and longest length of each 512 of them. Items
 * whose byte in `excluded` is not 0 are left out of every answer, what stands in `ownStarts`/`own`, ascending, of a query's. Scratch: 64 x (64 + 2 x width) + 192 bytes.
 */
export function bestOfMany(
  queries: usize, count: u32, rows: usize, width: u32, codes: usize, order: usize, places: u32, blocks: usize,
  excluded: usize, ownStarts: usize, own: usize, k: u32, items: usize, scores: usize, found: usize, scratch: usize, begin: u32, end: u32,
): void {
  const limits = scratch + 128;
  const knowns = scratch + 192;
  const coded = knowns + groupQueries * queryBytes;
  const tileBytes = <usize>width << 3;
  for (let group = begin; group < end; group++) {
    const first = group * groupQueries;
    const size = min<u32>(groupQueries, count - first);
    const tiles = (size + tileQueries - 1) / tileQueries;
    memory.fill(coded, 0, <usize>tiles * tileBytes);
    for (let q: u32 = 0; q < size; q++) {
      const to = coded + <usize>(q >> 2) * tileBytes + ((q & 3) << 2);
      encodeQuery(queries + (<usize>(first + q) * width << 2), width, to, knowns + <usize>q * queryBytes, scratch);
    }
    for (let place: u32 = 0; place < places; place += blockItems) {
      const block = blocks + <usize>(place / blockItems) * blockBytes;
      const last = min<u32>(places, place + blockItems);
      let open: u32 = 0;
      for (let tile: u32 = 0; tile < tiles; tile++) {
        const tileSize = min<u32>(tileQueries, size - tile * tileQueries);
        const known = knowns + <usize>(tile * tileQueries) * queryBytes;
        let wanted = false;
        for (let q: u32 = 0; q < tileQueries; q++) {
          const one = known + <usize>q * queryBytes;
          let limit = i32.MAX_VALUE;
          if (q < tileSize) {
            const most = load<f64>(one + lengthAt) * load<f64>(block + longestAt) * (1 + unit * <f64>(width + 8)) + <f64>width * smallest;
            if (!(most < load<f64>(one + leastAt))) {
              wanted = true;
              limit = limitOf(one, block, width);
            }
          }
          store<i32>(limits + (<usize>q << 2), limit);
        }
        if (!wanted) continue;
        open++;
        for (let panel = place; panel < last; panel += 8) {
          if (!scanPanel(coded + <usize>tile * tileBytes, codes + <usize>panel * width * 2, tileBytes, limits, scratch)) continue;
          for (let q: u32 = 0; q < tileSize; q++) {
            const one = known + <usize>q * queryBytes;
            const query = first + tile * tileQueries + q;
            for (let column: u32 = 0; column < 8; column++) {
              if (load<i32>(scratch + (<usize>q << 5) + (column << 2)) <= load<i32>(limits + (<usize>q << 2))) continue;
              const item = load<u32>(order + (<usize>(panel + column) << 2));
              if (item == u32.MAX_VALUE) continue;
              if (excluded != 0 && load<u8>(excluded + item) != 0) continue;
              if (ownStarts != 0) {
                const bounds = ownStarts + (<usize>query << 2);
                if (isAmong(own + (<usize>load<u32>(bounds) << 2), own + (<usize>load<u32>(bounds, 4) << 2), item)) continue;
              }
              const score = dotFloats(rows + (<usize>item * width << 2), queries + (<usize>query * width << 2), <usize>width << 2);
              if (score != score) continue;
              keep(items + (<usize>query * k << 2), scores + (<usize>query * k << 2), k, one, item, score);
              store<i32>(limits + (<usize>q << 2), limitOf(one, block, width));
            }
          }
        }
      }
      if (open == 0) break;
    }
    for (let q: u32 = 0; q < size; q++) store<u32>(found + (<usize>(first + q) << 2), load<u32>(knowns + <usize>q * queryBytes + countAt));
  }
}

/** Coded products of four queries with eight items; true, and the products at `out`, when one is above its query's limit. */
@inline
function scanPanel(tile: usize, panel: usize, bytes: usize, limits: usize, out: usize): bool {
  let a0 = i32x4.splat(0), b0 = i32x4.splat(0);
  let a1 = i32x4.splat(0), b1 = i32x4.splat(0);
  let a2 = i32x4.splat(0), b2 = i32x4.splat(0);
  let a3 = i32x4.splat(0), b3 = i32x4.splat(0);
  for (const end = tile + bytes; tile < end; tile += 16, panel += 32) {
    const left = v128.load(panel);
    const right = v128.load(panel, 16);
    const x0 = v128.load_splat<u32>(tile);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(x0, left));
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(x0, right));
    const x1 = v128.load_splat<u32>(tile, 4);
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(x1, left));
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(x1, right));
    const x2 = v128.load_splat<u32>(tile, 8);
    a2 = i32x4.add(a2, i32x4.dot_i16x8_s(x2, left));
    b2 = i32x4.add(b2, i32x4.dot_i16x8_s(x2, right));
    const x3 = v128.load_splat<u32>(tile, 12);
    a3 = i32x4.add(a3, i32x4.dot_i16x8_s(x3, left));
    b3 = i32x4.add(b3, i32x4.dot_i16x8_s(x3, right));
  }
  const l0 = v128.load_splat<u32>(limits), l1 = v128.load_splat<u32>(limits, 4);
  const l2 = v128.load_splat<u32>(limits, 8), l3 = v128.load_splat<u32>(limits, 12);
  const any = v128.or(
    v128.or(v128.or(i32x4.gt_s(a0, l0), i32x4.gt_s(b0, l0)), v128.or(i32x4.gt_s(a1, l1), i32x4.gt_s(b1, l1))),
    v128.or(v128.or(i32x4.gt_s(a2, l2), i32x4.gt_s(b2, l2)), v128.or(i32x4.gt_s(a3, l3), i32x4.gt_s(b3, l3))),
  );
  if (!v128.any_true(any)) return false;
  v128.store(out, a0);
  v128.store(out, b0, 16);
  v128.store(out, a1, 32);
  v128.store(out, b1, 48);
  v128.store(out, a2, 64);
  v128.store(out, b2, 80);
  v128.store(out, a3, 96);
  v128.store(out, b3, 112);
  return true;
}

/** Codes the items at places `begin` to `end` (blocks of 512), see `bestOfMany`, and measures the blocks. Scratch: 24 bytes. */
export function encodeBlocks(rows: usize, width: u32, order: usize, places: u32, codes: usize, blocks: usize, scratch: usize, begin: u32, end: u32): void {
  for (let number = begin; number < end; number++) {
    const first = number * blockItems;
    const last = min<u32>(places, first + blockItems);
    let largest: f32 = 0;
    for (let place = first; place < last; place++) {
      const item = load<u32>(order + (<usize>place << 2));
      if (item == u32.MAX_VALUE) continue;
      largest = max<f32>(largest, largestOf(rows + (<usize>item * width << 2), <usize>width << 2));
    }
    const scale: f64 = largest > 0 ? <f64>largest / mostCode(width) : 1;
    let worst: f64 = 0, longestCoded: f64 = 0, longest: f64 = 0;
    for (let place = first; place < last; place++) {
      const item = load<u32>(order + (<usize>place << 2));
      const to = codes + <usize>(place & ~7) * width * 2 + ((place & 7) << 2);
      encodePairs(item == u32.MAX_VALUE ? 0 : rows + (<usize>item * width << 2), width, scale, to, 32, scratch);
      worst = max<f64>(worst, load<f64>(scratch));
      longestCoded = max<f64>(longestCoded, load<f64>(scratch, 8));
      longest = max<f64>(longest, load<f64>(scratch, 16));
    }
    const block = blocks + <usize>number * blockBytes;
    store<f64>(block, scale);
    store<f64>(block + errorAt, sqrt<f64>(worst));
    store<f64>(block + codedAt, sqrt<f64>(longestCoded));
    store<f64>(block + longestAt, sqrt<f64>(longest));
  }
}
