import { compiledKernels } from '@vitrine/testkit/kernels';
import { beforeAll, describe, expect, it } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { KernelMemory, KernelMemoryError } from './kernel-memory.ts';
import { type Kernels, startKernels } from './kernels.ts';

/** Sparse rows of random length with distinct ascending columns. */
function someRows(kernels: Kernels, shape: { rows: number; columns: number; most: number }, random: RandomStream) {
  const starts = kernels.memory.int32(shape.rows + 1);
  const found: number[] = [];
  for (let row = 0; row < shape.rows; row++) {
    const columns = new Set(
      Array.from({ length: random.nextBelow(shape.most + 1) }, () => random.nextBelow(shape.columns)),
    );
    found.push(...[...columns].sort((a, b) => a - b));
    starts[row + 1] = found.length;
  }
  const indices = kernels.memory.int32(found.length);
  indices.set(found);
  return { starts, indices };
}

function randomFloats(kernels: Kernels, length: number, random: RandomStream): Float32Array {
  const floats = kernels.memory.float32(length);
  for (let at = 0; at < length; at++) floats[at] = random.next() - 0.5;
  return floats;
}

describe('REC-17 kernels give the same in SIMD and in plain TypeScript', () => {
  let both: Kernels[];
  beforeAll(async () => {
    both = [startKernels(), startKernels({ module: await compiledKernels() })];
  });
  const inBoth = (work: (kernels: Kernels) => ArrayLike<number>, tolerance: number): void => {
    const [plain, simd] = both.map((kernels) => kernels.memory.scope(() => Array.from(work(kernels))));
    expect(plain?.length).toBeGreaterThan(0);
    plain?.forEach((value, at) => expect(Math.abs(value - (simd?.[at] ?? NaN))).toBeLessThan(tolerance));
  };

  it.each([
    { when: 'classical', own: false, exactBelow: 8 },
    { when: 'classical, all by gradients', own: false, exactBelow: 0 },
    { when: 'with a regularisation of each row', own: true, exactBelow: 8 },
  ])('solves the rows of a half epoch: $when', ({ own, exactBelow }) => {
    inBoth((kernels) => {
      const random = new RandomStream(4);
      const f = 32;
      const { starts, indices } = someRows(kernels, { rows: 50, columns: 40, most: 30 }, random);
      const extra = kernels.memory.float32(indices.length).fill(3);
      const z = randomFloats(kernels, 40 * f, random);
      const [spectrum, ridges, w] = [
        kernels.memory.float32(f),
        kernels.memory.float32(50),
        kernels.memory.float32(50 * f),
      ];
      spectrum.forEach((_, at) => (spectrum[at] = 1 / (at + 1)));
      ridges.forEach((_, at) => (ridges[at] = 0.5 + at / 10));
      const offsets = [starts, indices, extra].map((array) => array.byteOffset);
      kernels.run('solveWhitenedRows', {
        args: [
          ...offsets,
          1,
          z.byteOffset,
          spectrum.byteOffset,
          own ? ridges.byteOffset : 0,
          w.byteOffset,
          f,
          exactBelow,
          3,
          0,
          64,
        ],
        total: 50,
        grain: 8,
        scratchBytes: 60_000,
      });
      return w.slice();
    }, 2e-4);
  });

  it.each([4, 32, 36, 64])('adds dense rows of width %i along sparse ones', (width) => {
    inBoth((kernels) => {
      const random = new RandomStream(6);
      const { starts, indices } = someRows(kernels, { rows: 20, columns: 15, most: 9 }, random);
      const values = randomFloats(kernels, indices.length, random);
      const dense = randomFloats(kernels, 15 * width, random);
      const out = kernels.memory.float32(20 * width);
      const offsets = [starts, indices, values, dense].map((array) => array.byteOffset);
      kernels.run('sparseTimesDense', { args: [...offsets, width, out.byteOffset], total: 20, grain: 3 });
      return out.slice();
    }, 1e-5);
  });

  it('scans codes and floats, and finds what passes', () => {
    inBoth((kernels) => {
      const random = new RandomStream(7);
      const { memory } = kernels;
      const codes = memory.int8(50 * 32);
      codes.forEach((_, at) => (codes[at] = random.nextBelow(255) - 127));
      const query = memory.int16(32);
      query.forEach((_, at) => (query[at] = random.nextBelow(2001) - 1000));
      const [scales, scanned] = [memory.float32(50).fill(1e-4), memory.float32(50)];
      kernels.run('scanCodes', {
        args: [codes.byteOffset, scales.byteOffset, query.byteOffset, 32, scanned.byteOffset],
        total: 50,
        grain: 7,
      });
      const [rows, floats] = [randomFloats(kernels, 50 * 32, random), randomFloats(kernels, 32, random)];
      const products = memory.float32(50);
      kernels.run('scanFloats', {
        args: [rows.byteOffset, floats.byteOffset, 32, products.byteOffset],
        total: 50,
        grain: 7,
      });
      const [pair, factors, both] = [
        randomFloats(kernels, 64, random),
        randomFloats(kernels, 50, random),
        memory.float32(50),
      ];
      kernels.run('scanPair', {
        args: [rows, pair].map((array) => array.byteOffset).concat(32, factors.byteOffset, both.byteOffset),
        total: 50,
        grain: 7,
      });
      const found = memory.int32(50);
      const count = kernels.code.passing(scanned.byteOffset, 50, 0.5, found.byteOffset, 50);
      expect([...found.subarray(0, count)]).toEqual([...scanned.keys()].filter((at) => (scanned[at] ?? 0) >= 0.5));
      return [...scanned, ...products, ...both, count];
    }, 1e-5);
  });
});

describe('REC-17 kernel memory', () => {
  it('gives zeros, takes a scope back, and keeps older views good when it grows', () => {
    const memory = new KernelMemory();
    const first = memory.float32(10).fill(3);
    const before = memory.used;
    memory.scope(() => memory.float32(5_000_000).fill(7));
    expect(memory.used).toBe(before);
    expect(memory.float32(100).every((value) => value === 0)).toBe(true);
    expect([...first]).toEqual(Array.from({ length: 10 }, () => 3));
    expect(memory.highest).toBeGreaterThan(20_000_000);
  });

  it('refuses what does not fit and says what to do, and works on', () => {
    const memory = new KernelMemory(1_000_000);
    expect(() => memory.float32(300_000)).toThrow(KernelMemoryError);
    expect(() => memory.float32(300_000)).toThrow(/needs 2 MiB of kernel memory.*shards.*distributed trainer/);
    expect(memory.float32(1000)).toHaveLength(1000);
    expect(() => new KernelMemory().float32(1.5e9)).toThrow(/4,096 MiB/);
  });

  it('refuses an array that lives elsewhere', () => {
    expect(() => new KernelMemory().offsetOf(new Float32Array(4))).toThrow(/make it with float32/);
  });
});
