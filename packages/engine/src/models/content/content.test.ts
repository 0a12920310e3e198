import { aShop, describedItems, describeModel, purchases } from '@vitrine/testkit/models';
import { topIndices } from '@vitrine/kernels';
import { describe, expect, it } from 'vitest';
import { anonymousContext } from '../../interactions/index.ts';
import { itemFeaturesOf, withItems, type DescribedItem } from '../../items/index.ts';
import { wordsOf } from '../../items/words.ts';
import type { FittedModel, UserContext } from '../model.ts';
import { decodeModel, models } from '../registry.ts';

describeModel(models.content, { itemFeatures: describedItems });

function trained(items: readonly DescribedItem[], raw: object, ...baskets: string[]): FittedModel {
  const shop = withItems(
    purchases(...baskets),
    items.map((item) => item.itemId),
  );
  const itemFeatures = itemFeaturesOf(items);
  return models.content.fit(shop, models.content.parseConfig(raw), { seed: 1, nowSec: 0, itemFeatures });
}

function scoresOf(model: FittedModel, context: UserContext): Record<string, number> {
  const out = new Float32Array(model.itemIds.length);
  model.scoreItems(context, out);
  return Object.fromEntries(model.itemIds.map((id, at) => [id, out[at] ?? Number.NaN]));
}

const only = (share: string): object => ({
  textShare: 0,
  categoryShare: 0,
  tagShare: 0,
  priceShare: 0,
  affinityShare: 0,
  [share]: 1,
});

describe('REC-3 content by hand', () => {
  it('words: lower case, no stop words of English or German, one form for singular and plural, any script', () => {
    expect(wordsOf("The Fox's Mugs, für die ÜBERGRÖSSE und ½ glass")).toEqual(['fox', 'mug', 'übergrösse', 'glass']);
    expect(wordsOf('ﬁre 東京都 l’été')).toEqual(['fire', '東京', '京都', 'lété']);
    expect(wordsOf('a & of 7 — !')).toEqual([]);
  });

  it('text: rarer shared words weigh more', () => {
    const items = [
      { itemId: 'a', title: 'copper lamp' },
      { itemId: 'b', title: 'copper' },
      { itemId: 'c', title: 'lamp' },
      { itemId: 'd', title: 'lamp' },
    ];
    const model = trained(items, only('textShare'), 'a');
    const { b = 0, c = 0, d } = scoresOf(model, anonymousContext(0, Int32Array.of(0)));
    // ln(5 / 3) + 1 and ln(5 / 4) + 1, each item's row of length 1, all counts 2.
    const [copper, lamp] = [Math.log(5 / 3) + 1, Math.log(5 / 4) + 1];
    expect(b).toBeCloseTo(copper / Math.hypot(copper, lamp), 6);
    expect(c).toBeCloseTo(lamp / Math.hypot(copper, lamp), 6);
    expect(d).toBe(c);
  });

  it('category: the same one is alike, one beside it under the same roof a fifth as much, another branch not at all', () => {
    const items = [
      { itemId: 'a', categoryPath: ['home', 'lamps'] },
      { itemId: 'b', categoryPath: ['home', 'lamps'] },
      { itemId: 'c', categoryPath: ['home', 'rugs'] },
      { itemId: 'd', categoryPath: ['toys', 'lamps'] },
    ];
    const scores = scoresOf(trained(items, only('categoryShare'), 'a'), anonymousContext(0, Int32Array.of(0)));
    expect(scores['b']).toBeCloseTo(1, 6);
    expect(scores['c']).toBeCloseTo(0.2, 6);
    expect(scores['d']).toBe(0);
  });

  it('price: likeness falls with the distance of the logarithms and does not depend on the unit', () => {
    const items = (unit: number): DescribedItem[] =>
      [10, 11, 20, 400, 15, 12].map((price, at) => ({ itemId: 'abcdef'.charAt(at), price: price * unit }));
    const of = (unit: number): Record<string, number> =>
      scoresOf(trained(items(unit), only('priceShare'), 'a'), anonymousContext(0, Int32Array.of(0)));
    const { b = 0, c = 0, d = 0 } = of(100);
    expect(b).toBeGreaterThan(c);
    expect(c).toBeGreaterThan(d);
    expect(of(10_000)['c']).toBeCloseTo(c, 3);
    const alike = trained(
      [
        { itemId: 'a', price: 3 },
        { itemId: 'b', price: 3 },
      ],
      only('priceShare'),
      'a',
    );
    expect(scoresOf(alike, anonymousContext(0, Int32Array.of(0)))).toEqual({ a: 0, b: 0 });
  });

  it('affinity: the share of the history in the category of the item, by weight and freshness', () => {
    const items = ['x', 'y', 'x', 'y'].map((name, at) => ({ itemId: 'abcd'.charAt(at), categoryPath: [name] }));
    const model = trained(items, { ...only('affinityShare'), categoryShare: 1, recencyHalfLifeDays: 1 }, 'ab');
    const context: UserContext = {
      userIndex: -1,
      history: {
        items: Int32Array.of(0, 1),
        weights: Float32Array.of(1, 1),
        ageSec: Float64Array.of(1000, 1000 + 86_400),
      },
      session: new Int32Array(0),
      nowSec: 0,
    };
    const { c, d } = scoresOf(model, context);
    expect(c).toBeCloseTo(2 / 3, 5);
    expect(d).toBeCloseTo(1 / 3, 5);
  });
});

