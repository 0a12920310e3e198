import { describe, expect, it } from 'vitest';
import { aServer } from '../../testing/a-server.ts';
import { expectStatuses } from '../../testing/expect-statuses.ts';

const url = '/api/interactions';
const view = { type: 'view', item_id: 'p-1', meta: { surface: 'home' } };

describe('EVT-6 POST /api/interactions', () => {
  expectStatuses('POST', [
    {
      when: 'a view is sent',
      url,
      body: { events: [view] },
      status: 202,
      answer: { status: 'accepted', accepted: 1, rejected: [] },
    },
    { when: 'a type is given by number', url, body: { events: [{ ...view, type: 1 }] }, status: 202 },
    {
      when: 'one of two is bad',
      url,
      body: { events: [{ type: 'look', item_id: 'a' }, view] },
      status: 202,
      answer: { status: 'partial', accepted: 1, rejected: [{ index: 0, field: 'type' }] },
    },
    {
      when: 'all are bad',
      url,
      body: { events: [{ type: 'click' }] },
      status: 400,
      answer: { code: 'request.invalid_value', errors: [{ path: 'events[0].item_id' }] },
    },
    {
      when: 'a known field of meta has another type',
      url,
      body: { events: [{ ...view, meta: { rank: 'first' } }] },
      status: 400,
      answer: { errors: [{ path: 'events[0].meta.rank' }] },
    },
    { when: 'nothing is sent', url, body: { events: [] }, status: 400, answer: { errors: [{ path: 'events' }] } },
    { when: 'there is no list', url, body: {}, status: 400, answer: { errors: [{ path: 'events' }] } },
    { when: 'too many are sent', url, body: { events: Array.from({ length: 201 }, () => view) }, status: 413 },
    {
      when: 'the body is too large',
      url,
      body: { events: [], pad: 'x'.repeat(600_000) },
      status: 413,
      answer: { code: 'request.body_too_large' },
    },
    {
      when: 'another site sends it',
      url,
      body: { events: [view] },
      headers: { 'sec-fetch-site': 'cross-site' },
      status: 403,
      answer: { code: 'request.cross_site' },
    },
    {
      when: 'it is a form',
      url,
      body: 'a=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      status: 415,
      answer: { code: 'request.unsupported_media_type' },
    },
  ]);

  it('reads what sendBeacon sends, and knows the visitor better than the page does', async () => {
    const { app, stored, asked } = await aServer();
    const event = {
      ...view,
      source_event_id: 'order:1:1',
      user_id: 'somebody-else',
      meta: { surface: 'home', session_id: 'made-up' },
    };
    const answer = await app.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'text/plain;charset=UTF-8', 'sec-fetch-site': 'same-origin' },
      cookies: { vitrine_sid: 'session-session-1' },
      payload: JSON.stringify({ events: [event] }),
    });
    expect(answer.statusCode).toBe(202);
    expect(stored).toMatchObject([
      {
        userId: 'session-session-1',
        type: 0,
        value: 1,
        sourceEventId: 'web:session-session-1:order:1:1',
        meta: { session_id: 'session-session-1' },
      },
    ]);
    expect(asked[0]).toMatchObject({
      input: { tenant: { namespace: 'shop' }, options: { partial: true, backfill: false } },
    });
  });

  it('says when to come back once one address sends too much', async () => {
    const { app } = await aServer({ rateLimits: { interactionsPerMinute: 2 } });
    const send = () => app.inject({ method: 'POST', url, payload: { events: [view] } });
    await send();
    await send();
    const answer = await send();
    expect(answer.statusCode).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.json()).toMatchObject({ code: 'request.rate_limited', request_id: expect.any(String) });
  });
});
