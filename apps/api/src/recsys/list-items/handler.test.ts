import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

const url = '/v1/items?namespace=n';

describe('REC-1 GET /v1/items', () => {
  expectStatuses('GET', [
    {
      when: 'a page is asked for',
      url: `${url}&limit=1`,
      status: 200,
      answer: { limit: 1, offset: 0, items: [{ item_id: 'p-1' }] },
    },
    { when: 'the limit is out of range', url: `${url}&limit=5000`, status: 200, answer: { limit: 100 } },
    { when: 'the namespace is missing', url: '/v1/items', status: 400, answer: { error: 'missing_namespace' } },
    {
      when: 'a date cannot be read',
      url: `${url}&created_after=yesterday`,
      status: 422,
      answer: { error: 'constraint_violation', details: { field: 'created_after' } },
    },
  ]);
});
