import { fc } from '@vitrine/testkit/property';
import { describe, expect, it } from 'vitest';
import { decodeModel } from '../models/index.ts';
import { ArtifactReader } from './artifact-reader.ts';
import { ArtifactWriter } from './artifact-writer.ts';
import { crc32 } from './checksum.ts';
import { ModelCodecError } from './codec-error.ts';
import { textToBytes } from './text-bytes.ts';

describe('REC-9 artifact envelope', () => {
  it('has the checksum of the standard: CRC-32 of "123456789" is cbf43926', () => {
    expect(crc32(textToBytes('123456789')).toString(16)).toBe('cbf43926');
    expect(crc32(new Uint8Array(0))).toBe(0);
  });

  it('gives back numbers, texts, ids and arrays of any length', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.float32Array(), fc.double(), (ids, floats, number) => {
        const bytes = new ArtifactWriter().texts(ids).array(floats).number(number).array(Uint8Array.of(1)).finish();
        const reader = new ArtifactReader(bytes);
        expect(reader.texts()).toEqual(ids);
        expect(reader.float32()).toEqual(floats);
        expect(reader.number()).toBe(number);
        expect(reader.uint8()).toEqual(Uint8Array.of(1));
        reader.end();
      }),
    );
  });

  it('refuses an envelope that is whole but holds nonsense, naming the model', () => {
    const bytes = new ArtifactWriter().text('blend').text('{"mix":').finish();
    expect(() => decodeModel(bytes)).toThrow(ModelCodecError);
    expect(() => decodeModel(new ArtifactWriter().text('gorilla').finish())).toThrow(/unknown model "gorilla".*blend/);
  });

  it('reads bytes that start anywhere in a pooled buffer', () => {
    const bytes = new ArtifactWriter().array(Float64Array.of(1.5)).finish();
    const pool = new Uint8Array(bytes.length + 3);
    pool.set(bytes, 3);
    expect(new ArtifactReader(pool.subarray(3)).float64()).toEqual(Float64Array.of(1.5));
    expect(new ArtifactReader(Buffer.from(pool.buffer, 3)).float64()).toEqual(Float64Array.of(1.5));
  });

  it('refuses another order of reading than of writing, and leftovers', () => {
    const bytes = new ArtifactWriter().array(Int32Array.of(1)).array(Float32Array.of(1)).finish();
    expect(() => new ArtifactReader(bytes).float32()).toThrow(ModelCodecError);
    const reader = new ArtifactReader(bytes);
    reader.int32();
    expect(() => reader.end()).toThrow(/longer/);
  });
});
