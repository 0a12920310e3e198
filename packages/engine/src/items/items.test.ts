import { purchases } from '@vitrine/testkit/models';
import { describe, expect, it } from 'vitest';
import {
  createItemReader,
  featureRows,
  ItemFormatError,
  itemFeaturesOf,
  withItems,
  type ItemFeatures,
} from './index.ts';

function read(text: string, size = text.length): ItemFeatures {
  const reader = createItemReader();
  for (let at = 0; at < text.length; at += size) reader.push(text.slice(at, at + size));
  return reader.finish();
}

describe('REC-10 items that only the catalog knows', () => {
  it('join the catalog of the interactions behind the known ones, which keep their place', () => {
    const shop = purchases('ab', 'b');
    const wider = withItems(shop, ['new', 'a', 'new', 'other']);
    expect(wider.itemIds).toEqual(['a', 'b', 'new', 'other']);
    expect(wider.items).toBe(shop.items);
    expect(withItems(shop, ['b'])).toBe(shop);
    const features = itemFeaturesOf([{ itemId: 'new', title: 'A' }, { itemId: 'b' }]);
    expect([...featureRows(features, wider.itemIds)]).toEqual([-1, 1, 0, -1]);
  });

  it('become columns: unknown is empty, NaN or 0; a repeated id keeps its last record', () => {
    const features = itemFeaturesOf([
      { itemId: 'a', title: 'first', price: 3 },
      { itemId: 'a', title: 'last', price: -1, tags: ['red'], createdSec: 5 },
      { itemId: 'b', brand: null, categoryPath: ['x', 'y'] },
    ]);
    expect(features.titles).toEqual(['last', '']);
    expect([...features.prices]).toEqual([NaN, NaN]);
    expect([...features.createdSec]).toEqual([5, 0]);
    expect(features.categoryPaths).toEqual([[], ['x', 'y']]);
  });
});

describe('REC-3 items of the laboratory', () => {
  it('are read from tab-separated text by its header and from JSON lines alike, however the text is cut', () => {
    const table = 'item\ttitle\tcategory\ttags\tprice\r\na\tLampe grün\tHome > Lamps\tred, ,big\t9.5\nb\t\t\t\t\n';
    const json =
      '{"item":"a","title":"Lampe grün","category":["Home","Lamps"],"tags":["red","big"],"price":9.5}\n\n{"item":"b"}\n';
    expect(read(table, 3)).toEqual(read(json));
    expect(read(json, 7)).toMatchObject({ itemIds: ['a', 'b'], tags: [['red', 'big'], []] });
  });

  it.each([
    ['', 0, 'row', /names no item/],
    ['item\tcolour\na\tb\n', 1, 'row', /unknown column "colour".*use some of/],
    ['title\nx\n', 1, 'row', /must name "item"/],
    ['item\ttitle\na\n', 2, 'row', /has 1 fields/],
    ['item\tprice\na\tcheap\n', 2, 'price', /"cheap" is not a finite number/],
    ['item\tprice\na\t9.5\nb\t0x10\n', 3, 'price', /"0x10" is not a finite number/],
    ['item\tprice\na\t \n', 2, 'price', /" " is not a finite number/],
    ['{"item":"a"}\n{"title":"b"}\n', 2, 'item', /is missing/],
    ['{"item":"a","tags":[1]}\n', 1, 'tags', /list of texts/],
    ['{"item":"a","title":1}\n', 1, 'title', /must be a text/],
    ['{"item":\n', 1, 'row', /no JSON object/],
  ])('refuses %j at line %i, field %s', (...[text, line, field, message]) => {
    const failure = (): unknown => {
      try {
        return read(text);
      } catch (error) {
        return error;
      }
    };
    const error = failure();
    expect(error).toBeInstanceOf(ItemFormatError);
    expect(error).toMatchObject({ line, field, message: expect.stringMatching(message) });
  });
});
