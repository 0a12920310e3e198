import {
  evaluateModel,
  type FitRun,
  type FittedModel,
  type Interactions,
  mergeInteractions,
  type Split,
  userItemRows,
} from '@vitrine/engine';
import { readGowalla } from '@vitrine/testkit/real-data';
import { type Bench, dataOf } from './bench.ts';
import { writeArray } from './python.ts';
import { quality } from './table.ts';

/** The standard split under one set of ids; it knows no times. */
export function gowallaSplit(bench: Pick<Bench, 'data'>): Split {
  const { train, test } = readGowalla(dataOf(bench));
  const { merged, itemOf, userOf } = mergeInteractions(train, test);
  const ids = { userIds: merged.userIds, itemIds: merged.itemIds };
  return {
    train: { ...train, ...ids },
    test: {
      ...test,
      ...ids,
      users: test.users.map((user) => userOf[user] ?? -1),
      items: test.items.map((item) => itemOf[item] ?? -1),
    },
    cutSec: 0,
  };
}

/** A training with two threads and a clock that says how far it is every ten seconds. */
export function fitRun(bench: Bench, options: { readonly threads?: number; readonly nowSec?: number } = {}): FitRun {
  let spokenMs = performance.now();
  return {
    seed: 1,
    nowSec: options.nowSec ?? 0,
    kernels: bench.kernels(options.threads ?? 2),
    elapsedMs: () => performance.now(),
    progress: (done, total, phase) => {
      if (performance.now() - spokenMs < 10_000) return;
      spokenMs = performance.now();
      bench.say(`${phase} ${done} / ${total}`);
    },
  };
}

/** recall@20 and NDCG@20 over all users. */
export function judge(
  model: FittedModel,
  split: Split,
  { small }: Pick<Bench, 'small'>,
): { readonly recall: number; readonly ndcg: number; readonly text: string } {
  const limit = small ? { maxUsers: 2000 } : {};
  const { summary } = evaluateModel(model, split, { k: 20, seed: 1, bootstrapSamples: 0, ...limit });
  const [recall, ndcg] = [summary.recall.mean, summary.ndcg.mean];
  return { recall, ndcg, text: quality(recall, ndcg) };
}

/** Writes the user-item pairs as compressed rows that `peer.py` reads. */
export function writeRows(folder: string, name: string, interactions: Interactions): void {
  const rows = userItemRows(interactions, 'binary');
  writeArray(folder, `${name}.starts.i32`, rows.starts);
  writeArray(folder, `${name}.indices.i32`, rows.indices);
  writeArray(folder, `${name}.columns.i32`, Int32Array.of(rows.columnCount));
}
