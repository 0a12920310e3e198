import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('REC-7 GET /api/products/{id}/similar', () => {
  expectStatuses('GET', [
    {
      when: 'a product is named',
      url: '/api/products/kettle-3/similar?limit=1',
      status: 200,
      answer: {
        surface: 'pdp-similar',
        items: [{ rank: 1, product: { slug: 'kettle-1' }, because: { kind: 'viewed' } }],
      },
    },
    { when: 'there is no such product', url: '/api/products/none/similar', status: 404 },
    {
      when: 'the length is out of range',
      url: '/api/products/kettle-3/similar?limit=0',
      status: 400,
      answer: { errors: [{ path: 'limit' }] },
    },
  ]);
});
