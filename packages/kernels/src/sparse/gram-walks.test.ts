import { compiledKernels } from '@vitrine/testkit/kernels';
import { beforeAll, describe, expect, it } from 'vitest';
import { startKernels, type KernelStart } from '../machine/kernels.ts';
import { RandomStream } from '../random/random-stream.ts';
import { GramWalks } from './gram-walks.ts';
import { buildSparseRows, sparseCell, transposeSparseRows } from './sparse-rows.ts';

const [users, items] = [400, 90];

/** Popular and rare items, so that some rows are kept whole, some as cells and some not at all. */
function someUsers(weighted: boolean) {
  const random = new RandomStream(1);
  const entries = Array.from({ length: 3000 }, (_, at) => ({
    user: at % users,
    item: Math.floor(items * random.next() ** 3),
    value: weighted ? 0.5 + random.next() : 1,
  }));
  const byUser = buildSparseRows({
    rowCount: users,
    columnCount: items,
    rows: Int32Array.from(entries, ({ user }) => user),
    columns: Int32Array.from(entries, ({ item }) => item),
    values: Float32Array.from(entries, ({ value }) => value),
  });
  const userScale = Float32Array.from({ length: users }, () => 0.1 + random.next());
  const itemScale = Float32Array.from({ length: items }, () => random.next());
  const histories = Array.from({ length: 70 }, (_, at) => ({
    items: Array.from({ length: at % 9 }, () => random.nextBelow(items)).filter(
      (item, i, all) => all.indexOf(item) === i,
    ),
    weights: Array.from({ length: at % 9 }, () => random.next()),
  })).map((history) => ({ ...history, weights: history.weights.slice(0, history.items.length) }));
  return { byUser, byItem: transposeSparseRows(byUser), userScale, itemScale, histories };
}

describe('REC-17 walks over the item graph', () => {
  let module: WebAssembly.Module;
  beforeAll(async () => {
    module = await compiledKernels();
  });

  it.each([
    { exponent: 1, weighted: false, simd: false },
    { exponent: 1, weighted: true, simd: true },
    { exponent: 0.7, weighted: false, simd: true },
    { exponent: 0.7, weighted: true, simd: false },
    { exponent: 2.3, weighted: true, simd: true },
    // Room for a few rows, and for none: the others are made when they are needed.
    { exponent: 0.7, weighted: false, simd: true, keptBytes: 4000 },
    { exponent: 0.7, weighted: true, simd: false, keptBytes: 4000 },
    { exponent: 1, weighted: true, simd: true, keptBytes: 0 },
  ])('score as the whole graph does: %o', ({ exponent, weighted, simd, ...room }) => {
    const start: KernelStart = simd ? { module } : {};
    const { histories, itemScale, ...input } = someUsers(weighted);
    const cells = Array.from({ length: items }, (_, i) =>
      Array.from({ length: items }, (__, j) => {
        let sum = 0;
        for (let user = 0; user < users; user++) {
          sum += (input.userScale[user] ?? 0) * sparseCell(input.byUser, user, i) * sparseCell(input.byUser, user, j);
        }
        return sum ** exponent * (itemScale[i] ?? 0) * (itemScale[j] ?? 0);
      }),
    );
    const seen: number[] = [];
    const walks = new GramWalks(startKernels(start), input, { exponent, itemScale, ...room });
    // One alone, before rows are kept.
    let alone = new Float32Array(0);
    walks.score(histories.slice(8, 9), (_, scores) => (alone = scores.slice()));
    walks.score(histories, (at, scores) => {
      if (at === 8) expect(scores).toEqual(alone);
      seen.push(at);
      const history = histories[at];
      scores.forEach((score, j) => {
        const wanted = (history?.items ?? []).reduce(
          (sum, item, i) => sum + (history?.weights[i] ?? 0) * (cells[item]?.[j] ?? 0),
          0,
        );
        expect(Math.abs(score - wanted)).toBeLessThanOrEqual(1e-5 * wanted);
      });
    });
    expect(seen).toEqual(histories.map((_, at) => at));
  });
});
