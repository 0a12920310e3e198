type Numbers = Float64Array | Float32Array | readonly number[];

/** Sum with Neumaier's compensation: the error does not grow with the length, so a mean does not depend on the order of users. */
export function sumOf(values: Numbers): number {
  let sum = 0;
  let lost = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at];
    const next = sum + value;
    lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  return sum + lost;
}

/** Arithmetic mean, NaN for no values. */
export function meanOf(values: Numbers): number {
  return values.length === 0 ? NaN : sumOf(values) / values.length;
}

/** Population standard deviation by two passes; 0 for fewer than two values. */
export function deviationOf(values: Numbers): number {
  if (values.length < 2) return 0;
  const mean = meanOf(values);
  let squares = 0;
  for (let at = 0; at < values.length; at++) {
    const distance = values[at] - mean;
    squares += distance * distance;
  }
  return Math.sqrt(squares / values.length);
}
