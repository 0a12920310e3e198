import { compiledKernels, threadedKernels } from '@vitrine/testkit/kernels';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choleskyInPlace } from '../dense/cholesky.ts';
import { KernelMemoryError } from '../machine/kernel-memory.ts';
import { type Kernels, startKernels } from '../machine/kernels.ts';
import { RandomStream } from '../random/random-stream.ts';
import { bestLinks } from './best-links.ts';
import { multiplySparse } from './multiply-sparse.ts';
import { neighbourRidges } from './neighbour-ridges.ts';
import { bestOfGram, denseGram, type GramInput, sparseGram } from './sparse-gram.ts';
import { buildSparseRows, sparseCell, type SparseRows, transposeSparseRows } from './sparse-rows.ts';

/** Users with a few items each, some popular. */
function someUsers(
  shape: { users: number; items: number; most: number; weighted: boolean },
  seed: number,
): Required<GramInput> {
  const random = new RandomStream(seed);
  const [rows, columns, values]: [number[], number[], number[]] = [[], [], []];
  for (let user = 0; user < shape.users; user++) {
    for (let left = random.nextBelow(shape.most + 1); left > 0; left--) {
      rows.push(user);
      columns.push(Math.floor(shape.items * random.next() ** 2));
      values.push(shape.weighted ? 1 + random.nextBelow(7) / 4 : 1);
    }
  }
  const byUser = buildSparseRows({
    rowCount: shape.users,
    columnCount: shape.items,
    rows: Int32Array.from(rows),
    columns: Int32Array.from(columns),
    values: Float32Array.from(values),
  });
  const userScale = Float32Array.from({ length: shape.users }, () => random.next());
  return { byUser, byItem: transposeSparseRows(byUser), userScale };
}

/** Cell (i, j) of X' D X in float64. */
function cellOf({ byUser, byItem, userScale }: Required<GramInput>, i: number, j: number): number {
  let sum = 0;
  for (let at = byItem.starts[i] ?? 0; at < (byItem.starts[i + 1] ?? 0); at++) {
    const user = byItem.indices[at] ?? 0;
    sum += (userScale[user] ?? 0) * (byItem.values[at] ?? 0) * sparseCell(byUser, user, j);
  }
  return sum;
}

const shapes = [
  { users: 90, items: 700, most: 12, weighted: false },
  { users: 400, items: 150, most: 20, weighted: true },
  { users: 3, items: 1, most: 2, weighted: false },
];

