import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('CAT-2 GET /api/products', () => {
  expectStatuses('GET', [
    {
      when: 'nothing is said',
      url: '/api/products',
      status: 200,
      answer: { page: 1, per_page: 24, total: 3, items: [{ id: 'p-1', price_minor: 4901 }, {}, {}] },
    },
    {
      when: 'the second page is asked for',
      url: '/api/products?page=2&per_page=2',
      status: 200,
      answer: { items: [{ id: 'p-3' }] },
    },
    { when: 'a category is named', url: '/api/products?category=kettles', status: 200, answer: { total: 3 } },
    {
      when: 'the category is unknown',
      url: '/api/products?category=none',
      status: 404,
      answer: { code: 'catalog.category_not_found' },
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
  ]);
});
