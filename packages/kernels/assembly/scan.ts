// Finding the best items: an 8-bit scan whose errors are bounded, so that rescoring what the bound leaves open gives exactly the float32 order.
import { dotFloats, largestOf } from './lanes';

/**
 * Scores of items `begin` to `end`: `codes` are rows of `width` signed bytes (width a multiple of 16), `query` as many 16-bit numbers.
 * out[i] = scales[i] x (codes[i] . query). The sums fit 32 bits for widths up to 32,768 and queries within +-4,095 / 2.
 */
export function scanCodes(codes: usize, scales: usize, query: usize, width: u32, out: usize, scratch: usize, begin: u32, end: u32): void {
  let item = begin;
  for (; item + 4 <= end; item += 4) {
    let r0 = codes + <usize>item * width;
    const apart = <usize>width;
    let s0 = i32x4.splat(0), s1 = i32x4.splat(0), s2 = i32x4.splat(0), s3 = i32x4.splat(0);
    for (let at: usize = 0; at < <usize>width; at += 16, r0 += 16) {
      const low = v128.load(query + (at << 1)), high = v128.load(query + (at << 1), 16);
      const c0 = v128.load(r0), c1 = v128.load(r0 + apart);
      s0 = i32x4.add(s0, i32x4.add(i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(c0), low), i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(c0), high)));
      s1 = i32x4.add(s1, i32x4.add(i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(c1), low), i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(c1), high)));
      const c2 = v128.load(r0 + 2 * apart), c3 = v128.load(r0 + 3 * apart);
      s2 = i32x4.add(s2, i32x4.add(i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(c2), low), i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(c2), high)));
      s3 = i32x4.add(s3, i32x4.add(i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(c3), low), i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(c3), high)));
    }
    const a = i32x4.add(v128.shuffle<i32>(s0, s1, 0, 4, 1, 5), v128.shuffle<i32>(s0, s1, 2, 6, 3, 7));
    const b = i32x4.add(v128.shuffle<i32>(s2, s3, 0, 4, 1, 5), v128.shuffle<i32>(s2, s3, 2, 6, 3, 7));
    const sums = i32x4.add(v128.shuffle<i32>(a, b, 0, 1, 4, 5), v128.shuffle<i32>(a, b, 2, 3, 6, 7));
    v128.store(out + (<usize>item << 2), f32x4.mul(v128.load(scales + (<usize>item << 2)), f32x4.convert_i32x4_s(sums)));
  }
  for (; item < end; item++) {
    const row = codes + <usize>item * width;
    let s0 = i32x4.splat(0), s1 = i32x4.splat(0);
    for (let at: usize = 0; at < <usize>width; at += 16) {
      const code = v128.load(row + at);
      s0 = i32x4.add(s0, i32x4.dot_i16x8_s(i16x8.extend_low_i8x16_s(code), v128.load(query + (at << 1))));
      s1 = i32x4.add(s1, i32x4.dot_i16x8_s(i16x8.extend_high_i8x16_s(code), v128.load(query + (at << 1), 16)));
    }
    const s = i32x4.add(s0, s1);
    const sum = i32x4.extract_lane(s, 0) + i32x4.extract_lane(s, 1) + (i32x4.extract_lane(s, 2) + i32x4.extract_lane(s, 3));
    store<f32>(out + (<usize>item << 2), load<f32>(scales + (<usize>item << 2)) * <f32>sum);
  }
}

/** out[i] = rows[i] . query in float32 for items `begin` to `end`; `width` is a multiple of 16. */
export function scanFloats(rows: usize, query: usize, width: u32, out: usize, scratch: usize, begin: u32, end: u32): void {
  const bytes = <usize>width << 2;
  for (let item = begin; item < end; item++) {
    store<f32>(out + (<usize>item << 2), dotFloats(rows + <usize>item * bytes, query, bytes));
  }
}

/**
 * out[i] = factors[i] x (rows[i] . q0) + rows[i] . q1, the two queries one behind the other: a large table is read from memory once for both, and
 * that is what a scan waits for. Each product is summed as `scanFloats` does.
 */