describe('REC-17 sparse kernels', () => {
  let all: Kernels[];
  beforeAll(async () => {
    const module = await compiledKernels();
    all = [startKernels(), startKernels({ module }), await threadedKernels(2)];
  });
  afterAll(() => all.forEach((kernels) => kernels.end()));
  /** The same bits in plain TypeScript, in SIMD, and on two threads. */
  const same = <R extends SparseRows | Float32Array>(work: (kernels: Kernels) => R): R => {
    const [plain, ...compiled] = all.map(work);
    for (const result of compiled) expect(bits(result)).toBe(bits(plain as R));
    return plain as R;
  };

  it.each(shapes)('sum the Gram matrix of %o, sparse and dense', (shape) => {
    const input = someUsers(shape, 1);
    const gram = same((kernels) => sparseGram(kernels, input));
    const dense = same((kernels) => kernels.memory.scope(() => denseGram(kernels, input).values.slice()));
    for (let i = 0; i < shape.items; i += 7) {
      for (let j = 0; j < shape.items; j++) {
        expect(
          Math.abs(sparseCell(gram, i, j) / (cellOf(input, i, j) || 1) - (cellOf(input, i, j) ? 1 : 0)),
        ).toBeLessThan(1e-5);
        expect(dense[i * shape.items + j]).toBe(sparseCell(gram, i, j));
      }
    }
    expect(gram.values.every((value) => value !== 0)).toBe(true);
  });

  it.each(shapes)('keep the best cells of %o, equal ones by lower column', (shape) => {
    const input = someUsers(shape, 2);
    const columnScale = Float32Array.from({ length: shape.items }, (_, item) => 1 / (1 + (item % 5)));
    const best = same((kernels) => bestOfGram(kernels, input, { count: 9, columnScale }));
    const gram = sparseGram(all[0] as Kernels, input);
    for (let row = 0; row < shape.items; row++) {
      const cells = cellsOf(gram, row).filter(([column]) => column !== row);
      const score = ([column, value]: readonly [number, number]): number =>
        Math.fround(value * (columnScale[column] ?? 0));
      const wanted = cells.toSorted((a, b) => score(b) - score(a) || a[0] - b[0]).slice(0, 9);
      expect(cellsOf(best, row)).toEqual(wanted.toSorted((a, b) => a[0] - b[0]));
    }
  });

  it.each([2 ** 28, 4000])('solve the regressions of neighbourhoods, %i bytes at once', (mostBytes) => {
    const input = someUsers({ users: 500, items: 60, most: 12, weighted: true }, 3);
    const near = bestOfGram(all[0] as Kernels, input, { count: 13 });
    const [plain, one, two] = all.map((kernels) => neighbourRidges(kernels, input, { near, lambda: 2, mostBytes }));
    expect(two).toEqual(one);
    for (let item = 0; item < 60; item++) {
      const members = cellsOf(near, item).map(([column]) => column);
      const wanted = ridge(input, members, item);
      members.forEach((_, at) => {
        expect(plain?.[(near.starts[item] ?? 0) + at]).toBeCloseTo(wanted[at] ?? NaN, 5);
        expect(one?.[(near.starts[item] ?? 0) + at]).toBeCloseTo(wanted[at] ?? NaN, 4);
      });
    }
  });

  it('link what follows in sequences', () => {
    const random = new RandomStream(4);
    const items = Int32Array.from({ length: 600 }, () => random.nextBelow(40));
    const starts = Int32Array.from({ length: 31 }, (_, at) => at * 20);
    // Pairs of one instant, and three places without a time.
    const timesSec = Float64Array.from(items, (_, at) => (at % 20 < 3 ? 0 : 100 * Math.floor((at % 20) / 2)));
    const window = { itemCount: 40, weights: [0, 1, 0.5, 0.25], seconds: 200, backward: 0.5 };
    const all40 = same((kernels) => bestLinks(kernels, { starts, items, timesSec }, { ...window, count: 1000 }));
    const wanted = Array.from({ length: 40 }, () => new Float64Array(40));
    for (let a = 0; a < 600; a++) {
      for (let b = 0; b < 600; b++) {
        const [steps, seconds] = [Math.abs(a - b), Math.abs((timesSec[a] ?? 0) - (timesSec[b] ?? 0))];
        const apart = Math.floor(a / 20) !== Math.floor(b / 20) || steps > 3 || seconds > 200;
        if (a === b || items[a] === items[b] || apart) continue;
        const together = seconds === 0 && (timesSec[a] ?? 0) > 0;
        const weight = together ? 1 : (window.weights[steps] ?? 0) * (b > a ? 1 : 0.5);
        const row = wanted[items[a] ?? 0];
        if (row !== undefined) row[items[b] ?? 0] = (row[items[b] ?? 0] ?? 0) + weight;
      }
    }
    wanted.forEach((row, item) => row.forEach((sum, target) => expect(sparseCell(all40, item, target)).toBe(sum)));
    const best = same((kernels) =>
      bestLinks(
        kernels,
        { starts, items, timesSec },
        { ...window, count: 5, targetScale: new Float32Array(40).fill(2) },
      ),
    );
    expect(cellsOf(best, 7).length).toBe(5);
    const least = Math.min(...cellsOf(best, 7).map(([, value]) => value));
    expect(cellsOf(all40, 7).filter(([, value]) => value > least).length).toBeLessThan(5);
  });

  it.each([4, 36, 64])('multiply by dense rows of width %i, and by the transpose', (width) => {
    const { byUser, byItem } = someUsers({ users: 50, items: 33, most: 9, weighted: true }, 5);
    const product = (kernels: Kernels, sparse: SparseRows, transpose: boolean): Float32Array =>
      kernels.memory.scope(() => {
        const rows = transpose ? sparse.rowCount : sparse.columnCount;
        const values = kernels.memory.float32(rows * width);
        values.forEach((_, at) => (values[at] = ((at * 7919) % 1013) / 1013 - 0.5));
        return multiplySparse(kernels, { sparse, dense: { values, rows, columns: width }, transpose }).values.slice();
      });
    const transposed = same((kernels) => product(kernels, byUser, true));
    for (const kernels of all) {
      product(kernels, byItem, false).forEach((value, at) => expect(value).toBeCloseTo(transposed[at] ?? NaN, 5));
    }
    expect(() => product(all[0] as Kernels, { ...byUser, columnCount: 32, rowCount: 50 }, false)).not.toThrow();
  });

  it('refuse more than fits and say what to do', () => {
    const small = startKernels({ mostBytes: 400_000 });
    expect(() => sparseGram(small, someUsers({ users: 300, items: 300, most: 60, weighted: false }, 6))).toThrow(
      KernelMemoryError,
    );
    expect(small.memory.used).toBeLessThan(1000);
  });
});

/** A fingerprint of all bits; comparing large arrays number by number takes seconds, and so does printing them. */
function bits(result: SparseRows | Float32Array): string {
  const arrays = result instanceof Float32Array ? [result] : [result.starts, result.indices, result.values];
  const hash = createHash('sha256');
  for (const array of arrays) hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return hash.digest('hex');
}

function cellsOf(rows: SparseRows, row: number): [number, number][] {
  const [from, to] = [rows.starts[row] ?? 0, rows.starts[row + 1] ?? 0];
  return Array.from(rows.indices.subarray(from, to), (column, at) => [column, rows.values[from + at] ?? NaN]);
}

/** (G_NN + 2 I)^-1 G_Nt in float64. */
function ridge(input: Required<GramInput>, members: readonly number[], target: number): number[] {
  const n = members.length;
  const matrix = Float64Array.from({ length: n * n }, (_, at) => {
    const [row, column] = [Math.floor(at / n), at % n];
    return cellOf(input, members[row] ?? 0, members[column] ?? 0) + (row === column ? 2 : 0);
  });
  choleskyInPlace(matrix, n);
  const at = (row: number, column: number): number => matrix[row * n + column] ?? 0;
  const x = members.map((member) => cellOf(input, member, target));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) x[i] = (x[i] ?? 0) - at(i, j) * (x[j] ?? 0);
    x[i] = (x[i] ?? 0) / at(i, i);
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) x[i] = (x[i] ?? 0) - at(j, i) * (x[j] ?? 0);
    x[i] = (x[i] ?? 0) / at(i, i);
  }
  return x;
}
