import { describe, expect, it } from 'vitest';
import { aProduct } from '../../fixtures/a-product.ts';
import type { ProductSku } from '../../services.ts';
import { pageNumbers } from '../paging/pages.tsx';
import { presentProduct } from './present-product.ts';

const sku = (code: string, options: Record<string, string>, stock: number): ProductSku => ({
  id: code,
  sku: code,
  options,
  priceMinor: 1000 + stock,
  compareAtMinor: null,
  stock,
  available: stock > 0,
});
const skus = [
  sku('s-red', { size: 'S', colour: 'red' }, 0),
  sku('s-blue', { size: 'S', colour: 'blue' }, 9),
  sku('m-red', { size: 'M', colour: 'red' }, 2),
];
const present = (code: string | null) => presentProduct(aProduct({ skus }), code, { locale: 'en' });

describe('WEB-1 product page', () => {
  it('opens on the first size that can be had and shows its price', () => {
    expect(present(null).sku).toBe('s-blue');
    expect(present(null).price).toBe('€10.09');
  });

  it('ignores an unknown code in the address', () => {
    expect(present('<script>').sku).toBe('s-blue');
  });

  it.each([
    ['s-blue', 'In stock'],
    ['m-red', 'In stock: only 2 left'],
    ['s-red', 'Sold out for now'],
  ])('says of %s: %s', (code, text) => {
    expect(present(code).presence.text).toBe(text);
  });

  it('leads each option to the SKU nearest to the chosen one, by plain links (WEB-6)', () => {
    const size = present('m-red').groups.find((group) => group.name === 'size');
    expect(size?.values.map((value) => [value.value, value.href.split('=')[1], value.chosen])).toEqual([
      ['S', 's-red', false],
      ['M', 'm-red', true],
    ]);
  });

  it('keeps the pages of a long list short', () => {
    expect(pageNumbers(7, 20)).toEqual([1, null, 5, 6, 7, 8, 9, null, 20]);
    expect(pageNumbers(1, 2)).toEqual([1, 2]);
  });
});
