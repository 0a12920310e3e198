// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { ledBy, rowsBefore } from './led-by.ts';

const here = 'https://shop.example/products/kettle';
const from = (referer: string) => new Request(here, { headers: { referer } });

describe('EVT-2 what led to a product, without a script that remembers it', () => {
  it.each([
    ['https://shop.example/', 'home'],
    ['https://shop.example/de', 'home'],
    ['https://shop.example/de/products/pan?sku=1', 'pdp-similar'],
    ['https://shop.example/categories/pots', 'category-best-sellers'],
    ['https://shop.example/cart', 'cart'],
    ['https://shop.example/search?q=pan', undefined],
    ['https://elsewhere.example/', undefined],
    ['no address', undefined],
  ])('%s shows the rows of %s', (referer, first) => {
    expect(rowsBefore(from(referer))[0]).toBe(first);
  });

  it('names surface, answer and rank, and nothing when the recommender fails or takes its time', async () => {
    const place = { requestId: 'r-1', surface: 'home', rank: 4 };
    const asked = async (lastShown: () => Promise<typeof place | null>) =>
      ledBy({ recommender: { recommend: () => Promise.reject(), lastShown } }, from('https://shop.example/'), 'p');
    expect(await asked(async () => place)).toEqual({ ...place, widget: 'picked-for-you', recommended: true });
    expect(await asked(() => Promise.reject(new Error('away')))).toBeNull();
    expect(await asked(() => new Promise(() => undefined))).toBeNull();
    expect(await asked(async () => null)).toBeNull();
  });
});
