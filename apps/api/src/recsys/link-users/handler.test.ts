import { describe } from 'vitest';
import { expectStatuses } from '../../testing/expect-statuses.ts';

const url = '/v1/users:link';
const link = { anonymous_id: 'v-1', user_id: 'u-1' };

describe('ACC-4 POST /v1/users:link', () => {
  expectStatuses('POST', [
    {
      when: 'a visitor turned out to be a user',
      url,
      body: { namespace: 'n', links: [link] },
      status: 200,
      answer: { linked: 1 },
    },
    {
      when: 'both are the same',
      url,
      body: { namespace: 'n', links: [{ anonymous_id: 'u', user_id: 'u' }] },
      status: 400,
      answer: { error: 'invalid_value' },
    },
    {
      when: 'an id cannot be stored',
      url,
      body: { namespace: 'n', links: [{ ...link, anonymous_id: 'v\u007f' }] },
      status: 400,
      answer: { error: 'invalid_value', details: { field: 'anonymous_id', index: 0 } },
    },
    { when: 'there is no link', url, body: { namespace: 'n', links: [] }, status: 400 },
    {
      when: 'the namespace is missing',
      url,
      body: { links: [link] },
      status: 400,
      answer: { error: 'missing_namespace' },
    },
  ]);
});
