import { compiledKernels } from '@vitrine/testkit/kernels';
import { fc } from '@vitrine/testkit/property';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeMatrix } from '../dense/multiply.ts';
import { type Kernels, startKernels } from '../machine/kernels.ts';
import { RandomStream } from '../random/random-stream.ts';
import { BestOfMany } from './best-of-many.ts';
import { TopK } from './top-k.ts';

interface Case {
  readonly rows: number;
  readonly queries: number;
  readonly width: number;
  readonly k: number;
  number(): number;
}

/** Both ways: the product with every row and TopK, and BestOfMany. */
function compare(kernels: Kernels, { rows, queries, width, k, number }: Case, random: RandomStream): void {
  kernels.memory.scope(() => {
    const [table, asked] = [makeMatrix(kernels, rows, width), makeMatrix(kernels, queries, width)];
    for (const { values } of [table, asked]) for (let at = 0; at < values.length; at++) values[at] = number();
    const excluded = Uint8Array.from({ length: rows }, () => (random.next() < 0.1 ? 1 : 0));
    const own = Array.from({ length: queries }, () =>
      [...new Set(Array.from({ length: random.nextBelow(6) }, () => random.nextBelow(rows)))].sort((a, b) => a - b),
    );
    const starts = new Int32Array(queries + 1);
    own.forEach((list, at) => (starts[at + 1] = (starts[at] ?? 0) + list.length));
    const best = new BestOfMany(kernels, table);
    const answer = best.select(asked, queries, { k, excluded, own: { starts, indices: Int32Array.from(own.flat()) } });
    const products = kernels.memory.float32(rows);
    const top = new TopK(k);
    own.forEach((list, query) => {
      kernels.run('scanFloats', {
        args: [table.values.byteOffset, asked.values.byteOffset + query * width * 4, width, products.byteOffset],
        total: rows,
        grain: rows,
      });
      const mask = excluded.slice();
      for (const item of list) mask[item] = 1;
      const count = top.select(products, mask);
      expect(answer.counts[query]).toBe(count);
      expect([...answer.items.subarray(query * k, query * k + count)]).toEqual([...top.indices.subarray(0, count)]);
      expect([...answer.scores.subarray(query * k, query * k + count)]).toEqual([...top.scores.subarray(0, count)]);
    });
  });
}

describe.each(['plain', 'simd'] as const)('REC-17 the best of many queries are those of a scan, %s', (kind) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = startKernels(kind === 'simd' ? { module: await compiledKernels() } : {});
  });

  it('whatever the numbers: ties, zeros, huge beside tiny, fewer rows than places', () => {
    fc.assert(
      fc.property(
        fc.record({
          rows: fc.integer({ min: 1, max: 40 }),
          queries: fc.integer({ min: 1, max: 9 }),
          width: fc.constantFrom(16, 32),
          k: fc.integer({ min: 1, max: 8 }),
          seed: fc.integer({ min: 0, max: 1e6 }),
        }),
        ({ seed, ...shape }) => {
          const random = new RandomStream(seed);
          const number = (): number => {
            const which = random.nextBelow(4);
            return which === 0 ? random.nextNormal() : ([0, 1, -1, 0.5, 1e-6, 1000][random.nextBelow(6)] ?? 0);
          };
          compare(kernels, { ...shape, number }, random);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('for thousands of rows of unlike length and more queries than a group', () => {
    const random = new RandomStream(3);
    let length = 1;
    const number = (): number => {
      if (random.next() < 0.02) length = random.next() ** 3 * 10;
      return random.nextNormal() * length;
    };
    compare(kernels, { rows: 3000, queries: 70, width: 48, k: 20, number }, random);
  });

  it('refuses a query that is not finite, and gives a row that is not finite to nobody', () => {
    kernels.memory.scope(() => {
      const [table, asked] = [makeMatrix(kernels, 3, 16), makeMatrix(kernels, 1, 16)];
      table.values.fill(1).fill(NaN, 16, 32);
      asked.values.fill(1);
      const best = new BestOfMany(kernels, table);
      expect([...best.select(asked, 1, { k: 3 }).items.subarray(0, 2)]).toEqual([0, 2]);
      asked.values[3] = Infinity;
      expect(() => best.select(asked, 1, { k: 3 })).toThrow(/not finite/);
    });
  });
});
