import { WeightsError } from './weights-error.ts';

/** One field of a message: a number of wire types 0, or the bytes of the others. */
export interface WireField {
  readonly number: number;
  readonly isNumber: boolean;
  /** Signed, exact only while it is a safe integer; 0 for fields of bytes. */
  readonly value: number;
  /** A view; empty for numbers. */
  readonly bytes: Uint8Array;
}

const none = new Uint8Array(0);

/** The fields of one protobuf message in their order. @throws WeightsError on bytes that are none. */
export function* wireFields(message: Uint8Array): Generator<WireField> {
  const cursor = { bytes: message, at: 0 };
  while (cursor.at < message.length) {
    const tag = readVarint(cursor);
    const number = Math.floor(tag / 8);
    if (number < 1 || number > 536_870_911) throw notProtobuf(`a field has the number ${number}`);
    const wire = tag % 8;
    if (wire === 0) {
      yield { number, isNumber: true, value: readVarint(cursor), bytes: none };
      continue;
    }
    const length = wire === 1 ? 8 : wire === 5 ? 4 : wire === 2 ? readVarint(cursor) : -1;
    if (length < 0) throw notProtobuf(`field ${number} has the wire type ${wire}`);
    const end = cursor.at + length;
    if (end > message.length) {
      throw notProtobuf(
        `field ${number} ends ${end - message.length} bytes after its message; the file may be cut off`,
      );
    }
    yield { number, isNumber: false, value: 0, bytes: message.subarray(cursor.at, end) };
    cursor.at = end;
  }
}

/** Numbers that were packed into one field, one after the other: there may be more than an array holds. */
export function* packedNumbers(bytes: Uint8Array): Generator<number> {
  const cursor = { bytes, at: 0 };
  while (cursor.at < bytes.length) yield readVarint(cursor);
}

/** How many numbers were packed into one field: each ends with its only byte below 128. */
export function countPacked(bytes: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at++) if (bytes[at] < 128) count++;
  return count;
}

/** 64 bits in at most ten bytes, as a signed number. */
function readVarint(cursor: { readonly bytes: Uint8Array; at: number }): number {
  let low = 0;
  let high = 0;
  for (let shift = 0; shift < 70; shift += 7) {
    if (cursor.at >= cursor.bytes.length) throw notProtobuf('a number does not end; the file may be cut off');
    const byte = cursor.bytes[cursor.at++];
    const part = byte & 127;
    if (shift < 28) low += part * 2 ** shift;
    else high += part * 2 ** (shift - 28);
    // The high part counts 2^28: 36 bits are left for it.
    if (byte < 128) return signed64(low, high % 2 ** 36);
  }
  throw notProtobuf('a number has more than ten bytes');
}

function signed64(low: number, high: number): number {
  return high >= 2 ** 35 ? (high - 2 ** 36) * 2 ** 28 + low : high * 2 ** 28 + low;
}

function notProtobuf(why: string): WeightsError {
  return new WeightsError(`this is no whole ONNX file: ${why}; copy it again or export it again`);
}
