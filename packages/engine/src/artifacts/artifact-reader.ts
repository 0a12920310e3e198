import { finish } from '@vitrine/kernels';
import { arrayKinds, artifactFormatVersion, artifactMagic, artifactPrefixBytes } from './artifact-writer.ts';
import type { ArtifactArray } from './artifact-writer.ts';
import { ModelCodecError } from './codec-error.ts';
import { crc32 } from './checksum.ts';
import { bytesToText } from './text-bytes.ts';

const elementBytes = [1, 4, 4, 4, 8];

/**
 * Reads what `ArtifactWriter` wrote, in the same order. Arrays are views into the given bytes, not copies: do not change them afterwards.
 * @throws ModelCodecError on anything that the writer cannot have written.
 */
export class ArtifactReader {
  readonly #bytes: Uint8Array;
  #at = artifactPrefixBytes;

  /** `checked`: the bytes have passed `checkArtifactInSteps`. */
  constructor(source: Uint8Array, checked = false) {
    // Views need 8-byte alignment; bytes cut out of a pooled buffer are copied once. Not by slice(): of Node's Buffer that is a view.
    const bytes = source.byteOffset % 8 === 0 ? source : new Uint8Array(source);
    if (!checked) finish(checkArtifactInSteps(bytes));
    this.#bytes = bytes;
  }

  number(): number {
    const at = this.#advance(8);
    return new DataView(this.#bytes.buffer, this.#bytes.byteOffset + at, 8).getFloat64(0, true);
  }

  text(): string {
    try {
      return bytesToText(this.#array(arrayKinds.uint8) as Uint8Array);
    } catch (cause) {
      throw new ModelCodecError('the model artifact holds a text that is not UTF-8; train the model again', { cause });
    }
  }

  texts(): string[] {
    return finish(this.textsInSteps());
  }

  /** As `texts`, pausing every few milliseconds. */
  *textsInSteps(): Generator<void, string[]> {
    const lengths = this.uint32();
    const run = this.text();
    yield;
    const values: string[] = [];
    let at = 0;
    for (const length of lengths) {
      values.push(run.slice(at, at + length));
      at += length;
      if (values.length % sliceTexts === 0) yield;
    }
    if (at !== run.length)
      throw new ModelCodecError('the model artifact has ids of wrong length; train the model again');
    return values;
  }

  uint8(): Uint8Array {
    return this.#array(arrayKinds.uint8) as Uint8Array;
  }

  int32(): Int32Array {
    return this.#array(arrayKinds.int32) as Int32Array;
  }

  uint32(): Uint32Array {
    return this.#array(arrayKinds.uint32) as Uint32Array;
  }

  float32(): Float32Array {
    return this.#array(arrayKinds.float32) as Float32Array;
  }

  float64(): Float64Array {
    return this.#array(arrayKinds.float64) as Float64Array;
  }

  /** @throws ModelCodecError when bytes are left over. */
  end(): void {
    if (this.#at !== this.#bytes.length) {
      throw new ModelCodecError('the model artifact is longer than its content; train the model again');
    }
  }

  #array(kind: number): ArtifactArray {
    const header = this.#advance(8);
    const found = new DataView(this.#bytes.buffer, this.#bytes.byteOffset + header, 8).getUint32(0, true);
    const length = this.number();
    if (found !== kind || !Number.isInteger(length) || length < 0) {
      throw new ModelCodecError('the model artifact holds other columns than its model reads; train the model again');
    }
    const byteLength = length * elementBytes[kind];
    const at = this.#bytes.byteOffset + this.#advance(Math.ceil(byteLength / 8) * 8);
    const buffer = this.#bytes.buffer;
    switch (kind) {
      case arrayKinds.uint8:
        return new Uint8Array(buffer, at, length);
      case arrayKinds.int32:
        return new Int32Array(buffer, at, length);
      case arrayKinds.uint32:
        return new Uint32Array(buffer, at, length);
      case arrayKinds.float32:
        return new Float32Array(buffer, at, length);
      default:
        return new Float64Array(buffer, at, length);
    }
  }

  #advance(byteLength: number): number {
    const at = this.#at;
    if (at + byteLength > this.#bytes.length) {
      throw new ModelCodecError('the model artifact is cut off; copy it again or train the model again');
    }
    this.#at = at + byteLength;
    return at;
  }
}

/** Bytes that are summed and texts that are cut between two pauses: some milliseconds. */
const sliceBytes = 1024 ** 2;
const sliceTexts = 20_000;

/** Checks that these are whole bytes of an artifact; pauses every few milliseconds. @throws ModelCodecError */
export function* checkArtifactInSteps(bytes: Uint8Array): Generator<void, void> {
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (bytes.length < artifactPrefixBytes || magic !== artifactMagic) {
    throw new ModelCodecError(
      'these bytes are no model artifact (they do not start with VTRN); check the path or train the model again',
    );
  }
  const prefix = new DataView(bytes.buffer, bytes.byteOffset, artifactPrefixBytes);
  const version = prefix.getUint32(4, true);
  if (version !== artifactFormatVersion) {
    throw new ModelCodecError(
      `the model artifact has format version ${version}, this program reads ${artifactFormatVersion}; train the model again with this program`,
    );
  }
  let checksum = 0;
  for (let at = artifactPrefixBytes; at < bytes.length; at += sliceBytes) {
    checksum = crc32(bytes.subarray(at, at + sliceBytes), checksum);
    yield;
  }
  if (prefix.getUint32(8, true) !== checksum) {
    throw new ModelCodecError(
      'the model artifact is damaged (its checksum does not match); copy it again or train the model again',
    );
  }
}
