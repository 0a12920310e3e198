import { compiledKernels } from '@vitrine/testkit/kernels';
import { fc } from '@vitrine/testkit/property';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Kernels, startKernels } from '../machine/kernels.ts';
import { RandomStream } from '../random/random-stream.ts';
import { ExactTop } from './exact-top.ts';
import { TopK } from './top-k.ts';

/** What a scan of the floats says, in the arithmetic of the kernels. */
function scanned(
  kernels: Kernels,
  from: { values: Float32Array; rows: number; width: number },
  query: Float32Array,
): Float32Array {
  return kernels.memory.scope(() => {
    const { memory } = kernels;
    const width = Math.ceil(from.width / 16) * 16;
    const [rows, asked, out] = [memory.float32(from.rows * width), memory.float32(width), memory.float32(from.rows)];
    for (let row = 0; row < from.rows; row++)
      rows.set(from.values.subarray(row * from.width, (row + 1) * from.width), row * width);
    asked.set(query);
    kernels.run('scanFloats', {
      args: [rows.byteOffset, asked.byteOffset, width, out.byteOffset],
      total: from.rows,
      grain: 64,
    });
    return out.slice();
  });
}

describe.each(['plain', 'simd'] as const)('REC-17 the best by bytes are the best by floats, %s', (kind) => {
  let start: () => Kernels;
  beforeAll(async () => {
    const module = await compiledKernels();
    start = () => startKernels(kind === 'simd' ? { module } : {});
  });

  const agree = (
    from: { values: Float32Array; rows: number; width: number },
    query: Float32Array,
    more: { k: number; excluded?: Uint8Array },
  ) => {
    const kernels = start();
    const scores = scanned(kernels, from, query);
    const [exact, found] = [new TopK(more.k), new TopK(more.k)];
    const top = new ExactTop(kernels, from);
    const count = exact.select(scores, more.excluded);
    expect(top.select(query, found, more.excluded)).toBe(count);
    expect([...found.indices.subarray(0, count)]).toEqual([...exact.indices.subarray(0, count)]);
    expect([...found.scores.subarray(0, count)]).toEqual([...exact.scores.subarray(0, count)]);
    return top;
  };

  it('for rows of any size, ties, zeros and huge and tiny numbers, with and without a mask', () => {
    const number = fc.oneof(
      fc.float({ min: -1, max: 1, noNaN: true }),
      fc.constantFrom(0, 1, -1, 0.5, 1e-6, 1000).map(Math.fround),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }).chain((rows) =>
          fc.integer({ min: 1, max: 20 }).chain((width) =>
            fc.record({
              rows: fc.constant(rows),
              width: fc.constant(width),
              values: fc
                .array(number, { minLength: rows * width, maxLength: rows * width })
                .map((list) => Float32Array.from(list)),
              query: fc.array(number, { minLength: width, maxLength: width }).map((list) => Float32Array.from(list)),
              k: fc.integer({ min: 1, max: 8 }),
              excluded: fc
                .array(fc.constantFrom(0, 0, 1), { minLength: rows, maxLength: rows })
                .map((list) => Uint8Array.from(list)),
            }),
          ),
        ),
        ({ query, k, excluded, ...from }) => void agree(from, query, { k, excluded }),
      ),
      { numRuns: 60 },
    );
  });

  it('for thousands of rows whose lengths differ by thousands, and looks at few of them twice', () => {
    const random = new RandomStream(8);
    const [rows, width] = [6000, 64];
    const values = Float32Array.from(
      { length: rows * width },
      (_, at) => random.nextNormal() * (Math.floor(at / width) % 97 === 0 ? 5 : 0.01),
    );
    for (let round = 0; round < 5; round++) {
      const query = Float32Array.from({ length: width }, () => random.nextNormal());
      const excluded = Uint8Array.from({ length: rows }, () => (random.next() < 0.1 ? 1 : 0));
      expect(agree({ values, rows, width }, query, { k: 20, excluded }).rescored).toBeLessThan(1200);
    }
  });

  it('refuses a query that is not finite', () => {
    const top = new ExactTop(start(), { values: Float32Array.of(1, 2), rows: 2, width: 1 });
    expect(() => top.select([NaN], new TopK(1))).toThrow(/not finite/);
  });
});
