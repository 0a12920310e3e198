import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

describe('REC-1 GET /version', () => {
  expectStatuses('GET', [
    {
      when: 'asked',
      url: '/version',
      status: 200,
      answer: { version: '0.1.0', git_commit: 'abc', model_version: 'blend-1' },
    },
  ]);
});
