import { type Kernels, RandomStream, startKernels } from '@vitrine/kernels';
import { compiledKernels } from '@vitrine/testkit/kernels';
import { aShop, describedItems } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import { ArtifactWriter } from '../artifacts/artifact-writer.ts';
import { itemFeaturesOf, type DescribedItem, type ItemFeatures } from '../items/index.ts';
import { ModelCodecError } from '../models/index.ts';
import {
  buildNeighbourIndex,
  decodeEmbedder,
  embeddingOf,
  embeddingWidth,
  embedTexts,
  encodeEmbedder,
  fitEmbeddings,
  validateNeighbours,
  type Embeddings,
  type ItemVectors,
  type NeighbourIndex,
} from './index.ts';

const things = ['Lampe', 'lamp', 'lampshade', 'kettle', 'tea kettle', 'teapot', 'garden spade', 'garden fork'];
const catalog: DescribedItem[] = things.map((title, at) => ({
  itemId: `i${at}`,
  title,
  description: `A ${title} of our house`,
  categoryPath: ['all', ['light', 'light', 'light', 'kitchen', 'kitchen', 'kitchen', 'garden', 'garden'][at] ?? ''],
}));
const seed = 1;

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Array.from(a).reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0);
}

function vectorOf(embeddings: Embeddings, text: string): Float32Array {
  return embedTexts(embeddings.embedder, [text]);
}

/** Unit vectors around centres, without an embedder. */
function clustered(count: number, centres: number): ItemVectors {
  const random = new RandomStream(4);
  const middles = Float32Array.from({ length: centres * embeddingWidth }, () => random.nextNormal());
  const vectors = new Float32Array(count * embeddingWidth);
  for (let row = 0; row < count; row++) {
    const own = embeddingOf({ vectors }, row);
    const from = random.nextBelow(centres) * embeddingWidth;
    for (let at = 0; at < embeddingWidth; at++) own[at] = (middles[from + at] ?? 0) + random.nextNormal();
    const length = Math.hypot(...own);
    for (let at = 0; at < embeddingWidth; at++) own[at] = (own[at] ?? 0) / length;
  }
  return { itemIds: Array.from({ length: count }, (_, row) => `v${row}`), vectors };
}

describe('REC-15 embeddings of text', () => {
  const features = itemFeaturesOf(catalog);
  const embeddings = fitEmbeddings(features, { seed });

  it('have 384 numbers and length 1, the same each time, and need nothing but the catalog', () => {
    for (const row of features.itemIds.keys()) {
      expect(embeddingOf(embeddings, row)).toHaveLength(384);
      expect(dot(embeddingOf(embeddings, row), embeddingOf(embeddings, row))).toBeCloseTo(1, 5);
    }
    expect(fitEmbeddings(features, { seed })).toEqual(embeddings);
  });

  it('bring related words together that share only a piece, and new text beside the old by the same projection', () => {
    const near = (text: string, row: number): number => dot(vectorOf(embeddings, text), embeddingOf(embeddings, row));
    expect(near('lamps', 2)).toBeGreaterThan(near('lamps', 3) + 0.2);
    expect(near('Stehlampe', 0)).toBeGreaterThan(near('Stehlampe', 6) + 0.2);
    expect(near('fork', 7)).toBeGreaterThan(near('fork', 5));
  });

  it('are 0 for a text that holds nothing known', () => {
    expect(vectorOf(embeddings, '東京 ₿').every((value) => value === 0)).toBe(true);
    expect(vectorOf(embeddings, '').every((value) => value === 0)).toBe(true);
    expect(fitEmbeddings(itemFeaturesOf([]), { seed }).vectors).toHaveLength(0);
    expect(fitEmbeddings(itemFeaturesOf([{ itemId: 'a' }]), { seed }).vectors.every((value) => value === 0)).toBe(true);
  });

  it('come back from their bytes; foreign, damaged and older bytes are refused', () => {
    const bytes = encodeEmbedder(embeddings.embedder);
    expect(decodeEmbedder(bytes)).toEqual(embeddings.embedder);
    expect(() => decodeEmbedder(bytes.map((byte, at) => (at === 5000 ? byte ^ 1 : byte)))).toThrow(/damaged/);
    expect(() => decodeEmbedder(new ArtifactWriter().text('ease').finish())).toThrow(ModelCodecError);
    expect(() => decodeEmbedder(new ArtifactWriter().text('embedder').number(99).finish())).toThrow(
      /version 99.*embed the catalog again/,
    );
  });
});

