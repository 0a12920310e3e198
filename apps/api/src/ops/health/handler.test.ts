import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('REC-1 GET /health', () => {
  expectStatuses('GET', [{ when: 'the process is up', url: '/health', status: 200, answer: { status: 'ok' } }]);
});
