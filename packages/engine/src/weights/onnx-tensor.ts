import { bytesToText } from '../artifacts/text-bytes.ts';
import { fromBrainFloat16, fromFloat16, isNumberType, numberTypes, toFloat32 } from './number-types.ts';
import { packedNumbers, wireFields, type WireField } from './protobuf.ts';
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

/** Where a TensorProto may keep its numbers. */
interface Contents {
  raw: Uint8Array | null;
  readonly floats: Uint8Array[];
  readonly doubles: Uint8Array[];
  /** int32_data and int64_data: whole numbers, and halves as their bits. */
  readonly wholes: number[];
  isElsewhere: boolean;
}

/** Reads name, type and shape; the numbers when they are asked for. @throws WeightsError on a shape that is none. */
export function readTensor(bytes: Uint8Array): OnnxTensor {
  let name = '';
  let code = 0;
  const shape: number[] = [];
  const contents: Contents = { raw: null, floats: [], doubles: [], wholes: [], isElsewhere: false };
  for (const field of wireFields(bytes)) {
    if (field.number === 1) shape.push(...(field.isNumber ? [field.value] : packedNumbers(field.bytes).slice(0, 9)));
    else if (field.number === 2) code = field.value;
    else if (field.number === 8) name = nameOf(field.bytes);
    else gather(field, contents);
  }
  if (shape.length > 8 || shape.some((size) => !Number.isSafeInteger(size) || size < 0)) {
    throw new WeightsError(`tensor "${name}" has the shape ${shapeText(shape)}; export the model again`);
  }
  const tensor = { name, type: typeNames[code] ?? `type ${code}`, shape };
  sizeOfShape(name, shape);
  const raw = (): Float32Array => readContents(tensor, contents);
  return { ...tensor, raw, numbers: () => finiteOnly(raw(), tensor) };
}

function gather(field: WireField, to: Contents): void {
  if (field.number === 4) to.floats.push(field.bytes);
  else if (field.number === 10) to.doubles.push(field.bytes);
  else if (field.number === 9) to.raw = field.bytes;
  else if (field.number === 13 || (field.number === 14 && field.value === 1)) to.isElsewhere = true;
  else if (field.number === 5 || field.number === 7) {
    if (field.isNumber) to.wholes.push(field.value);
    else for (const value of packedNumbers(field.bytes)) to.wholes.push(value);
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
  const values = numbersOf(type, contents);
  const wanted = sizeOfShape(name, shape);
  if (values === null || values.length !== wanted) {
    throw new WeightsError(
      `tensor "${name}" of shape ${shapeText(shape)} needs ${wanted} numbers of type ${type} and has ${values?.length ?? 'another count of bytes'}; export the model again`,
    );
  }
  return values;
}

function numbersOf(type: keyof typeof numberTypes, contents: Contents): Float32Array | null {
  const { raw, wholes } = contents;
  const packed = type === 'F32' ? contents.floats : type === 'F64' ? contents.doubles : [];
  const bytes = raw ?? (packed.length > 0 ? joined(packed) : null);
  if (bytes !== null) return bytes.length % numberTypes[type] === 0 ? toFloat32(bytes, type) : null;
  if (type === 'F16') return Float32Array.from(wholes, fromFloat16);
  if (type === 'BF16') return fromBrainFloat16(Uint16Array.from(wholes));
  return Float32Array.from(wholes);
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
