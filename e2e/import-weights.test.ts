import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSafetensors } from '@vitrine/engine/weights';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runVitrine } from './support/running-shop.ts';
import { newestEvents, openHome, openSmallShop, succeed } from './support/small-shop.ts';

const home = openHome();
const inHome = { VITRINE_HOME: home.path };
const file = (name: string, content: string | Uint8Array) => {
  const path = join(home.path, name);
  writeFileSync(path, content);
  return path;
};
const importWeights = (...args: string[]) => runVitrine(['import-weights', ...args], inHome);

const width = 4;
/** Vectors that differ from row to row. */
const vectors = (rows: number) => Float32Array.from({ length: rows * width }, (_, at) => Math.sin(at + 1));
let itemIds: string[] = [];
let userIds: string[] = [];
let weights = '';
let items = '';
let users = '';

beforeAll(async () => {
  await openSmallShop(home.path);
  const events = await newestEvents(1000, inHome);
  itemIds = [...new Set(events.flatMap(({ item_id: id }) => id ?? []))];
  userIds = [...new Set(events.map(({ user_id: id }) => id))];
  if (itemIds.length === userIds.length || itemIds.length < 20) throw new Error('the small shop has too few items');
  items = file('items.txt', `${itemIds.join('\n')}\n`);
  users = file('users.json', JSON.stringify(userIds));
  weights = file(
    'model.safetensors',
    writeSafetensors([
      { name: 'item_vectors', shape: [itemIds.length, width], values: vectors(itemIds.length) },
      { name: 'user_vectors', shape: [userIds.length, width], values: vectors(userIds.length) },
    ]),
  );
});

afterAll(() => home.remove());

describe('REC-4 weights of another program become a model of the shop', () => {
  it('lists the tensors of a file while no ids are named', async () => {
    const { status, stdout } = await importWeights(weights, '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'safetensors',
      tensors: [
        { name: 'item_vectors', type: 'F32', shape: [itemIds.length, width] },
        { name: 'user_vectors', type: 'F32', shape: [userIds.length, width] },
      ],
    });
  });

  it('validates, judges and stores them; models lists them, promote lets them answer', async () => {
    const printed = await succeed(['import-weights', weights, '--items', items, '--users', users, '--json'], inHome);
    const { version, promoted, known, metrics } = JSON.parse(printed) as {
      version: string;
      promoted: boolean;
      known: object;
      metrics: readonly { metric: string; value: number }[];
    };
    expect(promoted).toBe(false);
    expect(known).toMatchObject({
      items: { given: itemIds.length, known: itemIds.length },
      users: { given: userIds.length, known: userIds.length, withoutVector: expect.any(Number) as number },
    });
    expect(metrics.find(({ metric }) => metric === 'ndcg@20')?.value).toBeGreaterThan(0);

    const listed = async () => {
      const all = JSON.parse(await succeed(['models', '--json'], inHome)) as {
        version: string;
        modelName: string;
        aliases: string[];
        config: object;
      }[];
      return all.find((model) => model.version === version);
    };
    expect(await listed()).toMatchObject({
      modelName: 'external',
      aliases: [],
      config: { source: { file: 'model.safetensors', format: 'safetensors' } },
    });
    await succeed(['promote', version, '--force'], inHome);
    expect((await listed())?.aliases).toContain('champion');
    const answer = await succeed(['recommend', '--user', userIds[0] ?? '', '--json'], inHome);
    expect(answer).toContain(version);
  });

  it.each<[string, () => string[], RegExp, number]>([
    ['a file that is not there', () => ['/no/such.safetensors'], /\/no\/such\.safetensors: there is no such file/, 1],
    [
      'ids that are fewer than the rows',
      () => [weights, '--item-tensor', 'item_vectors', '--items', file('few.txt', itemIds.slice(1).join('\n'))],
      /model\.safetensors: tensor "item_vectors" has \d+ rows and there are \d+ item ids/,
      1,
    ],
    [
      'a tensor that is not in the file',
      () => [weights, '--items', items, '--item-tensor', 'vectors'],
      /no tensor "vectors".*"item_vectors" F32/,
      1,
    ],
    [
      'a number that is none',
      () => [
        file(
          'nan.safetensors',
          writeSafetensors([
            { name: 'broken', shape: [itemIds.length, width], values: vectors(itemIds.length).fill(NaN, 9, 10) },
          ]),
        ),
        '--items',
        items,
      ],
      /nan\.safetensors: .*"broken" is not a number \(NaN\) in row 2, column 1/,
      1,
    ],
    [
      'ids that the shop does not know',
      () => [weights, '--items', file('foreign.txt', itemIds.map((_, at) => `foreign ${at}`).join('\n'))],
      /none of the \d+ item ids, such as "foreign 0"/,
      1,
    ],
    ['an unknown setting', () => [weights, '--items', items, '--set', 'taste=good'], /taste/, 2],
    ['users without items', () => [weights, '--users', users], /--users needs --items/, 2],
    [
      'a user tensor without users',
      () => [weights, '--items', items, '--user-tensor', 'x'],
      /--user-tensor needs --users/,
      2,
    ],
    ['promotion of a list of tensors', () => [weights, '--promote'], /--promote needs --items/, 2],
    ['ids for a sentence model', () => [home.path, '--items', items], /--items.*folder/, 2],
    ['a folder that is no sentence model', () => [home.path], /tokenizer\.json cannot be read/, 1],
  ])('refuses %s, naming it', async (...[, args, names, wanted]) => {
    const { status, stderr, stdout } = await importWeights(...args());
    expect(stderr).toMatch(names);
    expect(stderr).not.toMatch(/\n\s+at .*:\d+:\d+/);
    expect([status, stdout]).toEqual([wanted, '']);
  });
});
