const steps = 4096;
const bitsOfStep = 11;

/** x^exponent for positive float32 x, within 1e-7 of it: the power of the mantissa from a table, of the binary exponent from another. */
export function powerOf(exponent: number): (x: number) => number {
  const mantissas = Float64Array.from({ length: steps + 1 }, (_, at) => Math.pow(1 + at / steps, exponent));
  const scales = Float64Array.from({ length: 256 }, (_, at) => Math.pow(2, (at - 127) * exponent));
  const float = new Float32Array(1);
  const bits = new Int32Array(float.buffer);
  return (x) => {
    float[0] = x;
    const word = bits[0];
    const at = (word >> bitsOfStep) & (steps - 1);
    const within = (word & ((1 << bitsOfStep) - 1)) / (1 << bitsOfStep);
    const low = mantissas[at];
    return scales[(word >> 23) & 255] * (low + within * (mantissas[at + 1] - low));
  };
}