export function scanPair(
  rows: usize, queries: usize, width: u32, factors: usize, out: usize, scratch: usize, begin: u32, end: u32,
): void {
  const bytes = <usize>width << 2;
  for (let item = begin; item < end; item++) {
    const row = rows + <usize>item * bytes;
    const first = dotFloats(row, queries, bytes);
    store<f32>(out + (<usize>item << 2), load<f32>(factors + (<usize>item << 2)) * first + dotFloats(row, queries + bytes, bytes));
  }
}

/** out[i] = rows[items[i]] . query for `count` items, summed exactly as `scanFloats` does. */
export function scanSome(rows: usize, query: usize, width: u32, items: usize, count: u32, out: usize): void {
  const bytes = <usize>width << 2;
  for (let at: u32 = 0; at < count; at++) {
    store<f32>(out + (<usize>at << 2), dotFloats(rows + <usize>load<u32>(items + (<usize>at << 2)) * bytes, query, bytes));
  }
}

/**
 * Items in [0, count) whose value is at least `least`, written to `out` in order, at most `room` of them; returns how many there are.
 * Sixteen values are looked at together, so that a scan in which few pass costs little.
 */
export function passing(values: usize, count: u32, least: f32, out: usize, room: u32): u32 {
  const limit = f32x4.splat(least);
  let found: u32 = 0;
  let at: u32 = 0;
  for (; at + 16 <= count; at += 16) {
    const from = values + (<usize>at << 2);
    const any = v128.or(
      v128.or(f32x4.ge(v128.load(from), limit), f32x4.ge(v128.load(from, 16), limit)),
      v128.or(f32x4.ge(v128.load(from, 32), limit), f32x4.ge(v128.load(from, 48), limit)),
    );
    if (!v128.any_true(any)) continue;
    for (let i = at; i < at + 16; i++) {
      if (load<f32>(values + (<usize>i << 2)) < least) continue;
      if (found < room) store<u32>(out + (<usize>found << 2), i);
      found++;
    }
  }
  for (; at < count; at++) {
    if (load<f32>(values + (<usize>at << 2)) < least) continue;
    if (found < room) store<u32>(out + (<usize>found << 2), at);
    found++;
  }
  return found;
}

/** Rows that share one bound of their error. */
const boundRows: u32 = 256;

/**
 * Codes blocks `begin` to `end` of 256 rows by 8 bits and a scale a row. `bounds` receives the largest error, the largest length of a coded row and
 * the largest length of a row of each block.
 */
export function encodeRows(rows: usize, count: u32, width: u32, codes: usize, scales: usize, bounds: usize, scratch: usize, begin: u32, end: u32): void {
  for (let block = begin; block < end; block++) {
    let worst: f64 = 0, longestCoded: f64 = 0, longest: f64 = 0;
    const last = min<u32>(count, (block + 1) * boundRows);
    for (let item = block * boundRows; item < last; item++) {
      const row = rows + <usize>item * (<usize>width << 2);
      const to = codes + <usize>item * width;
      const scale: f32 = largestOf(row, <usize>width << 2) / 127;
      const wide = <f64>scale;
      const inverse: f64 = scale > 0 ? 1 / wide : 0;
      let error: f64 = 0, coded: f64 = 0, length: f64 = 0;
      for (let at: usize = 0; at < <usize>width; at++) {
        const value = <f64>load<f32>(row + (at << 2));
        const code = max<f64>(-127, min<f64>(127, nearest<f64>(value * inverse)));
        store<i8>(to + at, <i8>code);
        const back = wide * code;
        error += (value - back) * (value - back);
        coded += back * back;
        length += value * value;
      }
      store<f32>(scales + (<usize>item << 2), scale);
      worst = max<f64>(worst, error);
      longestCoded = max<f64>(longestCoded, coded);
      longest = max<f64>(longest, length);
    }
    const bound = bounds + <usize>block * 24;
    store<f64>(bound, sqrt<f64>(worst));
    store<f64>(bound, sqrt<f64>(longestCoded), 8);
    store<f64>(bound, sqrt<f64>(longest), 16);
  }
}
