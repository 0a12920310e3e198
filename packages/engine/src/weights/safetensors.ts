import { bytesToText, textToBytes } from '../artifacts/text-bytes.ts';
import { numberTypes, toBrainFloat16, toFloat16 } from './number-types.ts';
import { parseHeader, type SafetensorsHeader, type TensorEntry } from './safetensors-header.ts';
import { shapeText, sizeOfShape, tensorOver, type WeightFile } from './weight-file.ts';
import { WeightsError } from './weights-error.ts';

/** No file of embeddings needs a longer header; a longer one is a mistake or an attack. */
const mostHeaderBytes = 16 * 2 ** 20;

/** Sizes of all element types of the format; those that are no numbers to us may stand in a file unread. */
const elementBytes: Readonly<Record<string, number>> = {
  ...numberTypes,
  BOOL: 1,
  F8_E4M3: 1,
  F8_E5M2: 1,
  F8_E8M0: 1,
  I16: 2,
  U16: 2,
  U32: 4,
  U64: 8,
};

/** Whether bytes can be a safetensors file: eight bytes of length, then a JSON object. */
export function looksLikeSafetensors(bytes: Uint8Array): boolean {
  return bytes.length > 8 && bytes[8] === 0x7b && bytes[6] === 0 && bytes[7] === 0;
}

/**
 * Opens a safetensors file: every tensor must lie within the file, without overlaps and gaps, in the size its shape and type ask for.
 * @throws WeightsError saying what is wrong.
 */
export function readSafetensors(bytes: Uint8Array): WeightFile {
  const { header, content } = splitFile(bytes);
  checkLayout(header.entries, content.length);
  const tensors = header.entries.map((entry) => {
    const { name, type, shape } = entry;
    return [name, tensorOver(content.subarray(entry.begin, entry.end), { name, type, shape })] as const;
  });
  return { format: 'safetensors', metadata: header.metadata, tensors: new Map(tensors) };
}

function splitFile(bytes: Uint8Array): { header: SafetensorsHeader; content: Uint8Array } {
  if (bytes.length < 8)
    throw new WeightsError('the safetensors file is shorter than its 8 bytes of length; copy it again');
  const size = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0, true);
  if (size > BigInt(mostHeaderBytes)) {
    throw new WeightsError(
      `the safetensors header would have ${size} bytes, more than the ${mostHeaderBytes} that are read; this is no file of embeddings`,
    );
  }
  const end = 8 + Number(size);
  if (end > bytes.length) {
    throw new WeightsError(
      `the safetensors header should have ${size} bytes and the file has ${bytes.length - 8} after its length; it is cut off, copy it again`,
    );
  }
  return { header: parseHeader(headerText(bytes.subarray(8, end))), content: bytes.subarray(end) };
}

function headerText(bytes: Uint8Array): string {
  try {
    return bytesToText(bytes);
  } catch (cause) {
    throw new WeightsError('the safetensors header is not UTF-8 text; copy the file again', { cause });
  }
}

function checkLayout(entries: readonly TensorEntry[], available: number): void {
  let reached = 0;
  let before = '';
  // Empty tensors lie where the next one begins.
  const inOrder = entries.toSorted((a, b) => a.begin - b.begin || a.end - b.end);
  for (const entry of inOrder) {
    checkEntry(entry, available);
    if (entry.begin < reached) {
      throw new WeightsError(`tensors "${before}" and "${entry.name}" overlap in the file; write it again`);
    }
    if (entry.begin > reached) {
      throw new WeightsError(
        `${entry.begin - reached} bytes before tensor "${entry.name}" belong to no tensor; write the file again`,
      );
    }
    reached = entry.end;
    before = entry.name;
  }
  if (reached < available) {
    throw new WeightsError(
      `the file has ${available - reached} bytes after its last tensor; write it again, or check whether two files were joined`,
    );
  }
}

function checkEntry(entry: TensorEntry, available: number): void {
  const { name, type, shape, begin, end } = entry;
  const width = Object.hasOwn(elementBytes, type) ? elementBytes[type] : 0;
  if (width === 0) {
    throw new WeightsError(`tensor "${name}" has the unknown element type "${type}"; write it as F32`);
  }
  if (end < begin) throw new WeightsError(`tensor "${name}" ends before it begins; write the file again`);
  if (end > available) {
    throw new WeightsError(`tensor "${name}" ends at byte ${end} of ${available}; the file is cut off, copy it again`);
  }
  const wanted = sizeOfShape(name, shape) * width;
  if (wanted !== end - begin) {
    throw new WeightsError(
      `tensor "${name}" of shape ${shapeText(shape)} and type ${type} needs ${wanted} bytes and has ${end - begin}; write the file again`,
    );
  }
}

/** A tensor to write; float32 values are rounded when `type` says so. */
export interface TensorToWrite {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array | Int8Array | Uint8Array | Int32Array | BigInt64Array;
  /** For float32 values only: a shorter type to store them in. */
  readonly type?: 'F16' | 'BF16';
}

/** The bytes of a safetensors file. @throws WeightsError when a name stands twice or a shape does not fit its values. */
export function writeSafetensors(
  tensors: readonly TensorToWrite[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const names = new Set(tensors.map(({ name }) => name));
  if (names.size !== tensors.length || names.has('__metadata__')) {
    throw new WeightsError('two tensors have one name, or one is called __metadata__; name each of them differently');
  }
  // Wide elements first, as the reference writer does: then every tensor is aligned to its elements.
  const parts = tensors
    .map((tensor) => ({ ...tensor, ...stored(tensor) }))
    .toSorted((a, b) => elementBytes[b.type] - elementBytes[a.type]);
  let end = 0;
  const entries: [string, unknown][] = Object.keys(metadata).length === 0 ? [] : [['__metadata__', metadata]];
  for (const { name, type, shape, bytes } of parts) {
    if (sizeOfShape(name, shape) * elementBytes[type] !== bytes.length) {
      throw new WeightsError(`tensor "${name}" has other values than its shape ${shapeText(shape)}; correct the shape`);
    }
    entries.push([name, { dtype: type, shape, data_offsets: [end, (end += bytes.length)] }]);
  }
  const text = JSON.stringify(Object.fromEntries(entries));
  const plain = textToBytes(text).length;
  const header = textToBytes(text.padEnd(text.length + ((8 - (plain % 8)) % 8)));
  const file = new Uint8Array(8 + header.length + end);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  let at = 8 + header.length;
  for (const { bytes } of parts) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

function stored({ values, type }: TensorToWrite): { type: string; bytes: Uint8Array } {
  const short = type === undefined ? null : Uint16Array.from(values as Float32Array, roundTo[type]);
  const array = short ?? values;
  return { type: type ?? typeOf(values), bytes: new Uint8Array(array.buffer, array.byteOffset, array.byteLength) };
}

const roundTo = { F16: toFloat16, BF16: toBrainFloat16 } as const;

function typeOf(values: TensorToWrite['values']): string {
  if (values instanceof Float32Array) return 'F32';
  if (values instanceof Float64Array) return 'F64';
  if (values instanceof Int8Array) return 'I8';
  if (values instanceof Uint8Array) return 'U8';
  return values instanceof Int32Array ? 'I32' : 'I64';
}
