import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('CAT-5 GET /api/brands', () => {
  expectStatuses('GET', [
    {
      when: 'the brands are asked for',
      url: '/api/brands',
      status: 200,
      answer: { items: [{ slug: 'alder', name: 'Alder', products: 3 }] },
    },
  ]);
});
