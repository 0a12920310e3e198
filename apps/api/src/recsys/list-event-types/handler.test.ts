import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('EVT-1 GET /v1/event-types', () => {
  expectStatuses('GET', [
    {
      when: 'a namespace is named',
      url: '/v1/event-types?namespace=n',
      status: 200,
      answer: [{ type: 0, name: 'view', weight: 0.05, source: 'default' }],
    },
    { when: 'the namespace is missing', url: '/v1/event-types', status: 400, answer: { error: 'missing_namespace' } },
  ]);
});
