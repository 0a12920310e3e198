import { describe, expect, it } from 'vitest';
import { aServer, callRecsys, scopedKeys } from '../../testing/a-server.ts';

const good = { user_id: 'u-1', item_id: 'p-1', type: 1, value: 1, meta: { session_id: 's-1', surface: 'home' } };
const url = '/v1/events:batch';

describe('EVT-1 POST /v1/events:batch', () => {
  it.each([
    ['a good batch', { namespace: 'n', events: [good] }, 202, { status: 'accepted', accepted: 1 }],
    ['an empty batch', { namespace: 'n', events: [] }, 202, { accepted: 0 }],
    ['defaults and nulls', { namespace: 'n', events: [{ user_id: 'u', meta: null, ts: null }] }, 202, { accepted: 1 }],
    ['no namespace', { events: [good] }, 400, { error: 'missing_namespace' }],
    ['an empty namespace', { namespace: '', events: [good] }, 400, { error: 'missing_namespace' }],
    [
      'an empty user',
      { namespace: 'n', events: [good, { ...good, user_id: '' }] },
      400,
      { error: 'invalid_value', details: { index: 1, field: 'user_id' } },
    ],
    [
      'a type that is text',
      { namespace: 'n', events: [{ ...good, type: 'view' }] },
      400,
      { error: 'invalid_json_type', details: { index: 0, field: 'type', expected: 'number' } },
    ],
    [
      'a bad time',
      { namespace: 'n', events: [{ ...good, ts: '2026-02-30T00:00:00Z' }] },
      400,
      { error: 'invalid_timestamp', details: { index: 0, value: '2026-02-30T00:00:00Z' } },
    ],
    [
      'a time the store refuses',
      { namespace: 'n', events: [good, { ...good, user_id: 'refuse-me' }] },
      400,
      { error: 'invalid_timestamp', details: { index: 1, field: 'ts' } },
    ],
    ['an array as body', [], 400, { error: 'invalid_json_type' }],
    [
      'a NUL',
      { namespace: 'n', events: [{ ...good, meta: { text: 'a\u0000b' } }] },
      400,
      { error: 'invalid_value', details: { index: 0, field: 'meta.text' } },
    ],
  ])('answers %s', async (...[, body, status, expected]) => {
    const { app } = await aServer();
    const answer = await callRecsys(app, { method: 'POST', url, body });
    expect(answer.statusCode, answer.body).toBe(status);
    expect(answer.json()).toMatchObject(expected);
  });

  it.each([
    ['no body', undefined, 'application/json', 400, 'invalid_json', 'empty'],
    ['broken JSON', '{"namespace":"n",\n "events":[}', 'application/json', 400, 'invalid_json', 'line 2, column 12'],
    ['XML', '<a/>', 'text/xml', 415, 'unsupported_media_type', 'text/xml'],
    ['no content type', '{"namespace":"n","events":[]}', '', 202, undefined, ''],
  ])('reads %s', async (...[, payload, type, status, code, words]) => {
    const { app } = await aServer();
    const headers = {
      'x-org-id': '11111111-1111-4111-8111-111111111111',
      ...(type === '' ? {} : { 'content-type': type }),
    };
    const answer = await app.inject({ method: 'POST', url, headers, ...(payload === undefined ? {} : { payload }) });
    expect(answer.statusCode, answer.body).toBe(status);
    expect(answer.json().error).toBe(code);
    expect(answer.body).toContain(words);
  });

  it('stores the good records and names the bad ones when partial is asked for', async () => {
    const { app, stored } = await aServer();
    const events = [{ ...good, user_id: '' }, good, { ...good, value: 'much' }];
    const answer = await callRecsys(app, {
      method: 'POST',
      url: `${url}?partial=true`,
      body: { namespace: 'n', events },
    });
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toMatchObject({
      status: 'partial',
      accepted: 1,
      rejected: [
        { index: 0, field: 'user_id', error: 'invalid_value' },
        { index: 2, field: 'value', error: 'invalid_json_type' },
      ],
    });
    expect(stored).toHaveLength(1);
  });

  it('stores odd meta of old clients but says so', async () => {
    const { app } = await aServer();
    const answer = await callRecsys(app, {
      method: 'POST',
      url,
      body: { namespace: 'n', events: [{ ...good, meta: { rank: 'first' } }] },
    });
    expect(answer.json().warnings).toMatchObject([{ index: 0, field: 'meta.rank' }]);
  });

  it('takes the time of events only from a key with the backfill scope', async () => {
    const { app } = await aServer({ services: { keys: scopedKeys } });
    const send = (key: string) =>
      callRecsys(app, {
        method: 'POST',
        url: `${url}?backfill=true`,
        body: { namespace: 'n', events: [good] },
        headers: { 'x-api-key': key },
      });
    expect((await send('publish')).statusCode).toBe(403);
    expect((await send('admin')).statusCode).toBe(202);
  });
});
