import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('CAT-5 GET /api/collections', () => {
  expectStatuses('GET', [
    {
      when: 'the collections are asked for',
      url: '/api/collections',
      status: 200,
      answer: { items: [{ slug: 'spring', products: 3, starts_at: '2026-03-01T00:00:00.000Z', ends_at: null }] },
    },
  ]);
});
