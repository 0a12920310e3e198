import { fc } from '@vitrine/testkit/property';
import { describe, expect, it } from 'vitest';
import { textToBytes } from '../artifacts/text-bytes.ts';
import { toBrainFloat16, toFloat16, toFloat32 } from './number-types.ts';
import { readWeights } from './read-weights.ts';
import { readSafetensors, writeSafetensors } from './safetensors.ts';
import { WeightsError } from './weights-error.ts';

/** A file with any header, right or wrong, and `size` bytes after it. */
function fileOf(header: string, size = 0, announced?: bigint): Uint8Array {
  const text = textToBytes(header);
  const file = new Uint8Array(8 + text.length + size);
  new DataView(file.buffer).setBigUint64(0, announced ?? BigInt(text.length), true);
  file.set(text, 8);
  return file;
}
const entry = (dtype: string, shape: string, offsets: string) =>
  `{"dtype":"${dtype}","shape":${shape},"data_offsets":${offsets}}`;
const numbersOf = (file: Uint8Array, name: string) => [...(readSafetensors(file).tensors.get(name)?.numbers() ?? [])];

describe('REC-4 weights from safetensors', () => {
  it('reads a file laid out by hand, as the format describes it', () => {
    const file = fileOf(`{"__metadata__":{"by":"hand"},"t":${entry('F32', '[1,2]', '[0,8]')}}   `, 8);
    new DataView(file.buffer).setFloat32(file.length - 8, 1.5, true);
    new DataView(file.buffer).setFloat32(file.length - 4, -3, true);
    const { tensors, metadata } = readWeights(file);
    expect(metadata).toEqual({ by: 'hand' });
    expect(tensors.get('t')).toMatchObject({ type: 'F32', shape: [1, 2] });
    expect(numbersOf(file, 't')).toEqual([1.5, -3]);
  });

  it('gives back what was written, every type, any name, empty and without dimension, from any offset of memory', () => {
    const file = writeSafetensors(
      [
        { name: '__proto__', shape: [3], values: Int8Array.of(-128, 0, 127) },
        { name: 'ä "quoted" \\', shape: [], values: Float32Array.of(2.5) },
        { name: 'nothing', shape: [0, 4], values: new Float32Array(0) },
        { name: 'wide', shape: [2, 1], values: Float64Array.of(0.25, -1e10) },
        { name: 'halves', shape: [2], values: Float32Array.of(0.1, -65_504), type: 'F16' },
        { name: 'brain', shape: [2], values: Float32Array.of(0.1, 1e30), type: 'BF16' },
        { name: 'bytes', shape: [2], values: Uint8Array.of(0, 255) },
        { name: 'wholes', shape: [2], values: Int32Array.of(-7, 7) },
        { name: 'longs', shape: [1], values: BigInt64Array.of(-9n) },
      ],
      { made: 'here' },
    );
    const moved = new Uint8Array(file.length + 3);
    moved.set(file, 3);
    // Node's Buffer, as files are read: its slice() copies nothing.
    const { tensors, metadata } = readSafetensors(Buffer.from(moved.buffer, 3));
    const read = Object.fromEntries(
      [...tensors].map(([name, tensor]) => [name === '__proto__' ? 'proto' : name, [...tensor.numbers()]]),
    );
    expect(metadata).toEqual({ made: 'here' });
    expect(read).toMatchObject({
      proto: [-128, 0, 127],
      'ä "quoted" \\': [2.5],
      nothing: [],
      wide: [0.25, -1e10],
      bytes: [0, 255],
      wholes: [-7, 7],
      longs: [-9],
    });
    expect(read.halves).toEqual([0.0999755859375, -65_504]);
    expect(read.brain?.[0]).toBeCloseTo(0.1, 3);
    expect(new DataView(file.buffer).getBigUint64(0, true) % 8n).toBe(0n);
  });

  it('has the halves of the standard: all that are finite come back as they were, others are rounded to even', () => {
    const every = Uint16Array.from({ length: 65_536 }, (_, bits) => bits);
    const values = [...toFloat32(new Uint8Array(every.buffer), { name: 'every', type: 'F16' }).entries()];
    const finite = values.filter(([, value]) => Number.isFinite(value));
    expect(finite.length).toBe(63_488);
    expect(finite.filter(([bits, value]) => toFloat16(value) !== bits)).toEqual([]);
    expect([1 + 2 ** -11, 1 + 3 * 2 ** -11, 65_519, 65_520, 2 ** -25, 1.5 * 2 ** -24].map(toFloat16)).toEqual([
      0x3c00, 0x3c02, 0x7bff, 0x7c00, 0, 2,
    ]);
    expect([1 + 2 ** -8, 1 + 3 * 2 ** -8, -2].map(toBrainFloat16)).toEqual([0x3f80, 0x3f82, 0xc000]);
  });

  it.each([
    [
      'a name twice',
      fileOf(`{"t":${entry('U8', '[1]', '[0,1]')},"t":${entry('U8', '[1]', '[0,1]')}}`, 1),
      /tensor "t" stands there twice/,
    ],
    [
      'a field twice',
      fileOf('{"t":{"dtype":"U8","dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 1),
      /"dtype" stands there twice/,
    ],
    [
      'tensors that overlap',
      fileOf(`{"a":${entry('U8', '[2]', '[0,2]')},"b":${entry('U8', '[2]', '[1,3]')}}`, 3),
      /"a" and "b" overlap/,
    ],
    [
      'a gap',
      fileOf(`{"a":${entry('U8', '[1]', '[0,1]')},"b":${entry('U8', '[1]', '[2,3]')}}`, 3),
      /1 bytes before tensor "b"/,
    ],
    ['bytes after the last tensor', fileOf(`{"a":${entry('U8', '[1]', '[0,1]')}}`, 5), /4 bytes after its last tensor/],
    ['a tensor beyond the end', fileOf(`{"a":${entry('U8', '[9]', '[0,9]')}}`, 3), /ends at byte 9 of 3.*cut off/],
    ['offsets the wrong way round', fileOf(`{"a":${entry('U8', '[1]', '[1,0]')}}`, 1), /ends before it begins/],
    [
      'a shape of another size',
      fileOf(`{"a":${entry('F32', '[2,2]', '[0,8]')}}`, 8),
      /\[2, 2\].*needs 16 bytes and has 8/,
    ],
    [
      'a shape that overflows',
      fileOf(`{"a":${entry('F32', '[9007199254740991,9007199254740991]', '[0,8]')}}`, 8),
      /too large/,
    ],
    [
      'a number that is not exact',
      fileOf(`{"a":${entry('U8', '[9007199254740993]', '[0,1]')}}`, 1),
      /9007199254740993 is too large to be exact/,
    ],
    ['a negative offset', fileOf(`{"a":${entry('U8', '[1]', '[-1,0]')}}`, 1), /not negative is missing/],
    ['a fraction', fileOf(`{"a":${entry('U8', '[1.0]', '[0,1]')}}`, 1), /whole number/],
    ['an unknown type', fileOf(`{"a":${entry('Q4', '[1]', '[0,1]')}}`, 1), /unknown element type "Q4"/],
    ['a missing field', fileOf('{"a":{"dtype":"U8","shape":[1]}}'), /needs dtype, shape and two data_offsets/],
    ['an announced header of petabytes', fileOf('{}', 0, 2n ** 50n), /1125899906842624 bytes, more than/],
    ['a header longer than the file', fileOf('{}', 0, 300n), /cut off/],
    ['a file of five bytes', new Uint8Array(5), /shorter than its 8 bytes/],
    ['no JSON', fileOf('{"a"'), /":" is missing/],
    ['two objects', fileOf('{}{}'), /more than one object/],
    ['a header that is no text', fileOf('{}').with(9, 0xff), /not UTF-8/],
  ])('refuses %s', (_, file, message) => {
    expect(() => readSafetensors(file)).toThrow(WeightsError);
    expect(() => readSafetensors(file)).toThrow(message);
  });

  it('refuses numbers that are none, naming the tensor and the first row, and types that are no numbers', () => {
    const file = (values: Float32Array | Float64Array) => writeSafetensors([{ name: 'items', shape: [3, 2], values }]);
    expect(() => numbersOf(file(Float32Array.of(0, 1, 2, 3, 4, NaN)), 'items')).toThrow(
      /"items" is not a number \(NaN\) in row 2, column 1/,
    );
    expect(() => numbersOf(file(Float32Array.of(0, 1, -Infinity, 3, 4, 5)), 'items')).toThrow(
      /infinite.*row 1, column 0/,
    );
    expect(() => numbersOf(file(Float64Array.of(0, 1, 2, 3, 1e300, 5)), 'items')).toThrow(
      /too large for float32 in row 2/,
    );
    expect(() => numbersOf(fileOf(`{"t":${entry('BOOL', '[1]', '[0,1]')}}`, 1), 't')).toThrow(/type BOOL.*F32/);
    expect(() => writeSafetensors([{ name: 'a', shape: [3], values: Float32Array.of(1) }])).toThrow(/shape \[3\]/);
    expect(() => writeSafetensors([{ name: '__metadata__', shape: [1], values: Float32Array.of(1) }])).toThrow(
      /__metadata__/,
    );
  });

  it('says of other formats what to do instead of guessing', () => {
    const start =
      (...bytes: number[]) =>
      () =>
        readWeights(Uint8Array.from([...bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
    expect(start(0x50, 0x4b, 3, 4)).toThrow(/zip archive.*safetensors/);
    expect(start(0x80, 2)).toThrow(/pickle.*run code/);
    expect(start(0x1f, 0x8b)).toThrow(/gzip/);
    expect(() => readWeights(new Uint8Array(0))).toThrow(/empty/);
  });

  it('answers any damage with a sentence, or with finite numbers; a cut file always with a sentence', () => {
    const whole = writeSafetensors([
      { name: 'items', shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) },
      { name: 'users', shape: [1, 2], values: Int8Array.of(5, 6) },
    ]);
    for (let length = 0; length < whole.length; length++) {
      expect(() => readSafetensors(whole.slice(0, length))).toThrow(WeightsError);
    }
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(damage, (changes) => {
        const bytes = whole.slice();
        for (const [at, byte] of changes) bytes[at] = byte;
        try {
          for (const tensor of readSafetensors(bytes).tensors.values())
            expect(tensor.numbers().every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(WeightsError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('does not hang or overflow on a header of megabytes', () => {
    const name = 'n'.repeat(3_000_000);
    expect(() => readSafetensors(fileOf(`{"${name}`))).toThrow(/does not end/);
    expect(() => readSafetensors(fileOf('{"a":'.repeat(500_000)))).toThrow(WeightsError);
    expect(() => readSafetensors(fileOf(`{"a":{"shape":[${'1,'.repeat(500_000)}1]}}`))).toThrow(/more than 8 numbers/);
  });
});
