import { WeightsError } from './weights-error.ts';

/** The element types that can be read as numbers, with their size in bytes. */
export const numberTypes = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, I32: 4, I8: 1, U8: 1 } as const;

/** An element type that can be read as numbers. */
export type NumberType = keyof typeof numberTypes;

/** Whether a text names an element type that can be read as numbers. */
export function isNumberType(text: string): text is NumberType {
  return Object.hasOwn(numberTypes, text);
}

/** More numbers than this do not fit the kernels' memory of 4 GiB. */
const mostNumbers = 2 ** 30;

/** @throws WeightsError on more numbers than a machine's kernels can hold. */
export function refuseTooMany(name: string, count: number): void {
  if (count <= mostNumbers) return;
  throw new WeightsError(
    `tensor "${name}" has ${count} numbers, more than the ${mostNumbers} that fit in memory; split the weights`,
  );
}

/** The bytes of a tensor, little-endian numbers at any offset, as float32. @throws WeightsError on more than fit in memory. */
export function toFloat32(
  bytes: Uint8Array,
  { name, type }: { readonly name: string; readonly type: NumberType },
): Float32Array<ArrayBuffer> {
  refuseTooMany(name, bytes.length / numberTypes[type]);
  // A copy starts at an address that every array type can read. Not slice(): of Node's Buffer that is a view.
  const { buffer } = new Uint8Array(bytes);
  switch (type) {
    case 'F64':
      return new Float32Array(new Float64Array(buffer));
    case 'F32':
      return new Float32Array(buffer);
    case 'F16':
      return fromHalves(new Uint16Array(buffer));
    case 'BF16':
      return fromBrainFloat16(new Uint16Array(buffer));
    case 'I64':
      return Float32Array.from(new BigInt64Array(buffer), Number);
    case 'I32':
      return new Float32Array(new Int32Array(buffer));
    case 'I8':
      return new Float32Array(new Int8Array(buffer));
    case 'U8':
      return new Float32Array(new Uint8Array(buffer));
  }
}

function fromHalves(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(halves.length);
  // A plain loop: the mapping form of `from` costs tenfold on millions of numbers.
  for (let at = 0; at < halves.length; at++) values[at] = fromFloat16(halves[at]);
  return values;
}

/** The value of an IEEE 754 half. */
function fromFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}

/** bfloat16 is the upper half of a float32. */
function fromBrainFloat16(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const bits = new Uint32Array(halves.length);
  for (let at = 0; at < halves.length; at++) bits[at] = halves[at] << 16;
  return new Float32Array(bits.buffer);
}

/** The nearest half, ties to even; what is too large becomes infinite. */
export function toFloat16(value: number): number {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (Number.isNaN(size)) return 0x7e00;
  if (size >= 65_520) return sign | 0x7c00;
  const exponent = Math.max(-14, Math.floor(Math.log2(size || 2 ** -30)));
  const steps = roundToEven(size * 2 ** (10 - exponent));
  // Below the least normal number the exponent is stored as 0; a carry into the next exponent comes by itself.
  return sign | (exponent === -14 && steps < 1024 ? steps : ((exponent + 14) << 10) + steps);
}

/** The nearest bfloat16, ties to even. */
export function toBrainFloat16(value: number): number {
  const [bits] = new Uint32Array(Float32Array.of(value).buffer);
  if (Number.isNaN(value)) return 0x7fc0;
  return (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  if (rest !== 0.5) return Math.round(value);
  return below % 2 === 0 ? below : below + 1;
}