describe('REC-15 content with embeddings', () => {
  const shop = withItems(aShop({ users: 20 }), ['cold-42']);
  const itemFeatures = describedItems(shop);
  const config = models.content.parseConfig({ embeddingShare: 0.5 });
  const model = models.content.fit(shop, config, { seed: 1, nowSec: 0, itemFeatures });
  const context = anonymousContext(0, Int32Array.of(shop.itemIds.indexOf('item-2'), shop.itemIds.indexOf('item-6')));

  it('finds the likes of an item that nobody touched, and says how much was meaning', () => {
    const cold = shop.itemIds.indexOf('cold-42');
    const similar = new Float32Array(shop.itemIds.length);
    model.similarItems(cold, similar);
    expect([...topIndices(similar, 5)].map((item) => Number(shop.itemIds[item]?.split('-')[1]) % 4)).toEqual([
      2, 2, 2, 2, 2,
    ]);
    const { parts, anchors } = model.explainItem(context, cold);
    expect(parts['meaning']).toBeGreaterThan(0.2);
    expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(
      scoresOf(model, context)['cold-42'] ?? 0,
      5,
    );
    expect(anchors.reduce((sum, anchor) => sum + anchor.share, 0)).toBeCloseTo(1, 5);
  });

  it('comes back from its bytes and grows by an update', () => {
    expect(scoresOf(decodeModel(model.encode()), context)).toEqual(scoresOf(model, context));
    const grown = model.update(purchases('z'));
    expect(scoresOf(grown, context)).toEqual({ ...scoresOf(model, context), z: 0 });
  });
});

describe('REC-10 items that nobody has touched', () => {
  it('are recommended by what they are, to known people and to strangers by what they just looked at', () => {
    const shop = aShop({ users: 200, eventsPerUser: 20 });
    const wider = withItems(shop, ['cold-40', 'cold-41', 'cold-42', 'cold-43']);
    const itemFeatures = describedItems(wider);
    const model = models.content.fit(wider, models.content.defaults, { seed: 1, nowSec: 1_710_000_000, itemFeatures });
    const seen = ['item-2', 'item-6', 'item-10'].map((id) => wider.itemIds.indexOf(id));
    const scores = scoresOf(model, anonymousContext(1_710_000_000, Int32Array.from(seen)));
    const cold = Object.entries(scores).filter(([id]) => id.startsWith('cold'));
    expect(cold.sort((a, b) => b[1] - a[1])[0]?.[0]).toBe('cold-42');
    const similar = new Float32Array(wider.itemIds.length);
    model.similarItems(wider.itemIds.indexOf('cold-42'), similar);
    const best = [...topIndices(similar, 5)].map((item) => Number(wider.itemIds[item]?.split('-')[1]) % 4);
    expect(best).toEqual([2, 2, 2, 2, 2]);
  });

  it('without any description score nothing and break nothing, also after an update brought them', () => {
    const model = trained(
      [
        { itemId: 'a', title: 'copper lamp' },
        { itemId: 'b', title: 'lamp' },
      ],
      {},
      'ab',
      'c',
    );
    const grown = model.update(purchases('cz'));
    expect(grown.itemIds).toEqual(['a', 'b', 'c', 'z']);
    expect(scoresOf(grown, anonymousContext(0, Int32Array.of(0)))).toMatchObject({ c: 0, z: 0 });
    expect(scoresOf(grown, anonymousContext(0, Int32Array.of(3)))).toEqual({ a: 0, b: 0, c: 0, z: 0 });
  });
});

describe('REC-17 reasons of content', () => {
  it('name what the description has in common and the item of the history it came from', () => {
    const items = [
      { itemId: 'a', title: 'copper kettle', categoryPath: ['kitchen'], tags: ['red'] },
      { itemId: 'b', title: 'garden spade', categoryPath: ['garden'], tags: ['green'] },
      { itemId: 'c', title: 'copper pan', categoryPath: ['kitchen'], tags: ['green'] },
      { itemId: 'd', title: 'spade', categoryPath: ['garden'], tags: ['red'] },
    ];
    const model = trained(items, {}, 'ab');
    const { parts, anchors } = model.explainItem(anonymousContext(0, Int32Array.of(0, 1)), 2);
    expect(parts['text']).toBeGreaterThan(0);
    expect(parts['price']).toBe(0);
    expect(anchors.map((anchor) => anchor.item)).toEqual([0, 1]);
    expect(anchors.reduce((sum, anchor) => sum + anchor.share, 0)).toBeCloseTo(1, 6);
  });
});
