import { compiledKernels, threadedKernels } from '@vitrine/testkit/kernels';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { makeMatrix, multiply, multiplySymmetric, type Matrix } from '../dense/multiply.ts';
import { RandomStream } from '../random/random-stream.ts';
import { type Kernels, startKernels } from './kernels.ts';
import type { SpawnThread } from './thread-team.ts';

const spawn: SpawnThread = (task) => {
  const worker = new Worker(new URL('../../../testkit/src/kernels/thread.mjs', import.meta.url), { workerData: task });
  return () => void worker.terminate();
};

function filled(kernels: Kernels, [rows, columns]: readonly [number, number], seed: number): Matrix {
  const matrix = makeMatrix(kernels, rows, columns);
  const random = new RandomStream(seed);
  for (let at = 0; at < matrix.values.length; at++) matrix.values[at] = random.next() - 0.5;
  return matrix;
}

describe.each(['plain', 'simd'] as const)('REC-17 kernels, %s', (kind) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = startKernels(kind === 'simd' ? { module: await compiledKernels() } : {});
  });
  afterAll(() => kernels.end());

  it.each([
    [1, 1, 1, false, false],
    [70, 300, 45, false, false],
    [70, 300, 45, true, true],
    [5, 3, 7, true, false],
    [130, 33, 130, false, true],
  ])('multiplies %i x %i by %i columns (transposed: %s, %s)', (...shape) => {
    const [rows, depth, columns, transposeLeft, transposeRight] = shape;
    kernels.memory.scope(() => {
      const left = transposeLeft ? filled(kernels, [depth, rows], 1) : filled(kernels, [rows, depth], 1);
      const right = transposeRight ? filled(kernels, [columns, depth], 2) : filled(kernels, [depth, columns], 2);
      const out = filled(kernels, [rows, columns], 3);
      const before = out.values.slice();
      multiply(kernels, { left, right, out, transposeLeft, transposeRight, alpha: 0.5, beta: 2 });
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < columns; j++) {
          let sum = 0;
          for (let p = 0; p < depth; p++) {
            sum +=
              (left.values[transposeLeft ? p * rows + i : i * depth + p] ?? 0) *
              (right.values[transposeRight ? j * depth + p : p * columns + j] ?? 0);
          }
          expect(
            Math.abs((out.values[i * columns + j] ?? 0) - (0.5 * sum + 2 * (before[i * columns + j] ?? 0))),
          ).toBeLessThan(1e-5);
        }
      }
    });
  });

  it('takes a right factor as upper triangular', () => {
    kernels.memory.scope(() => {
      const [left, right] = [filled(kernels, [70, 300], 6), filled(kernels, [300, 300], 7)];
      const [out, whole] = [makeMatrix(kernels, 70, 300), makeMatrix(kernels, 70, 300)];
      // By its transpose, as a triangular factor's inverse is held; a panel of 8 columns reads a few cells below the diagonal.
      for (let row = 0; row < 300; row++) right.values.fill(0, row * 300 + row + 1, row * 300 + 300);
      multiply(kernels, { left, right, out: whole, transposeRight: true });
      for (let row = 0; row < 300; row++)
        right.values.fill(NaN, row * 300 + Math.min(300, (row | 7) + 1), row * 300 + 300);
      multiply(kernels, { left, right, out, transposeRight: true, triangularRight: true });
      expect(out.values.every((value, at) => Math.abs(value - (whole.values[at] ?? 0)) < 1e-5)).toBe(true);
    });
  });

  it('makes a Gram matrix by half the work', () => {
    kernels.memory.scope(() => {
      const left = filled(kernels, [90, 150], 5);
      const [out, whole] = [makeMatrix(kernels, 150, 150), makeMatrix(kernels, 150, 150)];
      multiplySymmetric(kernels, { left, out, transposeLeft: true });
      multiply(kernels, { left, right: left, out: whole, transposeLeft: true });
      expect(out.values.every((value, at) => Math.abs(value - (whole.values[at] ?? 0)) < 1e-5)).toBe(true);
    });
  });
});

describe('REC-17 threads', () => {
  it('give the same product, bit by bit, whatever their number', async () => {
    const module = await compiledKernels();
    // Two that are up before the first task, and three that come up while tasks are worked on.
    const teams = [startKernels({ module }), await threadedKernels(2), startKernels({ module, threads: 3, spawn })];
    const products = teams.map((kernels) => {
      const left = filled(kernels, [700, 200], 1);
      const right = filled(kernels, [200, 90], 2);
      const out = makeMatrix(kernels, 700, 90);
      for (let round = 0; round < 200; round++) multiply(kernels, { left, right, out });
      kernels.end();
      return Buffer.from(out.values.slice().buffer).toString('base64');
    });
    expect(new Set(products).size).toBe(1);
  });
});

describe('REC-17 kernels of another build', () => {
  it('are refused when the program was built from other sources', async () => {
    const module = await compiledKernels();
    const [section] = WebAssembly.Module.customSections(module, 'vitrine.sources');
    vi.stubGlobal('__VITRINE_KERNELS__', Buffer.from(section ?? new ArrayBuffer(0)).toString());
    expect(startKernels({ module }).kind).toBe('simd');
    vi.stubGlobal('__VITRINE_KERNELS__', '0123456789abcdef');
    expect(() => startKernels({ module })).toThrow(/another build.*0123456789abcdef.*npm run build/);
    vi.unstubAllGlobals();
  });

  it('are refused when they lack an operation', () => {
    const empty = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
    expect(() => startKernels({ module: empty })).toThrow(/another build.*without packPanels.*npm run build/);
  });
});
