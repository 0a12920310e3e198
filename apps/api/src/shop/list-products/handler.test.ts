import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('CAT-1 GET /api/products', () => {
  expectStatuses('GET', [
    {
      when: 'nothing is said',
      url: '/api/products',
      status: 200,
      answer: {
        page: 1,
        per_page: 24,
        total: 3,
        page_count: 1,
        next_cursor: null,
        facets: null,
        items: [{ id: 'p-1', price_minor: 4901 }, {}, {}],
      },
    },
    {
      when: 'the second page is asked for',
      url: '/api/products?page=2&per_page=2',
      status: 200,
      answer: { items: [{ id: 'p-3' }] },
    },
    { when: '100 a page are asked for', url: '/api/products?per_page=100', status: 200, answer: { per_page: 100 } },
    { when: 'a category is named', url: '/api/products?category=kettles', status: 200, answer: { total: 3 } },
    {
      when: 'every filter is set, repeated and by commas',
      url: '/api/products?search=kettle&brand=alder,birch&brand=oak&color=red&tag=a&tag=b&price_min=1&price_max=9900&rating=4.5&available=true&sort=price-low&facets=true',
      status: 200,
      answer: {
        facets: { brands: [{ value: 'alder', count: 3 }], price: { min_minor: 4901, histogram: [{ count: 3 }] } },
      },
    },
    {
      when: 'the category is unknown',
      url: '/api/products?category=none',
      status: 404,
      answer: { code: 'catalog.category_not_found' },
    },
    {
      when: 'the collection is unknown',
      url: '/api/products?collection=none',
      status: 404,
      answer: { code: 'catalog.collection_not_found' },
    },
    {
      when: 'the page is no number',
      url: '/api/products?page=one',
      status: 400,
      answer: { code: 'request.invalid_value', errors: [{ path: 'page' }] },
    },
    {
      when: 'too many are asked for',
      url: '/api/products?per_page=1000',
      status: 400,
      answer: { errors: [{ path: 'per_page', message: 'must be a whole number from 1 to 100' }] },
    },
    ...(
      [
        ['price_min', 'cheap'],
        ['price_max', '-1'],
        ['price_max', '1.5'],
        ['price_min', '1e3'],
        ['rating', '6'],
        ['sort', 'random'],
        ['search', 'x'.repeat(201)],
        ['category', ''],
        ['brand', Array.from({ length: 51 }, (_, n) => `b${n}`).join()],
        ['cursor', 'nonsense'],
      ] as const
    ).map(([field, value]) => ({
      when: `${field} is ${value.slice(0, 10)}`,
      url: `/api/products?${field}=${value}`,
      status: 400,
      answer: { code: 'request.invalid_value', errors: [{ path: field }] },
    })),
    {
      when: 'the lowest price is above the highest',
      url: '/api/products?price_min=5&price_max=4',
      status: 400,
      answer: { errors: [{ path: 'price_min' }] },
    },
  ]);
});
