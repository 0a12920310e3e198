import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

const url = '/v1/users:upsert';

describe('REC-1 POST /v1/users:upsert', () => {
  expectStatuses('POST', [
    {
      when: 'a user is sent',
      url,
      body: { namespace: 'n', users: [{ user_id: 'u', traits: { a: 1 } }] },
      status: 202,
      answer: { accepted: 1 },
    },
    { when: 'traits are left out', url, body: { namespace: 'n', users: [{ user_id: 'u' }] }, status: 202 },
    {
      when: 'traits are a list',
      url,
      body: { namespace: 'n', users: [{ user_id: 'u', traits: [] }] },
      status: 400,
      answer: { error: 'invalid_json_type', details: { index: 0, field: 'traits' } },
    },
    {
      when: 'the id is a number',
      url,
      body: { namespace: 'n', users: [{ user_id: 7 }] },
      status: 400,
      answer: { error: 'invalid_json_type', details: { field: 'user_id', expected: 'string' } },
    },
    {
      when: 'one is bad and partial is asked for',
      url: `${url}?partial=1`,
      body: { namespace: 'n', users: [{}, { user_id: 'u' }] },
      status: 202,
      answer: { status: 'partial', rejected: [{ index: 0 }] },
    },
  ]);
});
