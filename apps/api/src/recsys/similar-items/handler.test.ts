import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('REC-1 GET /v1/items/{item_id}/similar', () => {
  expectStatuses('GET', [
    {
      when: 'an item is named',
      url: '/v1/items/a%2Fb/similar?namespace=n',
      status: 200,
      answer: [{ item_id: 'p-1', score: 1, reasons: ['recent_popularity'] }, {}],
    },
    { when: 'k is not a number', url: '/v1/items/a/similar?k=many', status: 200 },
    {
      when: 'the id is too long',
      url: `/v1/items/${'x'.repeat(300)}/similar`,
      status: 400,
      answer: { error: 'invalid_value', details: { field: 'item_id' } },
    },
  ]);
});
