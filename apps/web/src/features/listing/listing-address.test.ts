import { describe, expect, it } from 'vitest';
import { chosenOf, cleared, isNarrowed, listingHref, readAsked, toQuery } from './listing-address.ts';

const shelf = { kind: 'category' as const, slug: 'kettles', path: '/categories/kettles' };
const read = (search: string) => readAsked(new URLSearchParams(search));

describe('CAT-3 what an address asks of a listing', () => {
  it('is read and written the same, parameters in one order', () => {
    const address =
      '/categories/kettles?q=red&brand=arden&brand=lund&color=red&min=20&max=49.5&rating=4&available=1&sort=newest&page=3';
    expect(listingHref(shelf, read(address.split('?')[1] ?? ''))).toBe(address);
    expect(listingHref(shelf, read(''))).toBe('/categories/kettles');
  });

  it('becomes the question to the shop, prices in minor units', () => {
    expect(toQuery(read('min=20&max=49,50&brand=arden'), shelf, 100)).toMatchObject({
      category: 'kettles',
      brands: ['arden'],
      priceMinMinor: 2000,
      priceMaxMinor: 4950,
    });
    expect(toQuery(read('min=500'), shelf, 1)).toMatchObject({ priceMinMinor: 500 });
  });

  it('turns bounds that stand the wrong way round', () => {
    expect(read('min=80&max=20')).toMatchObject({ min: 20, max: 80 });
  });

  it.each(['page=0', 'page=abc', 'min=-1', 'min=1e9', 'rating=9', 'sort=evil', 'brand=', 'color=%00', 'page=99999'])(
    'leaves out what makes no sense: %s',
    (search) => {
      expect(read(search)).toEqual(read(''));
    },
  );

  it('can take each choice away by itself, and all at once', () => {
    const asked = read('brand=arden&brand=lund&max=50&available=1&q=tea');
    expect(chosenOf(asked).map((chosen) => listingHref(shelf, chosen.without))).toEqual([
      '/categories/kettles?q=tea&brand=lund&max=50&available=1',
      '/categories/kettles?q=tea&brand=arden&max=50&available=1',
      '/categories/kettles?q=tea&brand=arden&brand=lund&available=1',
      '/categories/kettles?q=tea&brand=arden&brand=lund&max=50',
    ]);
    expect(listingHref(shelf, cleared(asked))).toBe('/categories/kettles?q=tea');
  });

  it('keeps filtered pages from search engines, but not further pages (WEB-5)', () => {
    expect(isNarrowed(read('page=2'))).toBe(false);
    expect(isNarrowed(read('brand=arden'))).toBe(true);
    expect(isNarrowed(read('sort=newest'))).toBe(true);
  });
});