describe('REC-15 nearest neighbours', () => {
  const ids = (of: NeighbourIndex, itemId: string, count: number): string[] =>
    of.neighboursOf(itemId, count).map((neighbour) => neighbour.itemId);

  it('are those of a scan of all, without the item itself and without blocked ones', () => {
    const vectors = clustered(300, 10);
    const index = buildNeighbourIndex(vectors, { seed });
    expect(index).toMatchObject({ search: 'exact', recall: 1 });
    const scan = vectors.itemIds
      .map((itemId, row) => ({ itemId, cosine: dot(embeddingOf(vectors, row), embeddingOf(vectors, 7)) }))
      .filter(({ itemId }) => itemId !== 'v7')
      .sort((a, b) => b.cosine - a.cosine)
      .slice(0, 10);
    expect(ids(index, 'v7', 10)).toEqual(scan.map(({ itemId }) => itemId));
    expect(index.neighboursOf('v7', 1)[0]?.cosine).toBeCloseTo(scan[0]?.cosine ?? 0, 5);
    const blocked = scan.slice(0, 2).map(({ itemId }) => itemId);
    const without = buildNeighbourIndex(vectors, { seed, blocklist: blocked });
    expect(ids(without, 'v7', 8)).toEqual(scan.slice(2).map(({ itemId }) => itemId));
    expect(ids(without, blocked[0] ?? '', 3)).toHaveLength(3);
    expect(index.neighboursOf('nobody', 3)).toEqual([]);
    index.end();
    expect(buildNeighbourIndex(clustered(0, 1), { seed }).nearest(new Float32Array(384), 3)).toEqual([]);
  });

  it('are found approximately in large catalogs, with the recall that was measured', async () => {
    const vectors = clustered(3000, 60);
    const module = await compiledKernels();
    const kernels = (): Kernels => startKernels({ module });
    const exact = buildNeighbourIndex(vectors, { seed, kernels });
    const lists = buildNeighbourIndex(vectors, { seed, kernels, approximateFrom: 1000 });
    expect(lists).toMatchObject({ search: 'approximate', lists: 55 });
    expect(lists.recall).toBeGreaterThanOrEqual(0.95);
    expect(lists.probes).toBeLessThan(7);
    let found = 0;
    for (let at = 0; at < 100; at++) {
      const truth = new Set(ids(exact, `v${at * 29}`, 20));
      found += ids(lists, `v${at * 29}`, 20).filter((itemId) => truth.has(itemId)).length / 20 / 100;
    }
    expect(found).toBeGreaterThan(0.9);
    const blocked = ids(lists, 'v29', 2);
    const without = buildNeighbourIndex(vectors, { seed, kernels, approximateFrom: 1000, blocklist: blocked });
    expect(without.search).toBe('approximate');
    expect(ids(without, 'v29', 20).filter((itemId) => blocked.includes(itemId))).toEqual([]);
    expect(ids(without, blocked[0] ?? '', 3)).toHaveLength(3);
    // One cloud has no lists worth reading: the search stays exact.
    const cloud = buildNeighbourIndex(clustered(1200, 1), { seed, kernels, approximateFrom: 1000 });
    expect(cloud).toMatchObject({ search: 'exact', recall: 1, lists: 0 });
  });

  it('are validated: in the same category far more than by chance; hubs and items among strangers are named', () => {
    const shop = aShop();
    const features = describedItems(shop);
    const embeddings = fitEmbeddings(features, { seed });
    const index = buildNeighbourIndex(embeddings, { seed });
    const good = validateNeighbours({ embeddings, features, index }, { seed, depth: 5 });
    expect(good.sameCategoryShare).toBeGreaterThan(0.95);
    expect(good.byChance).toBeCloseTo(9 / 39, 6);
    expect([good.lonelyShare, good.suspicious, good.hubs]).toEqual([0, [], []]);
    // One item filed under another category than what it says.
    const misfiled: ItemFeatures = {
      ...features,
      categoryPaths: features.categoryPaths.map((path, row) => (row === 0 ? ['all', 'taste 1'] : path)),
    };
    const named = validateNeighbours({ embeddings, features: misfiled, index }, { seed, depth: 5 });
    expect(named.suspicious).toEqual([shop.itemIds[0]]);
    const everywhere = { ...index, neighboursOf: () => [{ itemId: 'item-9', cosine: 1 }] };
    const [hub] = validateNeighbours({ embeddings, features, index: everywhere }, { seed }).hubs;
    expect(hub).toEqual({ itemId: 'item-9', lists: 40 });
  });
});
