import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('CAT-5 GET /api/collections/{slug}', () => {
  expectStatuses('GET', [
    {
      when: 'the collection runs now',
      url: '/api/collections/spring',
      status: 200,
      answer: { slug: 'spring', name: 'Spring', products: 3, starts_at: '2026-03-01T00:00:00.000Z', ends_at: null },
    },
    {
      when: 'there is none',
      url: '/api/collections/none',
      status: 404,
      answer: { code: 'catalog.collection_not_found' },
    },
    {
      when: 'the slug is longer than any',
      url: `/api/collections/${'x'.repeat(200)}`,
      status: 400,
      answer: { errors: [{ path: 'slug' }] },
    },
  ]);
});
