// What a graph network needs beside products of matrices: propagation along edges, softmax over many candidates, and Adam.

/**
 * Rows `begin` to `end` of out = factor (base + S X). `width` is a multiple of 16; sums run over a row's edges in order, so the result does not
 * depend on the number of threads.
 */
export function propagateRows(starts: usize, indices: usize, values: usize, dense: usize, width: u32, base: usize, factor: f32, out: usize, scratch: usize, begin: u32, end: u32): void {
  const bytes = <usize>width << 2;
  const scale = f32x4.splat(factor);
  for (let row = begin; row < end; row++) {
    const from = load<u32>(starts + (<usize>row << 2));
    const to = load<u32>(starts + (<usize>row << 2), 4);
    for (let column: usize = 0; column < bytes; column += 64) {
      const start = base + <usize>row * bytes + column;
      let s0 = v128.load(start), s1 = v128.load(start, 16), s2 = v128.load(start, 32), s3 = v128.load(start, 48);
      for (let at = from; at < to; at++) {
        const source = dense + <usize>load<u32>(indices + (<usize>at << 2)) * bytes + column;
        const value = v128.load_splat<u32>(values + (<usize>at << 2));
        s0 = f32x4.add(s0, f32x4.mul(value, v128.load(source)));
        s1 = f32x4.add(s1, f32x4.mul(value, v128.load(source, 16)));
        s2 = f32x4.add(s2, f32x4.mul(value, v128.load(source, 32)));
        s3 = f32x4.add(s3, f32x4.mul(value, v128.load(source, 48)));
      }
      const target = out + <usize>row * bytes + column;
      v128.store(target, f32x4.mul(scale, s0));
      v128.store(target, f32x4.mul(scale, s1), 16);
      v128.store(target, f32x4.mul(scale, s2), 32);
      v128.store(target, f32x4.mul(scale, s3), 48);
    }
  }
}

/** e^x for x < 88, within 3e-7 of its value beside what the rounding of x does: 2^n by the exponent's bits, 2^f by a polynomial. */
function exponential(x: v128): v128 {
  const turned = f32x4.mul(f32x4.max(x, f32x4.splat(-87)), f32x4.splat(1.4426950408889634));
  const whole = f32x4.nearest(turned);
  const rest = f32x4.sub(turned, whole);
  let sum = f32x4.splat(0.00015403530393381608);
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.0013333558146428443));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.009618129107628477));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.05550410866482158));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.2402265069591007));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(0.6931471805599453));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1));
  return i32x4.add(sum, i32x4.shl(i32x4.trunc_sat_f32x4_s(whole), 23));
}

/** Rows `begin` to `end`: values become e^(factor (value - shift)), and `sums` takes what each row adds up to. `columns` is a multiple of 4. */
export function exponentRows(values: usize, columns: u32, factor: f32, shift: f32, sums: usize, scratch: usize, begin: u32, end: u32): void {
  const times = f32x4.splat(factor);
  const less = f32x4.splat(shift);
  const bytes = <usize>columns << 2;
  for (let row = begin; row < end; row++) {
    const start = values + <usize>row * bytes;
    let sum = f32x4.splat(0);
    for (let at: usize = 0; at < bytes; at += 16) {
      const raised = exponential(f32x4.mul(times, f32x4.sub(v128.load(start + at), less)));
      v128.store(start + at, raised);
      sum = f32x4.add(sum, raised);
    }
    const total = f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3));
    store<f32>(sums + (<usize>row << 2), total);
  }
}

/**
 * Rows `begin` to `end` of one step of Adam (Kingma and Ba 2015) with g = gradient + decay x parameter; `rate` and `root` carry the corrections
 * of the first steps: p -= rate m / (root sqrt(v) + 1e-8). `width` is a multiple of 4.
 */
export function adamRows(parameters: usize, gradient: usize, first: usize, second: usize, width: u32, rate: f32, root: f32, decay: f32, scratch: usize, begin: u32, end: u32): void {
  const stop = <usize>end * (<usize>width << 2);
  const step = f32x4.splat(rate);
  const corrected = f32x4.splat(root);
  const shrink = f32x4.splat(decay);
  for (let at = <usize>begin * (<usize>width << 2); at < stop; at += 16) {
    const p = v128.load(parameters + at);
    const g = f32x4.add(v128.load(gradient + at), f32x4.mul(shrink, p));
    const m = f32x4.add(f32x4.mul(f32x4.splat(0.9), v128.load(first + at)), f32x4.mul(f32x4.splat(0.1), g));
    const v = f32x4.add(f32x4.mul(f32x4.splat(0.999), v128.load(second + at)), f32x4.mul(f32x4.splat(0.001), f32x4.mul(g, g)));
    v128.store(first + at, m);
    v128.store(second + at, v);
    const under = f32x4.add(f32x4.mul(corrected, f32x4.sqrt(v)), f32x4.splat(1e-8));
    v128.store(parameters + at, f32x4.sub(p, f32x4.div(f32x4.mul(step, m), under)));
  }
}
