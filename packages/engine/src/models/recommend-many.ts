import { type OwnItems, TopK } from '@vitrine/kernels';
import type { FactorTable } from '../factors/factor-table.ts';
import type { FittedModel, ListQuestion, TakeList, UserContext } from './model.ts';

/** Lists from all scores, for models that have no shorter way. */
export function listsByScores(
  scoreMany: FittedModel['scoreMany'],
  itemCount: number,
  ask: { readonly question: ListQuestion; readonly take: TakeList },
): void {
  const { question, take } = ask;
  const mask = new Uint8Array(itemCount);
  if (question.excluded !== undefined) mask.set(question.excluded);
  const selection = new TopK(question.k);
  scoreMany(question.contexts, (at, scores) => {
    const own = question.own?.(at) ?? [];
    for (const item of own) mask[item] = 1;
    const size = selection.select(scores, mask);
    for (const item of own) mask[item] = question.excluded?.[item] ?? 0;
    take(at, selection.indices.subarray(0, size));
  });
}

/** Visitors whose coefficients are held at once. */
const batch = 2048;

/** Lists of a model whose scores are products with the rows of one table. */
export function listsByTable(
  table: FactorTable,
  coefficientsOf: (context: UserContext) => ArrayLike<number>,
  ask: { readonly question: ListQuestion; readonly take: TakeList },
): void {
  const { contexts, k, excluded, own } = ask.question;
  if (contexts.length === 1) return listOfOne(table, coefficientsOf(contexts[0]), ask);
  for (let begin = 0; begin < contexts.length; begin += batch) {
    const part = contexts.slice(begin, begin + batch);
    const left = own === undefined ? undefined : gather(part.map((_, at) => own(begin + at)));
    table.bestOfMany(part.map(coefficientsOf), { k, own: left, excluded }, ({ items, counts }) => {
      part.forEach((_, at) => ask.take(begin + at, items.subarray(at * k, at * k + counts[at])));
    });
  }
}

function listOfOne(
  table: FactorTable,
  coefficients: ArrayLike<number>,
  { question, take }: { readonly question: ListQuestion; readonly take: TakeList },
): void {
  const top = new TopK(question.k);
  const mask = new Uint8Array(table.rows);
  if (question.excluded !== undefined) mask.set(question.excluded);
  for (const item of question.own?.(0) ?? []) mask[item] = 1;
  take(0, top.indices.subarray(0, table.best(coefficients, top, mask)));
}

function gather(lists: readonly Int32Array[]): OwnItems {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach((list, at) => (starts[at + 1] = starts[at] + list.length));
  const indices = new Int32Array(starts[lists.length]);
  lists.forEach((list, at) => indices.set(list, starts[at]));
  return { starts, indices };
}
