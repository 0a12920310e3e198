import { describe } from 'vitest';
import { scopedKeys } from '../../testing/a-server.ts';
import { expectStatuses } from '../../testing/expect-statuses.ts';

const url = '/v1/users:delete';

describe('REC-1 POST /v1/users:delete', () => {
  expectStatuses('POST', [
    {
      when: 'one user is named',
      url,
      body: { namespace: 'n', user_id: 'a' },
      status: 200,
      answer: { deleted_count: 1 },
    },
    { when: 'no filter is given and no keys are on', url, body: { namespace: 'n' }, status: 200 },
    { when: 'the namespace is missing', url, body: {}, status: 400, answer: { error: 'missing_namespace' } },
  ]);
  expectStatuses(
    'POST',
    [
      {
        when: 'a key without the admin scope would empty the namespace',
        url,
        body: { namespace: 'n', user_id: '' },
        headers: { 'x-api-key': 'ingest' },
        status: 403,
        answer: { error: 'forbidden', details: { scope: 'admin' } },
      },
      {
        when: 'a key with the admin scope empties the namespace',
        url,
        body: { namespace: 'n' },
        headers: { 'x-api-key': 'admin' },
        status: 200,
      },
      {
        when: 'a key may only read',
        url,
        body: { namespace: 'n', user_id: 'a' },
        headers: { 'x-api-key': 'read' },
        status: 403,
      },
    ],
    { services: { keys: scopedKeys } },
  );
});
