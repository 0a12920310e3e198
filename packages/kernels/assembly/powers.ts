// Powers of positive float32 numbers, four at a time.

/** 2 / ln 2 over 1, 3, 5, 7, 9: log2 of a mantissa by its atanh series. */
const l1: f32 = 2.8853900817779268, l3: f32 = 0.9617966939259756, l5: f32 = 0.5770780163555854, l7: f32 = 0.4121985831111324, l9: f32 = 0.3205988979753252;
/** (ln 2)^k / k!: 2 to a power of at most one half. */
const e1: f32 = 0.6931471805599453, e2: f32 = 0.2402265069591007, e3: f32 = 0.0555041086648216, e4: f32 = 0.0096181291076285, e5: f32 = 0.0013333558146428, e6: f32 = 0.0001540353039338;

/** x^exponent of four floats that are 0 or positive and normal, within 1e-6 of it for results between 1e-30 and 1e30; 0 stays 0. */
@inline
function powers(x: v128, exponent: v128): v128 {
  // The mantissa between the roots of 1/2 and 2, so that its logarithm is small.
  const shifted = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const binary = i32x4.shr_s(shifted, 23);
  const mantissa = i32x4.sub(x, i32x4.shl(binary, 23));
  const one = f32x4.splat(1);
  const s = f32x4.div(f32x4.sub(mantissa, one), f32x4.add(mantissa, one));
  const square = f32x4.mul(s, s);
  let series = f32x4.add(f32x4.mul(square, f32x4.splat(l9)), f32x4.splat(l7));
  series = f32x4.add(f32x4.mul(square, series), f32x4.splat(l5));
  series = f32x4.add(f32x4.mul(square, series), f32x4.splat(l3));
  series = f32x4.add(f32x4.mul(square, series), f32x4.splat(l1));
  // Whole and fraction apart, so that large exponents keep the digits of the fraction.
  const whole = f32x4.mul(f32x4.convert_i32x4_s(binary), exponent);
  const nearest = f32x4.nearest(whole);
  const rest = f32x4.add(f32x4.sub(whole, nearest), f32x4.mul(f32x4.mul(s, series), exponent));
  const more = f32x4.nearest(rest);
  const fraction = f32x4.sub(rest, more);
  let two = f32x4.add(f32x4.mul(fraction, f32x4.splat(e6)), f32x4.splat(e5));
  two = f32x4.add(f32x4.mul(fraction, two), f32x4.splat(e4));
  two = f32x4.add(f32x4.mul(fraction, two), f32x4.splat(e3));
  two = f32x4.add(f32x4.mul(fraction, two), f32x4.splat(e2));
  two = f32x4.add(f32x4.mul(fraction, two), f32x4.splat(e1));
  two = f32x4.add(f32x4.mul(fraction, two), one);
  const steps = i32x4.trunc_sat_f32x4_s(f32x4.max(f32x4.splat(-126), f32x4.min(f32x4.splat(127), f32x4.add(nearest, more))));
  const scale = i32x4.shl(i32x4.add(steps, i32x4.splat(127)), 23);
  return v128.and(f32x4.mul(two, scale), f32x4.gt(x, f32x4.splat(0)));
}

/** Raises `count` floats in place, see `powers`. */
export function raise(at: usize, count: u32, exponent: f32): void {
  const power = f32x4.splat(exponent);
  const whole = <usize>(count & ~3) << 2;
  for (let cell: usize = 0; cell < whole; cell += 16) v128.store(at + cell, powers(v128.load(at + cell), power));
  // One by one at the end: what lies behind belongs to others.
  for (let cell = whole; cell < <usize>count << 2; cell += 4) {
    store<f32>(at + cell, f32x4.extract_lane(powers(v128.load_splat<u32>(at + cell), power), 0));
  }
}
