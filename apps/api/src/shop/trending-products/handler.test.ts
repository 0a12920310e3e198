import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('REC-7 GET /api/trending', () => {
  expectStatuses('GET', [
    {
      when: 'nothing is said',
      url: '/api/trending',
      status: 200,
      answer: { surface: 'trending', items: [{ item_id: 'p-1' }, { item_id: 'p-2' }] },
    },
    { when: 'the length is no number', url: '/api/trending?limit=all', status: 400 },
  ]);
});
