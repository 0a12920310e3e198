import { describe, expect, it } from 'vitest';
import { aServer, callRecsys } from '../../testing/a-server.ts';
import { expectStatuses } from '../../testing/expect-statuses.ts';

const url = '/v1/events?namespace=n';

describe('EVT-1 GET /v1/events', () => {
  expectStatuses('GET', [
    { when: 'nothing is stored', url, status: 200, answer: { items: [], total: 0, has_more: false } },
    {
      when: 'a type is no number',
      url: `${url}&event_type=view`,
      status: 400,
      answer: { error: 'invalid_value', details: { field: 'event_type' } },
    },
    { when: 'the namespace is missing', url: '/v1/events', status: 400, answer: { error: 'missing_namespace' } },
  ]);

  it('gives meta as JSON text, as clients parse it', async () => {
    const { app } = await aServer();
    const events = [{ user_id: 'u', type: 4, meta: { kind: 'order' } }];
    await callRecsys(app, { method: 'POST', url: '/v1/events:batch', body: { namespace: 'n', events } });
    const answer = await callRecsys(app, { method: 'GET', url });
    expect(answer.json().items).toMatchObject([{ item_id: '', meta: '{"kind":"order"}', source_event_id: null }]);
  });
});
