import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('CAT-2 GET /api/categories', () => {
  expectStatuses('GET', [
    {
      when: 'the tree is asked for',
      url: '/api/categories',
      status: 200,
      answer: { items: [{ slug: 'kettles', products: 3, children: [] }] },
    },
  ]);
});
