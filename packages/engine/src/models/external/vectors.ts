import type { ArtifactReader } from '../../artifacts/artifact-reader.ts';
import type { ArtifactWriter } from '../../artifacts/artifact-writer.ts';
import { ModelCodecError } from '../../artifacts/codec-error.ts';

/** Vectors by rows, as they are kept: float32, or a byte a number with a scale for each row. */
export type StoredVectors =
  | { readonly storage: 'float32'; readonly values: Float32Array }
  | { readonly storage: 'int8'; readonly codes: Uint8Array; readonly scales: Float32Array };

/** Brings vectors to their storage. In int8 a number is off by at most half of its row's largest / 127. */
export function storeVectors(values: Float32Array, width: number, storage: 'float32' | 'int8'): StoredVectors {
  if (storage === 'float32') return { storage, values };
  const codes = new Int8Array(values.length);
  const scales = new Float32Array(values.length / width);
  for (let row = 0; row < scales.length; row++) {
    const vector = values.subarray(row * width, row * width + width);
    let largest = 0;
    for (const value of vector) largest = Math.max(largest, Math.abs(value));
    scales[row] = largest / 127;
    if (scales[row] === 0) continue;
    for (let at = 0; at < width; at++) codes[row * width + at] = Math.round(vector[at] / scales[row]);
  }
  return { storage, codes: new Uint8Array(codes.buffer), scales };
}

/** The vectors as float32; the stored ones themselves where they are. */
export function readVectors(stored: StoredVectors, width: number): Float32Array {
  if (stored.storage === 'float32') return stored.values;
  const { codes, scales } = stored;
  const signed = new Int8Array(codes.buffer, codes.byteOffset, codes.length);
  const values = new Float32Array(codes.length);
  // Plain loops: the mapping form of `from` costs tenfold on millions of numbers.
  for (let row = 0, at = 0; row < scales.length; row++) {
    for (const end = at + width; at < end; at++) values[at] = signed[at] * scales[row];
  }
  return values;
}

/** Scales each row to the length 1; rows of zeros stay. */
export function toUnitLength(values: Float32Array, width: number): Float32Array {
  const unit = values.slice();
  lengthsOf(values, width).forEach((length, row) => {
    if (length === 0) return;
    for (let at = row * width; at < row * width + width; at++) unit[at] /= length;
  });
  return unit;
}

/** The length of each row. */
export function lengthsOf(values: Float32Array, width: number): Float64Array {
  const lengths = new Float64Array(values.length / width);
  for (let row = 0; row < lengths.length; row++) {
    let square = 0;
    for (let at = row * width; at < row * width + width; at++) square += values[at] * values[at];
    lengths[row] = Math.sqrt(square);
  }
  return lengths;
}

export function writeVectors(writer: ArtifactWriter, stored: StoredVectors): void {
  if (stored.storage === 'float32') writer.number(0).array(stored.values);
  else writer.number(1).array(stored.codes).array(stored.scales);
}

/** Reads what `writeVectors` wrote. @throws ModelCodecError when there are more or fewer rows. */
export function readStored(reader: ArtifactReader, rows: number, width: number): StoredVectors {
  const stored: StoredVectors =
    reader.number() === 0
      ? { storage: 'float32', values: reader.float32() }
      : { storage: 'int8', codes: reader.uint8(), scales: reader.float32() };
  const count = stored.storage === 'float32' ? stored.values.length : stored.codes.length;
  if (count !== rows * width || (stored.storage === 'int8' && stored.scales.length !== rows)) {
    throw new ModelCodecError('the external artifact has vectors of other ids; import the weights again');
  }
  return stored;
}
