import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('REC-1 GET /readyz', () => {
  expectStatuses('GET', [
    {
      when: 'everything is there',
      url: '/readyz',
      status: 200,
      answer: { status: 'ready', checks: [{ name: 'database', ok: true }] },
    },
  ]);
  expectStatuses(
    'GET',
    [
      {
        when: 'the database is away',
        url: '/readyz',
        status: 503,
        answer: { code: 'service.unavailable', detail: 'Not ready: database (no answer in 2 s).' },
      },
    ],
    { services: { readiness: async () => [{ name: 'database', ok: false, detail: 'no answer in 2 s' }] } },
  );
});
