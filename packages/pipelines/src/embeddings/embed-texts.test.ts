import { itemFeaturesOf, plainKernels } from '@vitrine/engine';
import { describe, expect, it } from 'vitest';
import { embedTextsOf, noVectors } from './embed-texts.ts';

const things = ['kettle', 'spade', 'lamp', 'wool', 'guitar', 'fork', 'drum', 'chisel', 'violin', 'mop'];

/** Three of each thing, and one that is named after all of them. */
const everything = { itemId: 'everything', title: things.join(' '), categoryPath: ['other'] };
const catalog = things.flatMap((title) =>
  [0, 1, 2].map((at) => ({ itemId: `${title}-${at}`, title, categoryPath: [title] })),
);

describe('REC-15 lists of neighbours', () => {
  const order = { folder: null, embedder: null, others: noVectors, touched: [] };

  it('leave out what stands beside everything, which has neighbours of its own, also when it comes later', async () => {
    const features = itemFeaturesOf([...catalog, everything]);
    const all = await embedTextsOf({ ...order, features }, plainKernels);
    const twins = (itemId: string): string[] =>
      [0, 1, 2].map((at) => `${itemId.split('-')[0]}-${at}`).filter((other) => other !== itemId);
    for (const { itemId, neighbourIds } of all.lists.slice(0, catalog.length))
      expect([itemId, neighbourIds.toSorted()]).toEqual([itemId, twins(itemId)]);
    expect(all.lists.at(-1)?.neighbourIds.length).toBeGreaterThan(9);
    const others = { itemIds: features.itemIds.slice(0, -1), vectors: all.vectors.slice(0, -384) };
    const changed = { ...order, embedder: all.embedder, features: itemFeaturesOf([everything]), others };
    const later = await embedTextsOf(changed, plainKernels);
    expect(later.sameCategory).toBeNull();
    expect(later.lists.flatMap(({ neighbourIds }) => neighbourIds)).not.toContain('everything');
  });

  it('keep all of a small catalog, and count as one category only what is kept', async () => {
    const { lists, sameCategory } = await embedTextsOf({ ...order, features: itemFeaturesOf(catalog) }, plainKernels);
    expect(lists.every(({ neighbourIds }) => neighbourIds.length === 2)).toBe(true);
    expect(sameCategory).toEqual({ share: 1, byChance: expect.closeTo(2 / 29, 6) });
  });
});
