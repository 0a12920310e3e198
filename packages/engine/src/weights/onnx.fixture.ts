import { textToBytes } from '../artifacts/text-bytes.ts';

/** A protobuf field: a number, a text, bytes, or a message of fields. */
export type Field = readonly [number: number, value: number | string | Uint8Array | readonly Field[]];

/** The bytes of a message. */
export function message(fields: readonly Field[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [number, value] of fields) {
    if (typeof value === 'number') {
      parts.push(varint(number * 8), varint(value));
      continue;
    }
    const bytes = typeof value === 'string' ? textToBytes(value) : value instanceof Uint8Array ? value : message(value);
    parts.push(varint(number * 8 + 2), varint(bytes.length), bytes);
  }
  return joinBytes(parts);
}

/** Numbers as one packed field. */
export function packed(values: readonly number[]): Uint8Array {
  return joinBytes(values.map(varint));
}

/** The memory of an array as bytes. */
export function bytesOf(values: Float32Array | Float64Array | Int8Array | Uint16Array | Uint8Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** A TensorProto: type code of onnx.proto and shape, then the fields with its numbers. */
export function tensorProto(
  name: string,
  [code, ...shape]: readonly [code: number, ...shape: number[]],
  contents: readonly Field[],
): Field[] {
  return [...shape.map((size): Field => [1, size]), [2, code], [8, name], ...contents];
}

/** A NodeProto. */
export function nodeProto(
  operator: string,
  links: { readonly inputs: readonly string[]; readonly outputs: readonly string[] },
  attributes: readonly Field[] = [],
): Field[] {
  return [
    ...links.inputs.map((input): Field => [1, input]),
    ...links.outputs.map((output): Field => [2, output]),
    [4, operator],
    ...attributes,
  ];
}

/** A whole ModelProto. */
export function onnxModel(parts: {
  readonly tensors: readonly (readonly Field[])[];
  readonly nodes?: readonly (readonly Field[])[];
}): Uint8Array {
  return message([
    [1, 8],
    [2, 'vitrine-test'],
    [7, [...(parts.nodes ?? []).map((node): Field => [1, node]), ...parts.tensors.map((tensor): Field => [5, tensor])]],
  ]);
}

function varint(value: number): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return Uint8Array.from([...bytes, Number(rest)]);
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}
