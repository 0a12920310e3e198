import { crc32 } from './checksum.ts';
import { textToBytes } from './text-bytes.ts';

/** First bytes of every artifact. */
export const artifactMagic = 'VTRN';
/** Raised when the layout changes; readers refuse other versions. */
export const artifactFormatVersion = 1;
/** Bytes before the body: magic, format version, reserved, checksum of the rest, reserved. */
export const artifactPrefixBytes = 16;

/** The arrays an artifact may hold, with their code on disk. */
export const arrayKinds = { uint8: 0, int32: 1, uint32: 2, float32: 3, float64: 4 } as const;

/** A typed array that artifacts can hold. */
export type ArtifactArray = Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/**
 * Writes an artifact: numbers, texts and raw little-endian typed arrays, each array aligned to 8 bytes so that a reader can use it in place.
 * Bytes are collected as parts and joined once, so writing costs one copy.
 */
export class ArtifactWriter {
  readonly #parts: Uint8Array[] = [];
  #size = artifactPrefixBytes;

  number(value: number): this {
    return this.#push(new Uint8Array(Float64Array.of(value).buffer));
  }

  text(value: string): this {
    return this.array(textToBytes(value));
  }

  /** Ids as one UTF-8 run and their lengths in UTF-16 units. */
  texts(values: readonly string[]): this {
    this.array(Uint32Array.from(values, (value) => value.length));
    return this.text(values.join(''));
  }

  array(values: ArtifactArray): this {
    this.#push(new Uint8Array(Uint32Array.of(kindOf(values), 0).buffer));
    this.number(values.length);
    this.#push(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    const rest = this.#size % 8;
    return rest === 0 ? this : this.#push(new Uint8Array(8 - rest));
  }

  /** All that was written, with magic, version and checksum in front. */
  finish(): Uint8Array {
    const bytes = new Uint8Array(this.#size);
    for (let at = 0; at < 4; at++) bytes[at] = artifactMagic.charCodeAt(at);
    let at = artifactPrefixBytes;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.length;
    }
    const prefix = new DataView(bytes.buffer);
    prefix.setUint32(4, artifactFormatVersion, true);
    prefix.setUint32(8, crc32(bytes.subarray(artifactPrefixBytes)), true);
    return bytes;
  }

  #push(part: Uint8Array): this {
    this.#parts.push(part);
    this.#size += part.length;
    return this;
  }
}

function kindOf(values: ArtifactArray): number {
  if (values instanceof Uint8Array) return arrayKinds.uint8;
  if (values instanceof Int32Array) return arrayKinds.int32;
  if (values instanceof Uint32Array) return arrayKinds.uint32;
  if (values instanceof Float32Array) return arrayKinds.float32;
  return arrayKinds.float64;
}
