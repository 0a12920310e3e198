import { describe, expect, it } from 'vitest';
import { aServer, callRecsys } from '../../testing/a-server.ts';
import { expectStatuses } from '../../testing/expect-statuses.ts';

const url = '/v1/events:delete';

describe('REC-1 POST /v1/events:delete', () => {
  expectStatuses('POST', [
    { when: 'a user is named', url, body: { namespace: 'n', user_id: 'u' }, status: 200, answer: { deleted_count: 0 } },
    {
      when: 'a date cannot be read',
      url,
      body: { namespace: 'n', created_before: 'now' },
      status: 422,
      answer: { error: 'constraint_violation' },
    },
    {
      when: 'a type is text',
      url,
      body: { namespace: 'n', event_type: '3' },
      status: 400,
      answer: { error: 'invalid_json_type' },
    },
  ]);

  it('passes every filter on', async () => {
    const { app, asked } = await aServer();
    const body = { namespace: 'n', user_id: 'u', item_id: 'i', event_type: 3, created_after: '2026-01-01T00:00:00Z' };
    await callRecsys(app, { method: 'POST', url, body });
    expect(asked[0]).toMatchObject({
      input: { filter: { userId: 'u', itemId: 'i', type: 3, after: new Date('2026-01-01T00:00:00Z') } },
    });
  });
});
