import { compiledKernels } from '@vitrine/testkit/kernels';
import { beforeAll, describe, expect, it } from 'vitest';
import { RandomStream } from '../random/random-stream.ts';
import { type Kernels, startKernels } from './kernels.ts';

describe('REC-17 the kernels of a graph network give the same in SIMD and in plain TypeScript', () => {
  let both: Kernels[];
  beforeAll(async () => {
    both = [startKernels(), startKernels({ module: await compiledKernels() })];
  });
  const inBoth = (work: (kernels: Kernels, random: RandomStream) => ArrayLike<number>, tolerance: number): void => {
    const [plain, simd] = both.map((kernels) =>
      kernels.memory.scope(() => Array.from(work(kernels, new RandomStream(1)))),
    );
    plain?.forEach((value, at) =>
      expect(Math.abs(value - (simd?.[at] ?? NaN))).toBeLessThan(tolerance * (1 + Math.abs(value))),
    );
  };
  const fill = (kernels: Kernels, length: number, draw: () => number): Float32Array => {
    const made = kernels.memory.float32(length);
    for (let at = 0; at < length; at++) made[at] = draw();
    return made;
  };

  it('spreads rows along edges', () => {
    inBoth((kernels, random) => {
      const [nodes, width] = [12, 32];
      const starts = kernels.memory.int32(nodes + 1);
      for (let node = 0; node < nodes; node++) starts[node + 1] = (starts[node] ?? 0) + (node % 5);
      const size = starts[nodes] ?? 0;
      const indices = kernels.memory.int32(size);
      for (let at = 0; at < size; at++) indices[at] = random.nextBelow(nodes);
      const values = fill(kernels, size, () => random.next());
      const [dense, base] = [0, 1].map(() => fill(kernels, nodes * width, () => random.nextNormal()));
      const out = kernels.memory.float32(nodes * width);
      const places = [starts, indices, values, dense ?? out].map((array) => array.byteOffset);
      kernels.run('propagateRows', {
        args: [...places, width, base?.byteOffset ?? 0, 0.25, out.byteOffset],
        total: nodes,
        grain: 3,
      });
      return out.slice();
    }, 1e-5);
  });

  it('raises e to every number of a row and adds up, from what vanishes to e', () => {
    inBoth((kernels) => {
      const row = kernels.memory.float32(64);
      for (let at = 0; at < 64; at++) row[at] = -100 + at * 1.6;
      const sums = kernels.memory.float32(2);
      kernels.run('exponentRows', { args: [row.byteOffset, 32, 0.9, 1, sums.byteOffset], total: 2, grain: 1 });
      return [...row, ...sums];
    }, 2e-6);
  });

  it('takes steps of Adam, corrected at the start and drawn to zero', () => {
    inBoth((kernels, random) => {
      const [parameters, gradient, first, second] = [0, 1, 2, 3].map(() => fill(kernels, 3 * 16, () => random.next()));
      const places = [parameters, gradient, first, second].map((array) => array?.byteOffset ?? 0);
      for (let step = 1; step < 4; step++) {
        kernels.run('adamRows', {
          args: [...places, 16, 0.1 / (1 - 0.9 ** step), 1 / Math.sqrt(1 - 0.999 ** step), 0.01],
          total: 3,
          grain: 1,
        });
      }
      return [...(parameters ?? []), ...(first ?? []), ...(second ?? [])];
    }, 1e-5);
  });
});
