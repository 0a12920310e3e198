import { bytesToText } from '../artifacts/text-bytes.ts';
import { isNumberType, type NumberType, numberTypes, refuseTooMany, toFloat32 } from './number-types.ts';
import { countPacked, packedNumbers, wireFields, type WireField } from './protobuf.ts';
import { finiteOnly, shapeText, sizeOfShape, type WeightTensor } from './weight-file.ts';
import { WeightsError } from './weights-error.ts';

/** A TensorProto, its numbers still as they lie in the file. */
export interface OnnxTensor extends WeightTensor {
  /** The numbers without a look at whether each of them is finite. */
  raw(): Float32Array;
}

/** Element types of onnx.proto by their code; those that are no numbers to us keep the name they have there. */
const typeNames: Readonly<Record<number, string>> = {
  1: 'F32',
  2: 'U8',
  3: 'I8',
  4: 'UINT16',
  5: 'INT16',
  6: 'I32',
  7: 'I64',
  8: 'STRING',
  9: 'BOOL',
  10: 'F16',
  11: 'F64',
  12: 'UINT32',
  13: 'UINT64',
  16: 'BF16',
};

/** As in safetensors. */
const mostDimensions = 8;
/** Every writer packs its numbers; one by one each would cost a hundred bytes of memory and more. */
const mostPieces = 2 ** 17;

/** Where a TensorProto may keep its numbers. */
interface Contents {
  raw: Uint8Array | null;
  readonly floats: Uint8Array[];
  readonly doubles: Uint8Array[];
  /** int32_data and int64_data, packed or not: whole numbers, and halves as their bits. */
  readonly wholes: (number | Uint8Array)[];
  isElsewhere: boolean;
}

/** Reads name, type and shape; the numbers when they are asked for. @throws WeightsError on a shape that is none. */
export function readTensor(bytes: Uint8Array): OnnxTensor {
  let name = '';
  let code = 0;
  const shape: number[] = [];
  const contents: Contents = { raw: null, floats: [], doubles: [], wholes: [], isElsewhere: false };
  for (const field of wireFields(bytes)) {
    if (field.number === 1) addDimensions(field, shape);
    else if (field.number === 2) code = field.value;
    else if (field.number === 8) name = nameOf(field.bytes);
    else gather(field, contents);
    if (contents.floats.length + contents.doubles.length + contents.wholes.length > mostPieces) {
      throw new WeightsError(
        `tensor "${name}" has its numbers in more than ${mostPieces} pieces; export the model again, with raw data`,
      );
    }
  }
  if (shape.length > mostDimensions || shape.some((size) => !Number.isSafeInteger(size) || size < 0)) {
    throw new WeightsError(`tensor "${name}" has the shape ${shapeText(shape)}; export the model again`);
  }
  const tensor = { name, type: typeNames[code] ?? `type ${code}`, shape };
  sizeOfShape(name, shape);
  const raw = (): Float32Array => readContents(tensor, contents);
  return { ...tensor, raw, numbers: () => finiteOnly(raw(), tensor) };
}

/** Those past the most are only noticed. */
function addDimensions(field: WireField, shape: number[]): void {
  for (const size of field.isNumber ? [field.value] : packedNumbers(field.bytes)) {
    if (shape.length > mostDimensions) return;
    shape.push(size);
  }
}

function gather(field: WireField, to: Contents): void {
  if (field.number === 4) to.floats.push(field.bytes);
  else if (field.number === 10) to.doubles.push(field.bytes);
  else if (field.number === 9) to.raw = field.bytes;
  else if (field.number === 13 || (field.number === 14 && field.value === 1)) to.isElsewhere = true;
  else if (field.number === 5 || field.number === 7) {
    to.wholes.push(field.isNumber ? field.value : field.bytes);
  }
}

function readContents(
  tensor: { name: string; type: string; shape: readonly number[] },
  contents: Contents,
): Float32Array {
  const { name, type, shape } = tensor;
  if (contents.isElsewhere) {
    throw new WeightsError(
      `tensor "${name}" lies in another file (external data); save the model in one file (onnx.save_model without external data) or as safetensors`,
    );
  }
  if (!isNumberType(type)) {
    throw new WeightsError(`tensor "${name}" has elements of type ${type}; export it as float32, float16 or int8`);
  }
  const wanted = sizeOfShape(name, shape);
  const found = countOf(type, contents);
  if (found !== wanted) {
    throw new WeightsError(
      `tensor "${name}" of shape ${shapeText(shape)} needs ${wanted} numbers of type ${type} and has ${Number.isInteger(found) ? found : 'another count of bytes'}; export the model again`,
    );
  }
  return numbersOf({ name, type }, contents, wanted);
}

/** Where the numbers of a type lie as they are in memory; none where they are written as whole numbers. */
function bytesOf(type: NumberType, { raw, floats, doubles }: Contents): readonly Uint8Array[] {
  if (raw !== null) return [raw];
  return type === 'F32' ? floats : type === 'F64' ? doubles : [];
}

/** How many numbers there are, counted before any room is made for them; a fraction when bytes are left over. */
function countOf(type: NumberType, contents: Contents): number {
  const size = bytesOf(type, contents).reduce((sum, { length }) => sum + length, 0);
  if (contents.raw !== null || type === 'F32' || type === 'F64') return size / numberTypes[type];
  return contents.wholes.reduce<number>((sum, part) => sum + (typeof part === 'number' ? 1 : countPacked(part)), 0);
}

function numbersOf(
  tensor: { readonly name: string; readonly type: NumberType },
  contents: Contents,
  count: number,
): Float32Array {
  const { name, type } = tensor;
  if (contents.raw !== null || type === 'F32' || type === 'F64')
    return toFloat32(joined(bytesOf(type, contents)), tensor);
  refuseTooMany(name, count);
  const values = type === 'F16' || type === 'BF16' ? new Uint16Array(count) : new Float32Array(count);
  let at = 0;
  for (const part of contents.wholes) {
    for (const value of typeof part === 'number' ? [part] : packedNumbers(part)) values[at++] = value;
  }
  return values instanceof Float32Array ? values : toFloat32(new Uint8Array(values.buffer), tensor);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function nameOf(bytes: Uint8Array): string {
  try {
    return bytesToText(bytes);
  } catch (cause) {
    throw new WeightsError('the name of a tensor in the ONNX file is not UTF-8 text; export it again', { cause });
  }
}
