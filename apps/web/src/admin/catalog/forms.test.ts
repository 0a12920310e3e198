import type { EditableProduct } from '@vitrine/shop/catalog-editor';
import { describe, expect, it } from 'vitest';
import { changeOf, filterOf, selectionOf } from './bulk-form.ts';
import { stockMoveOf } from './edit-product.ts';
import { pairsOf, pairsText } from './form-fields.ts';
import { priceLabel, priceText, readPrice } from './prices.ts';
import { factsOf, picturesOf, skusOf, specsOf, translationsOf } from './product-forms.ts';

function form(fields: Record<string, string | string[]>): FormData {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) made.append(name, one);
  return made;
}

const product = {
  baseLocale: 'en',
  firstAvailable: new Date('2026-03-01T09:30:00Z'),
  specs: { en: [{ name: 'Volume', value: '1 l' }] },
  pictures: [
    { mediaId: 'a', alts: { en: 'Front' } },
    { mediaId: 'b', alts: { en: 'Side', de: 'Seite' } },
  ],
} as unknown as EditableProduct;

describe('ADM-4 what the forms of the catalog say', () => {
  it('reads and writes prices by the digits of their currency, and no half minor unit', () => {
    expect([
      readPrice('12.5', 'EUR'),
      readPrice('12,50', 'EUR'),
      readPrice('-3', 'EUR'),
      readPrice('100', 'JPY'),
      readPrice('0.1', 'KWD'),
    ]).toEqual([1250, 1250, -300, 100, 100]);
    for (const wrong of ['', 'x', '1.234', '1,299.95', '1e3', '١']) expect(readPrice(wrong, 'EUR'), wrong).toBeNaN();
    expect(readPrice('1.5', 'JPY')).toBeNaN();
    expect([priceText(1250, 'EUR'), priceText(100, 'JPY'), priceText(null, 'EUR'), priceLabel(129_995, 'EUR')]).toEqual(
      ['12.50', '100', '', '€1,299.95'],
    );
  });

  it('reads a bulk edit, its filter and what it is for', () => {
    expect(changeOf(form({ kind: 'price-percent', value: '-10', rounding: '99', keepOld: 'on' }), 'EUR')).toEqual({
      kind: 'price',
      percent: -10,
      rounding: '99',
      keepOld: true,
    });
    expect(changeOf(form({ kind: 'tags-add', value: ' Summer Sale, linen,' }), 'EUR')).toEqual({
      kind: 'tags',
      add: ['summer-sale', 'linen'],
      remove: [],
    });
    expect(changeOf(form({ kind: 'brand', brandId: '' }), 'EUR')).toEqual({ kind: 'brand', brandId: null });
    expect(changeOf(form({ kind: 'drop-table' }), 'EUR')).toBeNull();
    expect(changeOf(form({ kind: 'stock-set', value: '' }), 'EUR')).toMatchObject({ set: Number.NaN });
    expect(selectionOf(form({ scope: 'ticked', id: ['a', 'b'] }), new URLSearchParams())).toEqual({ ids: ['a', 'b'] });
    const search = new URLSearchParams({ q: 'pan\0', brand: 'nonsense', stock: 'low', status: 'weird' });
    expect(selectionOf(form({ scope: 'filter' }), search)).toEqual({ filter: filterOf(search) });
    expect(filterOf(search)).toEqual({
      search: 'pan',
      status: 'active',
      stock: 'low',
      categoryId: undefined,
      brandId: undefined,
    });
  });

  it('keeps the time of day of a date nobody changed, and takes a new date', () => {
    expect(factsOf(form({ name: 'Pan', firstAvailable: '2026-03-01' }), 'en', product).firstAvailable).toEqual(
      product.firstAvailable,
    );
    expect(factsOf(form({ name: 'Pan', firstAvailable: '2026-03-02' }), 'en', product).firstAvailable).toEqual(
      new Date('2026-03-02T00:00:00Z'),
    );
  });

  it('reads SKUs: those known, and new lines with a code', () => {
    const { skus } = skusOf(
      form({
        skuId: 's1',
        'code.s1': 'A',
        'options.s1': 'Size: M; Colour: Red',
        'price.s1': '9.90',
        'compareAt.s1': '',
        'code.new-1': 'B',
        'price.new-1': '5',
        'stock.new-1': '4',
      }),
      'EUR',
    );
    expect(skus).toEqual([
      {
        id: 's1',
        code: 'A',
        options: { Size: 'M', Colour: 'Red' },
        priceMinor: 990,
        compareAtMinor: null,
        archived: false,
      },
      { code: 'B', options: {}, priceMinor: 500, compareAtMinor: null, archived: false, stock: 4 },
    ]);
  });

  it('orders pictures by number, drops those taken away, and writes no empty words over others', () => {
    const { pictures } = picturesOf(
      form({
        mediaId: ['a', 'b'],
        'position.a': '2',
        'position.b': '1',
        'alt.en.a': 'Front view',
        'alt.de.a': '',
        'alt.en.b': 'Side',
        'alt.de.b': '',
      }),
      product,
    );
    expect(pictures).toEqual([
      { mediaId: 'b', alts: { en: 'Side', de: '' } },
      { mediaId: 'a', alts: { en: 'Front view' } },
    ]);
    expect(
      picturesOf(form({ mediaId: ['a', 'b'], 'remove.a': 'on' }), product).pictures?.map(({ mediaId }) => mediaId),
    ).toEqual(['b']);
  });

  it('reads specifications a line each and takes an empty translation away', () => {
    expect(pairsOf('Volume: 1 l\n\nNote: a: b\nbroken')).toEqual([
      { name: 'Volume', value: '1 l' },
      { name: 'Note', value: 'a: b' },
      { name: 'broken', value: '' },
    ]);
    expect(pairsText([{ name: 'Volume', value: '1 l' }])).toBe('Volume: 1 l');
    expect(specsOf(form({ 'specs.en': '', 'specs.de': '' }), product)).toEqual({ specs: { en: [] } });
    expect(translationsOf(form({ 'name.de': '', 'description.de': '' }), 'en')).toEqual({ texts: { de: null } });
  });

  it('takes goods that broke away, however they are written', () => {
    expect(stockMoveOf(form({ reason: 'damaged', amount: '3' }))).toEqual({
      reason: 'damaged',
      by: -3,
      lowAt: undefined,
    });
    expect(stockMoveOf(form({ reason: 'corrected', amount: '5', expected: '7', lowAt: '2' }))).toEqual({
      reason: 'corrected',
      to: 5,
      expected: 7,
      lowAt: 2,
    });
    expect(stockMoveOf(form({ reason: 'received', amount: '' }))).toMatchObject({ by: Number.NaN });
  });
});
