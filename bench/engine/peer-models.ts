import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeList, type Split, userItemRows } from '@vitrine/engine';
import { writeRows } from './gowalla.ts';
import { type Peer, writeArray } from './python.ts';

/** Writes a split for `judgePeer`; `users` are those who are judged. */
export function writeSplit(folder: string, split: Split, users: Int32Array): void {
  writeRows(folder, 'train', split.train);
  writeArray(folder, 'judged.i32', users);
}

/** Mean recall@k and NDCG@k of a model of `implicit` over the users of `writeSplit`, judged by our own metrics. */
export async function judgePeer(
  peer: Peer,
  where: { readonly folder: string; readonly split: Split; readonly users: Int32Array },
  model: 'als' | 'tf-idf',
): Promise<{ readonly recall: number; readonly ndcg: number }> {
  const { folder, split, users } = where;
  const k = 20;
  const { top } = await peer.ask<{ top: number }>({
    do: 'lists',
    folder,
    model,
    top: k,
    threads: 2,
  });
  const bytes = readFileSync(join(folder, 'lists.i32'));
  const lists = new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const wanted = userItemRows(split.test, 'binary');
  const relevant = new Uint8Array(wanted.columnCount);
  let [recall, ndcg] = [0, 0];
  users.forEach((user, at) => {
    const own = wanted.indices.subarray(wanted.starts[user], wanted.starts[user + 1]);
    for (const item of own) relevant[item] = 1;
    const list = lists.subarray(at * top, (at + 1) * top).filter((item) => item >= 0);
    const judged = judgeList(list, { relevant, relevantCount: own.length, k });
    for (const item of own) relevant[item] = 0;
    recall += judged.recall / users.length;
    ndcg += judged.ndcg / users.length;
  });
  return { recall, ndcg };
}
