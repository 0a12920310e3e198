import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('CAT-2 GET /api/products/{id}', () => {
  expectStatuses('GET', [
    {
      when: 'a slug is named',
      url: '/api/products/kettle-1',
      status: 200,
      answer: { id: 'p-1', skus: [{ sku: 'K-1', price_minor: 4900 }], first_available: '2026-01-01T00:00:00.000Z' },
    },
    {
      when: 'there is no such product',
      url: '/api/products/kettle-9',
      status: 404,
      answer: { code: 'catalog.product_not_found', status: 404 },
    },
    { when: 'an id is unknown', url: '/api/products/00000000-0000-4000-8000-000000000009', status: 404 },
    {
      when: 'the address hides a NUL',
      url: '/api/products/a%00b',
      status: 400,
      answer: { code: 'request.invalid_value' },
    },
  ]);
});
