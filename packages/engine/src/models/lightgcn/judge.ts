import { type Kernels, makeMatrix, multiply, TopK } from '@vitrine/kernels';
import { judgeList } from '../../evaluation/ranking-metrics.ts';
import type { HeldOut } from './held-out.ts';
import { foldVisitor, type LightGcnTables } from './tables.ts';

/** Users that are scored by one product of matrices, and the length of the lists. */
const batch = 64;
const listLength = 20;

/** Means over the users of a slice. */
export interface Judged {
  readonly recall: number;
  readonly ndcg: number;
}

/** Ranks the catalog for each user of the slice, what is trained on left out. */
export function judge(kernels: Kernels, tables: LightGcnTables, slice: HeldOut): Judged {
  const selection = new TopK(listLength);
  const [excluded, relevant] = [new Uint8Array(slice.rest.columnCount), new Uint8Array(slice.rest.columnCount)];
  let recall = 0;
  let ndcg = 0;
  scoreSlice(kernels, { tables, slice }, (at, scores) => {
    const { starts, indices } = slice.rest;
    const user = slice.users[at];
    const [known, wanted] = [indices.subarray(starts[user], starts[user + 1]), slice.items[at]];
    mark(excluded, known, 1);
    mark(relevant, wanted, 1);
    const found = selection.select(scores, excluded);
    const judged = judgeList(selection.indices.subarray(0, found), {
      relevant,
      relevantCount: wanted.length,
      k: listLength,
    });
    recall += judged.recall;
    ndcg += judged.ndcg;
    mark(excluded, known, 0);
    mark(relevant, wanted, 0);
  });
  const count = Math.max(1, slice.users.length);
  return { recall: recall / count, ndcg: ndcg / count };
}

/** Scores of each user of the slice as a visitor is scored, from the history without the slice; `scores` is good until `take` returns. */
export function scoreSlice(
  kernels: Kernels,
  { tables, slice }: { readonly tables: LightGcnTables; readonly slice: HeldOut },
  take: (at: number, scores: Float32Array) => void,
): void {
  const { width } = tables;
  const count = tables.items.length / Math.max(1, width);
  const { starts, indices, values } = slice.rest;
  kernels.memory.scope(() => {
    const right = makeMatrix(kernels, count, width);
    right.values.set(tables.items);
    const left = makeMatrix(kernels, batch, width);
    const out = makeMatrix(kernels, batch, count);
    const visitor = new Float64Array(width);
    for (let begin = 0; begin < slice.users.length; begin += batch) {
      const users = slice.users.subarray(begin, begin + batch);
      users.forEach((user, at) => {
        const own = { items: indices.subarray(starts[user], starts[user + 1]), weights: values.subarray(starts[user]) };
        foldVisitor(tables, { user, ...own }, visitor);
        left.values.set(visitor, at * width);
      });
      multiply(kernels, { left, right, out, transposeRight: true });
      users.forEach((_, at) => take(begin + at, out.values.subarray(at * count, (at + 1) * count)));
    }
  });
}

function mark(marks: Uint8Array, places: Int32Array, value: number): void {
  for (const place of places) marks[place] = value;
}
