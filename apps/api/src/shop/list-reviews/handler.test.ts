import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('CAT-2 GET /api/products/{id}/reviews', () => {
  expectStatuses('GET', [
    {
      when: 'a product is named',
      url: '/api/products/kettle-1/reviews',
      status: 200,
      answer: { total: 2, summary: { histogram: [0, 0, 0, 1, 1] }, items: [{ author: 'Ada L.', rating: 5 }] },
    },
    {
      when: 'there is no such product',
      url: '/api/products/none/reviews',
      status: 404,
      answer: { code: 'catalog.product_not_found' },
    },
    { when: 'the page is zero', url: '/api/products/kettle-1/reviews?page=0', status: 400 },
  ]);
});
